"""Of a statement and two provinces: the scores of both as parties, goods that go between them, where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features import place
from pipeline.relate.features.province import standing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers

STANDING = ("before", "behind", "earlier")
"""Sides of a statement on which a province may stand."""
PLACE = ("sentences", "words", "role")
"""Features of places that are looked at again."""
COLUMNS = [place.NAMES.index(f"{side}.{name}") for side in STANDING for name in PLACE]
"""Where these stand among the features of places."""

NAMES = (
    *("parties.first", "parties.second", "parties.product", "parties.first_gap", "parties.second_gap", "parties.third"),
    *("parties.provinces", "goods.between", "goods.other_way", "goods.elsewhere", "together.nearest", "together.times"),
    *("statement.score", "statement.rank"),
    *(f"{which}.{name}" for which in ("first", "second") for name in ("mentions", "dateline", "title", "home")),
    *(f"{which}.{side}_{name}" for which in ("first", "second") for side in STANDING for name in PLACE),
)


FAR_SENTENCES = 9.0
"""Sentences to one that holds both provinces where there is none."""


class Scores(NamedTuple):
    """What the pairs of some statements are compared with."""

    parties: Floats
    """Score of each province as a party, shape (statements, provinces)."""
    goods: Floats
    """Best score of goods, shape (origins, destinations)."""
    statements: Floats
    places: Floats
    """Features of the places of each province, as `place.NAMES` first, shape (statements, provinces, features)."""


class Pairs(NamedTuple):
    """Pairs of provinces as columns of numbers; the first scores higher as a party."""

    statement: Integers
    first: Integers
    second: Integers


def values(
    discourse: Discourse, anchors: Sequence[Anchor], provinces: Sequence[str], scores: Scores, pairs: Pairs
) -> Floats:
    """Return the features of pairs, one row each."""
    statement, first, second = pairs
    sentences = np.array([anchor.sentence for anchor in anchors])[statement]
    mine = scores.statements[statement]
    columns = [
        *_parties(scores, pairs),
        *_goods(scores.goods, first, second),
        *_together(discourse, sentences, provinces, pairs),
        mine,
        (scores.statements > mine[:, None]).sum(axis=1),
        *(column for each in (first, second) for column in standing_of(discourse).of(each, sentences)),
    ]
    places = scores.places.take(COLUMNS, axis=2).reshape(-1, len(COLUMNS))
    near = (places.take(statement * len(provinces) + each, axis=0) for each in (first, second))
    return np.concatenate([np.array(columns).T, *near], axis=1)


def _parties(scores: Scores, pairs: Pairs) -> list[Floats]:
    """Return the scores of both as parties, and how far they stand behind the likeliest."""
    parties = scores.parties[pairs.statement]
    count = parties.shape[1]
    ranked = np.sort(np.concatenate([parties, np.zeros((len(parties), 1))], axis=1), axis=1)[:, ::-1]
    rows = np.arange(len(parties))
    one, other = parties[rows, pairs.first], parties[rows, pairs.second]
    return [one, other, one * other, ranked[:, 0] - one, ranked[:, 1] - other, ranked[:, 2], np.full(len(rows), count)]


def _goods(goods: Floats, first: Integers, second: Integers) -> list[Floats]:
    """Return how surely goods go between both, either way, and anywhere else."""
    there, back = goods[first, second], goods[second, first]
    surest = np.maximum(there, back)
    return [surest, np.minimum(there, back), goods.max() - surest]


def _together(
    discourse: Discourse, sentences: Integers, provinces: Sequence[str], pairs: Pairs
) -> tuple[Floats, Integers]:
    """Return how many sentences away is the nearest that holds both provinces, and in how many they stand together."""
    named = {province: number for number, province in enumerate(provinces)}
    told = [each for each in discourse.places if each.key in named and each.role != "dateline"]
    holds = np.zeros((len(discourse.sentences), len(provinces)), dtype=bool)
    holds[[each.sentence for each in told], [named[each.key] for each in told]] = True
    shared = np.flatnonzero(holds.sum(axis=1) > 1)
    held = holds[shared]
    both = held.take(pairs.first, axis=1) & held.take(pairs.second, axis=1)
    apart = np.abs(shared[:, None] - sentences)
    nearest = np.min(apart, axis=0, where=both, initial=len(holds))
    return np.where(both.any(axis=0), nearest, FAR_SENTENCES), both.sum(axis=0)
