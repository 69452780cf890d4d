"""Of a statement that may be a deal (a figure, or a trigger without one): its size, figures beside it, its triggers."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, Any

from pipeline.relate.features.codes import trigger, triggers_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

KINDS = ("other", "unit_price", "budget", "investment", "production_value")
BOUNDS = ("exact", "about", "at_least", "at_most", "range")
ROUNDING_SHARE = 0.01
"""Share of a figure by which a sum or product of others may miss it."""
MOST_FIGURES = 12
"""Figures of an article that are added up."""
TOLD = ("deal", "status", "money")
"""Triggers beside a statement."""

NAMES = (
    *("figure.size", "figure.kind", "figure.bound", "figure.figures", "figure.repeats", "figure.larger"),
    *("figure.in_sentence", "figure.place_in_sentence", "figure.place_in_article", "figure.digits", "figure.sum"),
    *("figure.part", "figure.spoken"),
    *(f"figure.{name}_{side}" for name in TOLD for side in ("before", "before_words", "behind", "behind_words")),
    *("figure.deal_sentences_back", "figure.deal_back", "figure.status_back", "figure.deal_words"),
)

FAR_SENTENCES = 99.0
"""Sentences since the last word of a deal where there was none."""


def value_of(amount: Any) -> int:
    """Return a figure in whole Rupiah, by whichever end is known."""
    return int(amount.amount_idr or amount.amount_min_idr or amount.amount_max_idr or 0)


def values(discourse: Discourse, anchor: Anchor, known: Sequence[int]) -> list[float]:
    """Return the features of a statement; `known` are the figures of the article that may be a deal's, in Rupiah."""
    return [
        *(_figure(discourse, anchor, known) if anchor.key == "amount" else [-1.0] * 12),
        float(discourse.voices[anchor.sentence] is not None),
        *(value for name in TOLD for value in triggers_beside(discourse, anchor, name)),
        *_back(discourse, anchor),
    ]


def _figure(discourse: Discourse, anchor: Anchor, known: Sequence[int]) -> list[float]:
    amount = anchor.fact.value
    value = value_of(amount)
    beside = [each for each in discourse.amounts if each.sentence == anchor.sentence]
    others = [other for other in known if other != value][:MOST_FIGURES]
    return [
        log10(max(value, 1)),
        float(KINDS.index(amount.kind) if amount.kind in KINDS else len(KINDS)),
        float(BOUNDS.index(amount.bound)),
        float(len(known)),
        float(known.count(value)),
        float(sum(other > value for other in known)),
        float(len(beside)),
        float(beside.index(anchor)),
        float(discourse.amounts.index(anchor)),
        float(len(str(value).rstrip("0"))),
        float(any(is_near(one + other, value) for at, one in enumerate(others) for other in others[at + 1 :])),
        float(any(is_near(value + one, other) for one in others for other in others if one != other)),
    ]


def is_near(one: int, other: int) -> bool:
    """Tell whether a sum or product of figures is a figure, as far as rounding lets it."""
    return abs(one - other) <= ROUNDING_SHARE * other


def _back(discourse: Discourse, anchor: Anchor) -> list[float]:
    """Return what was said before: the last word of a deal and its distance, the status of the sentence before."""
    told = [sentence for sentence in range(anchor.sentence) if discourse.triggers[sentence, "deal"]]
    last = discourse.triggers[told[-1], "deal"][-1] if told else None
    status = discourse.triggers.get((anchor.sentence - 1, "status"), [])
    return [
        float(anchor.sentence - told[-1]) if told else FAR_SENTENCES,
        trigger(last),
        trigger(status[-1]) if status else -1.0,
        float(len(told)),
    ]
