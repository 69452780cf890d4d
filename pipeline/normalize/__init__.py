"""From mentions to facts: what the words mean.

One file per kind, all alike: `normalize(mention, context) -> value | Rejected`, values as `pipeline.values` has them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.model import ArticleFacts, Context, Fact, Rejected, Unresolved
from pipeline.normalize import amounts, commodities, dates, officials, provinces, published, quantities
from pipeline.normalize.people import resolve_people
from pipeline.normalize.published_year import year_said

if TYPE_CHECKING:
    from pipeline.language import Document
    from pipeline.model import Mention

ROOMS = {
    "dates": dates,
    "provinces": provinces,
    "officials": officials,
    "commodities": commodities,
    "amounts": amounts,
    "quantities": quantities,
}
"""In the order in which one kind may look at another's facts."""


def normalize_mentions(document: Document, mentions: dict[str, tuple[Mention, ...]]) -> ArticleFacts:
    """Return the facts of a document and what could not be resolved.

    Dates come first, and once more where those said in full tell the year of the others, or when the article was
    published: the others count from there.
    """
    people = resolve_people(mentions["officials"])
    article, sentences = document.article, document.sentences
    context = Context(article, document.text, sentences, mentions, {}, article.published, people)
    unresolved = _settle("dates", context)
    if not context.published and (year := year_said(context)):
        context = replace(context, facts={}, published=year)
        unresolved = _settle("dates", context)
    day, basis = published.infer_publication_date(context)
    article = replace(document.article, published=day, published_basis=basis)
    if day != context.published:
        context = replace(context, facts={}, published=day)
        unresolved = _settle("dates", context)
    context = replace(context, article=article)
    unresolved += [item for kind in ROOMS if kind != "dates" for item in _settle(kind, context)]
    facts = {kind: tuple(found) for kind, found in context.facts.items()}
    return ArticleFacts(article, facts, tuple(sorted(unresolved, key=lambda item: item.mention.start)))


def _settle(kind: str, context: Context) -> list[Unresolved]:
    """Append the facts of one kind to the context; return the mentions that gave none."""
    facts: list[Fact[Any]] = context.facts.setdefault(kind, [])
    unresolved = []
    for mention in context.mentions[kind]:
        value = ROOMS[kind].normalize(mention, context)
        if isinstance(value, Rejected):
            unresolved.append(Unresolved(mention, value.reason))
        else:
            facts.append(Fact(mention, value))
    return unresolved
