"""Deals as rows: a taken statement with its figure and circumstances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.model import Fact, Mention
from pipeline.relate.circumstances import cue_of, date_of, kind_of, place_of, scope_of
from pipeline.relate.evidence import strongest
from pipeline.relate.features.statement import value_of
from pipeline.relate.rows import deciding
from pipeline.values import Deal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.decode.taken import Taken
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Weighed

KIND = "deals"


def deals_of(weighed: Weighed, models: Models, statements: Sequence[Taken]) -> list[Fact[Deal]]:
    """Return the deals of the statements that are taken, numbered in reading order."""
    article_id = weighed.discourse.document.article.article_id
    rules = _rules(weighed, models, statements)
    return [
        _deal(weighed, models, taken, f"{article_id}-{number}", rules[taken.kind, taken.row])
        for number, taken in enumerate(statements, 1)
    ]


def _rules(weighed: Weighed, models: Models, statements: Sequence[Taken]) -> dict[tuple[str, int], str]:
    """Return the strongest evidence for each deal, by kind and pair: one statement may tell of several."""
    rules: dict[tuple[str, int], str] = {}
    for kind in weighed.statements:
        mine = [taken for taken in statements if taken.kind == kind]
        if mine:
            tables = deciding(weighed, kind, [taken.row for taken in mine])
            told = zip(mine, strongest(models, tables), strict=True)
            rules |= {(kind, taken.row): rule for taken, rule in told}
    return rules


def _deal(weighed: Weighed, models: Models, taken: Taken, deal_id: str, rule: str) -> Fact[Deal]:
    discourse, anchor = weighed.discourse, taken.anchor
    tellings = _tellings(weighed, taken)
    money: Any = anchor.fact.value if taken.kind == "figure" else None
    scope, events = scope_of(discourse, anchor) if money else ("event", None)
    voice = discourse.voices[anchor.sentence]
    value = Deal(
        deal_id=deal_id,
        kind=kind_of(discourse, anchor),
        status=taken.status,
        hub=taken.hub,
        parties=taken.parties,
        amount_idr=money and money.amount_idr,
        amount_min_idr=money and money.amount_min_idr,
        amount_max_idr=money and money.amount_max_idr,
        bound=money and money.bound,
        amount_start=anchor.start if money else None,
        scope=scope,
        events=events,
        date=next(filter(None, (date_of(discourse, each) for each in tellings)), None),
        place=place_of(discourse, anchor, taken.parties),
        speaker=voice.value.official_id if voice else None,
        cue=cue_of(discourse, anchor, taken.status),
        confidence=models.confidence(taken.kind, taken.certainty),
    )
    sentence = discourse.sentences[anchor.sentence]
    text = discourse.document.quote(sentence.start, sentence.stop)
    return Fact(Mention(KIND, sentence.start, sentence.stop, text, rule), value)


def _tellings(weighed: Weighed, taken: Taken) -> list[Anchor]:
    """Return the statement and the others of the same figure: a headline seldom dates what the body dates."""
    if taken.kind != "figure":
        return [taken.anchor]
    value = value_of(taken.anchor.fact.value)
    figures = weighed.statements["figure"].anchors
    return [
        taken.anchor,
        *(each for each in figures if each is not taken.anchor and value_of(each.fact.value) == value),
    ]
