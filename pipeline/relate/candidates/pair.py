"""Pairs: two provinces that a statement may join as parties of a deal; of those without a figure also the words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features import NONE, pair, way_words
from pipeline.relate.features.way_places import threes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.features.way_places import Three
    from pipeline.relate.hashing import Floats, Integers

NAMES = pair.NAMES
WORDED = (*NAMES, "words.pair")
"""Names of the features of a pair, and with the score of its words."""

LIKELIEST_PROVINCES = 6
"""Provinces of a statement of which pairs are made."""

PAIR_PROVINCES = 2
"""Provinces that a deal or flow takes at least."""

PRODUCT = NAMES.index("parties.product")
LEAST_PRODUCT = 0.03
"""Score of both parties together below which the words of a pair are not read."""


@dataclass(slots=True)
class Pairs:
    """Pairs of provinces of one kind of statement, with their features."""

    keys: list[tuple[int, str, str]] = field(default_factory=list)
    """Number of the statement, the likelier province, the other."""
    values: Floats = field(default_factory=lambda: np.zeros((0, len(NAMES))))


class Words(NamedTuple):
    """The words of pairs, those of a statement and of the places of both provinces that stand nearest to it."""

    rows: Integers
    """The pairs that are read."""
    grams: Integers
    """Codes of the n-grams of each of these."""


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


def words_of(discourse: Discourse, anchors: Sequence[Anchor], pairs: Pairs) -> Words:
    """Return the words of the pairs whose parties are likely enough; `anchors` are the statements."""
    rows = np.flatnonzero(pairs.values[:, PRODUCT] >= LEAST_PRODUCT)
    told = [pairs.keys[row] for row in rows]
    if not told:
        return Words(rows, np.zeros((0, 0), dtype=np.int64))
    threes: list[Three] = []
    for anchor, *both in threes_of(discourse, anchors, told):
        one, other = sorted(both, key=lambda place: place.first)
        threes.append((anchor, one, other))
    return Words(rows, way_words.codes(discourse, threes))


def with_words(pairs: Pairs, words: Words, scores: Sequence[float] | Floats) -> Pairs:
    """Return pairs with the scores of their words as a feature, `NONE` where they were not read."""
    told = np.full(len(pairs.keys), NONE)
    told[words.rows] = scores
    return replace(pairs, values=np.concatenate([pairs.values, told[:, None]], axis=1))
