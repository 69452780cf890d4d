"""Salience: which good a text speaks of when it gives a number without one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.normalize import units

if TYPE_CHECKING:
    from pipeline.normalize.surroundings import Surroundings

FADING_SHARE = 0.6
"""What each later good leaves of the weight of one named before."""
PARAGRAPH_FACTOR = 2.0
"""How much more a good of the same paragraph weighs."""
TITLE_SHARE = 0.5
"""Weight of a good of the title."""
MOST_SHARE = 0.5
"""Share of all weight that the good spoken of has; with less the text does not say which it is."""
LONGEST_CHARS = 2000
"""Characters of a paragraph before a quantity, at most."""
NEARBY_CHARS = 400
"""Characters before a quantity in which a good was named last that a unit of many uses counts."""


def spoken_of(around: Surroundings) -> str | None:
    """Return the good that the text before a quantity spoke of most, and last.

    Where none stands out it is `SEVERAL`: any of them; None for a unit of many uses, which may count something else.
    """
    weights = {good: weight for good, weight in _weights(around).items() if units.fits(good, around.measure)}
    best = max(weights, key=weights.__getitem__, default=None)
    if best is None or (around.measure in units.LOOSE and not _is_near(around, best)):
        return None
    if weights[best] >= MOST_SHARE * sum(weights.values()):
        return best
    return None if around.measure in units.LOOSE else units.SEVERAL


def _weights(around: Surroundings) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    start = around.mention.start
    paragraph = around.context.text.rfind("\n", max(0, start - LONGEST_CHARS), start)
    for place, each in enumerate(around.spoken):
        weights[each.value.commodity] += FADING_SHARE**place * (PARAGRAPH_FACTOR if each.start > paragraph else 1)
    for good in {fact.value.commodity for fact in around.title}:
        weights[good] += TITLE_SHARE
    return weights


def _is_near(around: Surroundings, good: str) -> bool:
    last = next((each for each in around.spoken if each.value.commodity == good), None)
    return last is not None and last.start >= around.mention.start - NEARBY_CHARS
