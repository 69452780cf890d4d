"""Of a statement among the figures of its article: what the words beside those say that their deals are.

The parts of a total and the figures of one list are mostly of one status, and one sentence says it for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import NONE
from pipeline.relate.features.statement import value_of
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.hashing import Floats, Integers, Mask

LIKELY_SCORE = 0.2
"""Score of a deal from which a figure counts as one."""

FIGURES = ("others", "before", "behind", "largest", "same")
"""Whose words are looked at: those of all other figures, as likely as they are deals; of the likely ones the nearest
before and behind, and the largest; of the same figure elsewhere. A figure is no company of its own."""

NAMES = tuple(f"company.{which}_{status}" for which in FIGURES for status in STATUSES)


def values(anchors: Sequence[Anchor], figures: Sequence[Anchor], scores: Sequence[float], words: Floats) -> Floats:
    """Return the features of statements, one row each.

    `figures` are those that may be deals, with the score that they are, and `words` what the words beside them say of
    each status, shape (figures, statuses).
    """
    if not figures or not anchors:
        return np.full((len(anchors), len(NAMES)), NONE)
    score, firsts = np.array(scores), np.array([each.first for each in figures])
    worth = np.array([value_of(each.fact.value) for each in figures], dtype=np.float64)
    likely = np.flatnonzero(score > LIKELY_SCORE)
    mine = np.array([each.first for each in anchors])
    others = firsts != mine[:, None]
    before, behind = np.searchsorted(firsts[likely], mine) - 1, np.searchsorted(firsts[likely], mine, side="right")
    told = np.vstack([words, np.full(len(STATUSES), NONE)])
    weights = others * score
    columns = [
        np.where(others.any(axis=1)[:, None], weights @ words / weights.sum(axis=1, keepdims=True).clip(1e-9), NONE),
        told[_at(likely, before, len(figures))],
        told[_at(likely, behind, len(figures))],
        told[_largest(others & (score > LIKELY_SCORE), worth)],
        np.where((others & _same(anchors, worth))[:, :, None], words, NONE).max(axis=1),
    ]
    return np.concatenate(columns, axis=1)


def _largest(likely: Mask, worth: Floats) -> Integers:
    """Return the largest of the likely figures of each statement, the number behind the last where there is none."""
    return np.where(likely.any(axis=1), np.where(likely, worth, -1.0).argmax(axis=1), len(worth))


def _at(likely: Integers, places: Integers, nothing: int) -> Integers:
    """Return the likely figures at some places among them, `nothing` where there is none."""
    padded = np.append(likely, nothing)
    return padded[np.where((places >= 0) & (places < len(likely)), places, len(likely))]


def _same(anchors: Sequence[Anchor], worth: Floats) -> Mask:
    """Return which figures are that of a statement, shape (statements, figures); no figure is that of a trigger."""
    mine = [value_of(each.fact.value) if each.key == "amount" else -1 for each in anchors]
    same: Mask = np.array(mine, dtype=np.float64)[:, None] == worth
    return same
