"""Thirds: provinces of an article that may join the two of a statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.candidates.pair import PAIR_PROVINCES
from pipeline.relate.features import third
from pipeline.relate.features.statement import value_of
from pipeline.relate.features.third import Part, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.relate.hashing import Floats
    from pipeline.relate.weighed import Weighed

LEAST_SCORE = 0.1
"""Score of a pair below which nobody asks who joins it."""


@dataclass(slots=True)
class Thirds:
    """Provinces that may join pairs, with their features."""

    keys: list[tuple[int, str]] = field(default_factory=list)
    """Row of the pair, as `Weighed.keys_of` counts it, and the province."""
    values: Floats | None = None
    """Features of each key: `third.NAMES`, then those of the province as party of the statement; None of none."""


def rows_of(weighed: Weighed, kind: str) -> list[int]:
    """Return the pairs that others may join: the likeliest of each figure, all partners."""
    scores = weighed.scores_of(kind)
    return [row for row in _likeliest(weighed, kind) if scores[row] >= LEAST_SCORE]


def thirds_of(weighed: Weighed, kind: str, rows: Sequence[int]) -> Thirds:
    """Return the provinces that may join each of some pairs of one kind of statement."""
    found, keys = weighed.statements[kind], weighed.keys_of(kind)
    provinces = found.arguments.provinces
    if len(provinces) <= PAIR_PROVINCES or not rows:
        return Thirds()
    told = _told(weighed, kind, {keys[row][0] for row in rows})
    joins: list[tuple[int, str]] = []
    near: list[int] = []
    features: list[list[float]] = []
    for row in rows:
        number, first, second = keys[row]
        seen = third.values(weighed.discourse, told[number], (first, second))
        joins += [(row, province) for province in seen]
        near += [number * len(provinces) + provinces.index(province) for province in seen]
        features += seen.values()
    return Thirds(joins, np.concatenate([np.array(features), found.party_rows[near]], axis=1))


def _likeliest(weighed: Weighed, kind: str) -> Iterable[int]:
    """Return the rows that stand for statements: the likeliest pair of each figure, each two partners."""
    return weighed.best_figures().values() if kind == "figure" else range(len(weighed.partner_scores))


def _told(weighed: Weighed, kind: str, numbers: Iterable[int]) -> dict[int, Told]:
    """Return what is known of some statements of one kind, by number."""
    found, keys, scores = weighed.statements[kind], weighed.keys_of(kind), weighed.scores_of(kind)
    provinces, partners = found.arguments.provinces, weighed.told_partners
    across = partners if kind == "figure" else _best(weighed)
    rows = list(_likeliest(weighed, kind))
    parts = [
        (keys[row][0], Part(_worth(weighed, kind, keys[row][0]), frozenset(keys[row][1:]), scores[row])) for row in rows
    ]
    told = {}
    for number in numbers:
        mine = found.parties[number * len(provinces) : (number + 1) * len(provinces)]
        told[number] = Told(
            found.anchors[number],
            _worth(weighed, kind, number),
            dict(zip(provinces, mine, strict=True)),
            _of_statement(keys, scores, number) if kind == "figure" else partners,
            _of_statement(found.pairs.keys, found.alone, number),
            across,
            [part for other, part in parts if other != number],
        )
    return told


def _best(weighed: Weighed) -> dict[frozenset[str], float]:
    """Return the best score that a figure gives each two provinces."""
    best: dict[frozenset[str], float] = {}
    for key, score in zip(weighed.keys_of("figure"), weighed.figure_scores, strict=True):
        best[frozenset(key[1:])] = max(score, best.get(frozenset(key[1:]), 0.0))
    return best


def _of_statement(
    keys: Sequence[tuple[int, str, str]], scores: Sequence[float], number: int
) -> Mapping[frozenset[str], float]:
    """Return the scores of the pairs of one statement."""
    return {frozenset(key[1:]): score for key, score in zip(keys, scores, strict=True) if key[0] == number}


def _worth(weighed: Weighed, kind: str, number: int) -> int:
    """Return the figure of a statement in Rupiah, 0 without one."""
    return value_of(weighed.statements[kind].anchors[number].fact.value) if kind == "figure" else 0
