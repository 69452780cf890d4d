"""The spaCy component: a Doc in, the same Doc with what its text tells."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.flow import extract
from pipeline.language.labels import KINDS
from pipeline.language.spans import WHOLE, annotate
from pipeline.lexicon import use_user_lists
from pipeline.read.frame import to_article
from pipeline.read.record import Record
from pipeline.relate.models import use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from pipeline.language.spans import Facts
    from pipeline.model import Article, ArticleFacts, Mention

MARKABLE = [kind for kind in KINDS if kind not in WHOLE]
"""Tables whose mentions others may mark."""
GIVEN = "given"
"""`rule` of a span that another component has marked and ours can't read."""


class Component:
    """Reads `doc.text` as an article and puts its facts on the Doc; tokens and entities stay as they are.

    `kinds` are the tables wanted; each is read with all others, so that its rows are those of the whole. What a record
    tells of the article besides its text may be set beforehand: `doc._.niaga_about = {"id": ..., "published": ...,
    "url": ...}`, each optional. `lexicon` is a folder of the user's own word lists,
    `models` one of the user's own models of deals and flows.
    """

    def __init__(self, name: str, kinds: Sequence[str], lexicon: str | None = None, models: str | None = None) -> None:
        unknown = sorted({*kinds} - {*KINDS})
        if unknown:
            raise ValueError(f"{name}: no kind {unknown[0]!r}; there are {', '.join(KINDS)}")
        if lexicon:
            use_user_lists(Path(lexicon))
        if models:
            use(Path(models))
        self.name = name
        self.kinds = [kind for kind in KINDS if kind in kinds]

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc, annotated."""
        annotate(doc, plain(extract(article_of(doc)), self.kinds))
        return doc


class Relations:
    """Puts deals and flows on a Doc whose provinces, sums and goods other components have found.

    `labels` maps a label of theirs to the table that its spans belong to; they are read from `doc.ents`, or from
    `doc.spans[spans_key]`. A span that our lists and rules can't resolve is in `doc._.niaga["unresolved"]`. Tables
    without a label of theirs are read from the text.
    """

    def __init__(
        self, name: str, labels: Mapping[str, str], spans_key: str | None, min_confidence: float, models: str | None
    ) -> None:
        unknown = sorted({*labels.values()} - {*MARKABLE})
        if unknown:
            raise ValueError(f"{name}: no kind {unknown[0]!r} to mark; there are {', '.join(MARKABLE)}")
        if models:
            use(Path(models))
        self.name = name
        self.labels = dict(labels)
        self.spans_key = spans_key
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc, annotated."""
        given: dict[str, list[tuple[int, int]]] = {kind: [] for kind in self.labels.values()}
        for span in doc.ents if self.spans_key is None else doc.spans.get(self.spans_key, ()):
            if span.label_ in self.labels:
                given[self.labels[span.label_]].append((span.start_char, span.end_char))
        facts = extract(article_of(doc), self.min_confidence, given)
        rows = plain(facts, KINDS)
        rows["unresolved"] += [row for kind, spans in given.items() for row in _unknown(doc, facts, kind, spans)]
        annotate(doc, rows)
        return doc


def article_of(doc: Doc) -> Article:
    """Return a Doc as an article, with what is known of it besides its text."""
    about = doc._.niaga_about or {}
    return to_article(
        Record(str(about.get("id") or "doc"), doc.text, "", url=about.get("url"), published=about.get("published"))
    )


def _unknown(doc: Doc, facts: ArticleFacts, kind: str, spans: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """Yield a row for each span of others in which nothing of its kind was found."""
    mentions = [fact.mention for fact in facts[kind]] + [item.mention for item in facts.unresolved]
    for start, stop in spans:
        if not any(mention.kind == kind and mention.start < stop and start < mention.stop for mention in mentions):
            place = {"start": start, "stop": stop, "text": doc.text[start:stop], "rule": GIVEN}
            yield place | {"kind": kind, "reason": "marked by another component; no list or rule of ours knows it"}


def plain(facts: ArticleFacts, kinds: Sequence[str]) -> Facts:
    """Return facts in plain JSON types: a list of rows per kind, the article, and what was not used."""
    article = facts.article
    names = ("article_id", "title", "outlet", "published", "published_basis", "dateline")
    rows: Facts = {"article": {name: getattr(article, name) for name in names}}
    for kind in kinds:
        rows[kind] = [_evidence(fact.mention) | _columns(fact.value) for fact in facts.facts.get(kind, ())]
    rows["unresolved"] = [
        _evidence(item.mention) | {"kind": item.mention.kind, "reason": item.reason} for item in facts.unresolved
    ]
    return rows


def _evidence(mention: Mention) -> dict[str, Any]:
    return {"start": mention.start, "stop": mention.stop, "text": mention.text, "rule": mention.rule}


def _columns(value: Any) -> dict[str, Any]:
    cells = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: _json(cell) for name, cell in cells.items()}


def _json(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return int(cell) if cell == int(cell) else float(cell)
    return list(cell) if isinstance(cell, tuple) else cell
