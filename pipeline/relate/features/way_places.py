"""Where both ends of a way stand: together in one sentence, and each nearest to the goods."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.discourse import FRAME
from pipeline.relate.features import NONE
from pipeline.relate.features.codes import ABSENT_CODE, ROLE
from pipeline.relate.features.word_codes import mentions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers

FAR_WORDS = 99.0
"""Words between two places that share no sentence."""

FRAME_SENTENCES = 3
"""Sentences by which a place that frames the story counts as farther off."""

MOST_PLACES = 12
"""Places of one sentence that are paired."""

NAMES = (
    *("pair.sentences", "pair.words", "pair.order", "pair.origin_role", "pair.destination_role", "pair.distance"),
    *("pair.origin_sentence", "pair.destination_sentence", "pair.nearest_origin_role", "pair.nearest_destination_role"),
    *("pair.origin_first", "pair.destination_first", "pair.origin_before_destination", "pair.between", "pair.places"),
)

NO_THREES = np.zeros((0, 3), dtype=np.int64)
"""Of no mentions."""


class Places(NamedTuple):
    """The places of an article as columns, in the order of `discourse.places`."""

    province: Integers
    """As in `discourse.provinces`."""
    role: Integers
    farther: Integers
    """Sentences by which each counts as farther off than it stands."""


def places_of(discourse: Discourse) -> Places:
    """Return the places of an article as columns, made once."""
    return discourse.kept(_places)


def _places(discourse: Discourse) -> Places:
    numbers = {province: at for at, province in enumerate(discourse.provinces)}
    rows = [(numbers[each.key], ROLE[each.role], each.role in FRAME) for each in discourse.places]
    province, role, frames = np.array(rows, dtype=np.int64).T
    return Places(province, role, frames * FRAME_SENTENCES)


def threes_of(discourse: Discourse, anchors: Sequence[Anchor], keys: Iterable[tuple[int, str, str]]) -> Integers:
    """Return mentions, given by number, with the places of two provinces that stand nearest to each.

    All are rows of `mentions_of`, shape (keys, 3): of goods with their origin and destination.
    """
    mentions, told = mentions_of(discourse), list(keys)
    mine = mentions.of(anchors)
    first, _, sentence = mentions.spans[mine].T[:, :, None]
    place_first, _, place_sentence = mentions.spans[: len(discourse.places)].T
    apart = np.abs(place_sentence - sentence) + places_of(discourse).farther
    # in sentences, then in words
    distance = apart * (len(discourse.words) + 1) + np.abs(place_first - first)
    near: dict[str, list[int]] = {}
    for province in {province for _, *both in told for province in both}:
        places = np.array(mentions.of(discourse.places_of[province]))
        near[province] = places[distance[:, places].argmin(axis=1)].tolist()
    rows = [(mine[number], near[one][number], near[other][number]) for number, one, other in told]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def values(discourse: Discourse, threes: Integers) -> Floats:
    """Return the features of goods and the places of both ends that stand nearest to them, one row each."""
    mentions, role = mentions_of(discourse), places_of(discourse).role
    together, anchors = discourse.kept(places_together), mentions.anchors
    told = [
        _together(together.get((anchors[source].key, anchors[target].key), ()), anchors[good])
        for good, source, target in threes.tolist()
    ]
    (first, source_first, target_first), _, (sentence, source_sentence, target_sentence) = mentions.spans[threes].T
    begin, end = np.minimum(source_first, target_first), np.maximum(source_first, target_first)
    apart = source_sentence != target_sentence
    columns = [
        source_sentence - sentence,
        target_sentence - sentence,
        *role[threes[:, 1:]].T,
        source_first < first,
        target_first < first,
        source_first < target_first,
        np.where(apart, FAR_WORDS, end - begin),
        np.where(apart, ABSENT_CODE, discourse.counted("places", begin + 1, end)),
    ]
    return np.concatenate([np.array(told), np.array(columns).T], axis=1)


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
