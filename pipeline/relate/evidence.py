"""What weighed in a decision: the features that moved a score most, by name and by group."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    "origin": "discourse",
    "destination": "discourse",
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


def weights(models: Models, tables: Mapping[str, Floats]) -> list[Weight]:
    """Return what each feature of a candidate moved, the strongest first; `tables` hold one row of each forest."""
    names, moved = _moved(models, tables)
    sums: dict[str, float] = {}
    for name, share in zip(names, moved[0].tolist(), strict=True):
        sums[name] = sums.get(name, 0.0) + share
    values = dict(zip(names, np.concatenate([rows[0] for rows in tables.values()]).tolist(), strict=True))
    found = [Weight(name, values[name], total) for name, total in sums.items()]
    return sorted(found, key=lambda each: (-abs(each.moved), each.feature))


def strongest(models: Models, tables: Mapping[str, Floats]) -> list[str]:
    """Return the group of features that spoke most for each candidate."""
    names, moved = _moved(models, tables)
    if not len(moved):
        return []
    groups, members = _groups(names)
    return [groups[best] for best in (moved @ members).argmax(axis=1)]


def _moved(models: Models, tables: Mapping[str, Floats]) -> tuple[tuple[str, ...], Floats]:
    """Return how far each feature moved the log-odds of candidates: forests that decide together count the same.

    Shape (candidates, features of all forests); `tables` are the rows that each forest sees of the candidates.
    """
    forests = [models.scorer.forests[name] for name in tables]
    moved = [
        forest.weigh(rows.astype(np.float32)) / len(forests)
        for forest, rows in zip(forests, tables.values(), strict=True)
    ]
    return tuple(name for forest in forests for name in forest.names), np.concatenate(moved, axis=1)


@cache
def _groups(names: tuple[str, ...]) -> tuple[list[str], Floats]:
    """Return the groups of features by name, and which feature is of which, shape (features, groups)."""
    found = [GROUPS[name.partition(".")[0]] for name in names]
    groups = sorted(set(found))
    return groups, np.array([[group == each for group in groups] for each in found], dtype=np.float32)
