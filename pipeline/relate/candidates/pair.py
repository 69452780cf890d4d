"""Pairs: two provinces that a statement may join as parties of a deal; of those without a figure also the words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features import NONE, pair
from pipeline.relate.features.nearest_places import NO_THREES, threes_of
from pipeline.relate.features.word_codes import mentions_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers

NAMES = pair.NAMES
WORDED = (*NAMES, "words.pair")
"""Names of the features of a pair, and with the score of its words."""

LIKELIEST_PROVINCES = 6
"""Provinces of a statement of which pairs are made."""

PAIR_PROVINCES = 2
"""Provinces that a deal or flow takes at least."""

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
    threes: Integers
    """Of each of these the statement and both places, in reading order."""


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
        _by_statement(arguments, parties),
        np.array([[goods.get((one, other), 0.0) for other in provinces] for one in provinces]),
        np.array(statements, dtype=np.float64),
        arguments.values.reshape(size, len(provinces), -1),
    )
    columns = _likeliest(scores.parties)
    return Pairs(_keys(provinces, columns), pair.values(discourse, arguments.anchors, provinces, scores, columns))


def words_of(discourse: Discourse, arguments: Arguments, parties: Sequence[float]) -> Words:
    """Return the words of those pairs of `pairs_of` whose parties are likely enough."""
    if len(arguments.provinces) < PAIR_PROVINCES:
        return Words(np.zeros(0, dtype=np.int64), NO_THREES)
    scores = _by_statement(arguments, parties)
    columns = _likeliest(scores)
    product = scores[columns.statement, columns.first] * scores[columns.statement, columns.second]
    rows = np.flatnonzero(product >= LEAST_PRODUCT)
    told = _keys(arguments.provinces, pair.Pairs(*(each[rows] for each in columns)))
    threes = threes_of(discourse, arguments.anchors, told)
    first = mentions_of(discourse).spans[threes, 0]
    turned = first[:, 2] < first[:, 1]
    threes[turned, 1:] = threes[turned, :0:-1]
    return Words(rows, threes)


def _by_statement(arguments: Arguments, parties: Sequence[float]) -> Floats:
    """Return the scores of parties, shape (statements, provinces)."""
    return np.array(parties, dtype=np.float64).reshape(len(arguments.anchors), -1)


def _likeliest(parties: Floats) -> pair.Pairs:
    """Return the pairs of the likeliest provinces of each statement."""
    likeliest = np.argsort(-parties, axis=1, kind="stable")[:, :LIKELIEST_PROVINCES]
    ranks = np.array(list(combinations(range(likeliest.shape[1]), PAIR_PROVINCES)))
    first, second = (likeliest[:, each].ravel() for each in ranks.T)
    return pair.Pairs(np.repeat(np.arange(len(parties)), len(ranks)), first, second)


def _keys(provinces: Sequence[str], columns: pair.Pairs) -> list[tuple[int, str, str]]:
    return [
        (number, provinces[one], provinces[other])
        for number, one, other in zip(*(each.tolist() for each in columns), strict=True)
    ]


def with_words(pairs: Pairs, words: Words, scores: Sequence[float] | Floats) -> Pairs:
    """Return pairs with the scores of their words as a feature, `NONE` where they were not read."""
    told = np.full(len(pairs.keys), NONE)
    told[words.rows] = scores
    return replace(pairs, values=np.concatenate([pairs.values, told[:, None]], axis=1))
