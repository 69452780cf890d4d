"""Pairs: two provinces that a statement may join as parties of a deal."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import pair

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

NAMES = pair.NAMES

LIKELIEST_PROVINCES = 6
"""Provinces of a statement of which pairs are made."""

PAIR_PROVINCES = 2
"""Provinces of a pair."""


@dataclass(slots=True)
class Pairs:
    """Pairs of provinces of one kind of statement, with their features."""

    keys: list[tuple[int, str, str]] = field(default_factory=list)
    """Number of the statement, the likelier province, the other."""
    values: Floats = field(default_factory=lambda: np.zeros((0, len(NAMES))))


def pairs_of(
    discourse: Discourse,
    arguments: Arguments,
    parties: Sequence[float],
    statements: Sequence[float],
    goods: Mapping[tuple[str, str], float],
) -> Pairs:
    """Return the pairs of the likeliest provinces of each statement."""
    size, provinces = len(arguments.anchors), arguments.provinces
    if len(provinces) < PAIR_PROVINCES:
        return Pairs()
    scores = pair.Scores(
        np.array(parties, dtype=np.float64).reshape(size, -1),
        np.array([[goods.get((one, other), 0.0) for other in provinces] for one in provinces]),
        np.array(statements, dtype=np.float64),
        arguments.values.reshape(size, len(provinces), -1),
    )
    likeliest = np.argsort(-scores.parties, axis=1, kind="stable")[:, :LIKELIEST_PROVINCES]
    ranks = np.array(list(combinations(range(likeliest.shape[1]), PAIR_PROVINCES)))
    first, second = (likeliest[:, each].ravel() for each in ranks.T)
    columns = pair.Pairs(np.repeat(np.arange(size), len(ranks)), first, second)
    keys = [
        (number, provinces[one], provinces[other])
        for number, one, other in zip(*(each.tolist() for each in columns), strict=True)
    ]
    return Pairs(keys, pair.values(discourse, arguments.anchors, provinces, scores, columns))
