"""Thirds: provinces of an article that may join the two of a statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import third
from pipeline.relate.features.statement import value_of
from pipeline.relate.features.third import Part, Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.hashing import Floats
    from pipeline.relate.weighed import Weighed

LEAST_SCORE = 0.1
"""Score of a pair below which nobody asks who joins it."""

PAIR_PROVINCES = 2
"""Provinces of a pair."""


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
    rows = weighed.best_figures().values() if kind == "figure" else range(len(scores))
    return [row for row in rows if scores[row] >= LEAST_SCORE]


def thirds_of(weighed: Weighed, kind: str, rows: Sequence[int]) -> Thirds:
    """Return the provinces that may join each of some pairs of one kind of statement."""
    found, keys = weighed.statements[kind], weighed.keys_of(kind)
    provinces = found.arguments.provinces
    if len(provinces) <= PAIR_PROVINCES or not rows:
        return Thirds()
    told = {number: _told(weighed, kind, number) for number in {keys[row][0] for row in rows}}
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


def _told(weighed: Weighed, kind: str, number: int) -> Told:
    """Return what is known of a statement."""
    found = weighed.statements[kind]
    size = len(found.arguments.provinces)
    parties = dict(zip(found.arguments.provinces, found.parties[number * size : (number + 1) * size], strict=True))
    anchor = found.anchors[number]
    figures = weighed.statements["figure"].pairs.keys
    alone = _of_statement(found.pairs.keys, found.alone, number)
    if kind == "figure":
        pairs, across = _of_statement(figures, weighed.figure_scores, number), weighed.told_partners
        return Told(anchor, _worth(weighed, number), parties, pairs, alone, across, _figures(weighed, number))
    across = {}
    for key, score in zip(figures, weighed.figure_scores, strict=True):
        across[frozenset(key[1:])] = max(score, across.get(frozenset(key[1:]), 0.0))
    return Told(anchor, 0, parties, weighed.told_partners, alone, across, _others(weighed, number))


def _of_statement(
    keys: Sequence[tuple[int, str, str]], scores: Sequence[float], number: int
) -> Mapping[frozenset[str], float]:
    """Return the scores of the pairs of one statement."""
    return {frozenset(key[1:]): score for key, score in zip(keys, scores, strict=True) if key[0] == number}


def _worth(weighed: Weighed, number: int) -> int:
    return value_of(weighed.statements["figure"].anchors[number].fact.value)


def _figures(weighed: Weighed, number: int) -> list[Part]:
    """Return all figures but one, each with its likeliest pair."""
    keys, scores = weighed.keys_of("figure"), weighed.scores_of("figure")
    return [
        Part(_worth(weighed, other), frozenset(keys[row][1:]), scores[row])
        for other, row in weighed.best_figures().items()
        if other != number
    ]


def _others(weighed: Weighed, number: int) -> list[Part]:
    """Return the partners that other statements tell of."""
    both = zip(weighed.partners.keys, weighed.partner_scores, strict=True)
    return [Part(0, frozenset(key[1:]), score) for key, score in both if key[0] != number]
