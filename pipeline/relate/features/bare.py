"""Of two partners and a deal without a figure: what all their statements say of its status, and the figure they share.

What is signed beside a mission whose sum was booked is a deal of its own; the contract that has that sum is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features import NONE
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.hashing import Floats

FAR_SENTENCES, FAR_WORDS = 99.0, 999.0
"""Distance to a figure where there is none."""

NAMES = (
    *(f"bare.{join}_{status}" for join in ("most", "mean") for status in STATUSES),
    *(f"bare.{name}" for name in ("partners", "figure", "figure_statement", "sentences", "same_sentence", "words")),
    *("bare.elsewhere", "bare.elsewhere_agreed"),
    *(f"bare.figure_{status}" for status in STATUSES),
)


class Telling(NamedTuple):
    """A statement that may tell of two provinces."""

    anchor: Anchor
    score: float
    """That it joins them: of one without a figure by itself, of a figure beside all others."""
    statement: float
    """That it is a deal at all."""
    words: Floats
    """What its words say of each status."""


def values(told: Sequence[Telling], partners: float, figure: Telling | None) -> list[float]:
    """Return the features of two partners, as `NAMES`.

    `told` are the statements without a figure that may join them, the likeliest first, `partners` is their score,
    `figure` the likeliest figure.
    """
    words, scores = np.array([each.words for each in told]), np.array([each.score for each in told])
    mean = scores @ words / max(scores.sum(), 1e-9)
    return [*words.max(axis=0), *mean, partners, *_figure(told, figure)]


def _figure(told: Sequence[Telling], figure: Telling | None) -> list[float]:
    """Return how surely a figure joins them too, how far off it stands, and what is told in other sentences."""
    elsewhere = [each for each in told if not figure or each.anchor.sentence != figure.anchor.sentence]
    other = (
        max((each.score for each in elsewhere), default=NONE),
        max((float(each.words[STATUSES.index("agreed")]) for each in elsewhere), default=NONE),
    )
    if not figure:
        return [0.0, 0.0, FAR_SENTENCES, 0.0, FAR_WORDS, *other, *[NONE] * len(STATUSES)]
    apart = told[0].anchor.sentence - figure.anchor.sentence
    words = figure.anchor.first - told[0].anchor.first
    return [figure.score, figure.statement, float(apart), float(apart == 0), float(words), *other, *figure.words]
