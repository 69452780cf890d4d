"""Where both ends of a way stand: together in one sentence, and each nearest to the goods."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from pipeline.relate.anchors import Anchor
from pipeline.relate.discourse import FRAME
from pipeline.relate.features import NONE
from pipeline.relate.features.codes import ABSENT_CODE, ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

FAR_WORDS = 99.0
"""Words between two places that share no sentence."""

MOST_PLACES = 12
"""Places of one sentence that are paired."""

NAMES = (
    *("pair.sentences", "pair.words", "pair.order", "pair.origin_role", "pair.destination_role", "pair.distance"),
    *("pair.origin_sentence", "pair.destination_sentence", "pair.nearest_origin_role", "pair.nearest_destination_role"),
    *("pair.origin_first", "pair.destination_first", "pair.origin_before_destination", "pair.between", "pair.places"),
)

Three: TypeAlias = tuple[Anchor, Anchor, Anchor]
"""A mention, and the places of two provinces that stand nearest to it: of goods those of origin and destination."""


def nearest(discourse: Discourse, anchor: Anchor, province: str) -> Anchor:
    """Return the place of a province nearest to a mention; places that frame the story come last."""

    def distance(place: Anchor) -> tuple[int, int]:
        apart = abs(place.sentence - anchor.sentence) + (3 if place.role in FRAME else 0)
        return apart, abs(place.first - anchor.first)

    return min(discourse.places_of[province], key=distance)


def threes_of(discourse: Discourse, anchors: Sequence[Anchor], keys: Iterable[tuple[int, str, str]]) -> list[Three]:
    """Return mentions, given by number, with the places of two provinces that stand nearest to each."""
    told = list(keys)
    ends = {(number, province) for number, *both in told for province in both}
    near = {(number, province): nearest(discourse, anchors[number], province) for number, province in ends}
    return [(anchors[number], near[number, one], near[number, other]) for number, one, other in told]


def values(discourse: Discourse, threes: Sequence[Three]) -> Floats:
    """Return the features of goods and the places of both ends that stand nearest to them, one row each."""
    together = discourse.kept(places_together)
    told = np.array([_told(together, *three) for three in threes])
    ends = np.sort([(source.first, target.first) for _, source, target in threes], axis=1)
    between = discourse.counted("places", ends[:, 0] + 1, ends[:, 1])
    apart = [source.sentence != target.sentence for _, source, target in threes]
    return np.concatenate([told, np.where(apart, ABSENT_CODE, between)[:, None]], axis=1)


def _told(
    together: Mapping[tuple[str, str], Sequence[tuple[Anchor, Anchor]]], anchor: Anchor, source: Anchor, target: Anchor
) -> list[float]:
    """Return all but the places between both ends."""
    return [
        *_together(together.get((source.key, target.key), ()), anchor),
        float(source.sentence - anchor.sentence),
        float(target.sentence - anchor.sentence),
        ROLE[source.role],
        ROLE[target.role],
        float(source.first < anchor.first),
        float(target.first < anchor.first),
        float(source.first < target.first),
        float(abs(target.first - source.first)) if source.sentence == target.sentence else FAR_WORDS,
    ]


def places_together(discourse: Discourse) -> dict[tuple[str, str], list[tuple[Anchor, Anchor]]]:
    """Return the places of two provinces that take part in one sentence."""
    together: dict[tuple[str, str], list[tuple[Anchor, Anchor]]] = defaultdict(list)
    for places in discourse.places_in.values():
        told = [place for place in places if place.role not in FRAME][:MOST_PLACES]
        for one, other in permutations(told, 2):
            if one.key != other.key:
                together[one.key, other.key].append((one, other))
    return together


def _together(pairs: Sequence[tuple[Anchor, Anchor]], anchor: Anchor) -> list[float]:
    """Return in how many sentences both ends stand, and how they do in the one nearest to the goods."""
    if not pairs:
        return [0.0, FAR_WORDS, 0.0, NONE, NONE, FAR_WORDS]
    source, target = min(
        pairs, key=lambda pair: (abs(pair[0].sentence - anchor.sentence), abs(pair[0].first - pair[1].first))
    )
    return [
        float(len({each.sentence for each, _ in pairs})),
        float(min(abs(one.first - other.first) for one, other in pairs)),
        1.0 if source.first < target.first else 2.0,
        ROLE[source.role],
        ROLE[target.role],
        float(abs(source.sentence - anchor.sentence)),
    ]
