"""What weighed in a decision: the features that moved a score most, by name and by group."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.hashing import Floats
    from pipeline.relate.models import Models

GROUPS = {
    "before": "place_words",
    "behind": "place_words",
    "earlier": "place_words",
    "later": "place_words",
    "mention": "sentence",
    "province": "discourse",
    "rivals": "discourse",
    "words": "words",
    "ends": "both_ends",
    "others": "other_goods",
    "shared": "other_goods",
    "siblings": "other_ways",
    "pair": "places",
    "origin": "discourse",
    "destination": "discourse",
    "deal": "deal",
    "parties": "both_parties",
    "goods": "goods",
    "together": "places",
    "statement": "statement",
    "first": "places",
    "second": "places",
    "figure": "statement",
    "partners": "other_statements",
    "beside": "other_statements",
    "company": "other_statements",
    "bare": "other_statements",
}
"""First part of a feature's name -> the evidence that it is, as `rule` names it."""


class Weight(NamedTuple):
    """How far a feature moved a score."""

    feature: str
    value: float
    moved: float
    """In log-odds; above 0 it spoke for the candidate."""


def weights(models: Models, name: str, values: Sequence[float] | Floats) -> list[Weight]:
    """Return what each feature of a candidate moved, the strongest first."""
    forest = models.scorer.forests[name]
    moved = forest.weigh(np.array([values], dtype=np.float32))[0]
    found = [Weight(*each) for each in zip(forest.names, map(float, values), map(float, moved), strict=True)]
    return sorted(found, key=lambda each: (-abs(each.moved), each.feature))


def strongest(models: Models, name: str, rows: Sequence[Sequence[float]] | Floats) -> list[str]:
    """Return the group of features that spoke most for each candidate."""
    if not len(rows):
        return []
    forest = models.scorer.forests[name]
    groups, members = _groups(forest.names)
    sums = forest.weigh(np.asarray(rows, dtype=np.float32)) @ members
    return [groups[best] for best in sums.argmax(axis=1)]


@cache
def _groups(names: tuple[str, ...]) -> tuple[list[str], Floats]:
    """Return the groups of features by name, and which feature is of which, shape (features, groups)."""
    found = [GROUPS[name.partition(".")[0]] for name in names]
    groups = sorted(set(found))
    return groups, np.array([[group == each for group in groups] for each in found], dtype=np.float32)
