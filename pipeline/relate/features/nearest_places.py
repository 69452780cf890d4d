"""The places of an article as columns, those of one province together, and which stands nearest to a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pipeline.relate.discourse import FRAME
from pipeline.relate.features.codes import ROLE
from pipeline.relate.features.word_codes import mentions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers

FRAME_SENTENCES = 3
"""Sentences by which a place that frames the story counts as farther off."""

NO_THREES = np.zeros((0, 3), dtype=np.int64)
"""Of no mentions."""


class Places(NamedTuple):
    """The places of an article as columns, in the order of `discourse.places`."""

    province: Integers
    """As in `discourse.by_mentions`."""
    role: Integers
    farther: Integers
    """Sentences by which each counts as farther off than it stands."""
    by_province: Integers
    """The places, those of one province together."""
    begins: Integers
    """Where each province begins among them."""

    def joined(self, join: np.ufunc, values: Any) -> Any:
        """Return values of places, shape (any, places), joined by province, shape (any, provinces)."""
        return join.reduceat(values.take(self.by_province, axis=1), self.begins, axis=1)


def places_of(discourse: Discourse) -> Places:
    """Return the places of an article as columns, made once."""
    return discourse.kept(_places)


def _places(discourse: Discourse) -> Places:
    numbers = {province: at for at, province in enumerate(discourse.by_mentions)}
    rows = [(numbers[each.key], ROLE[each.role], each.role in FRAME) for each in discourse.places]
    province, role, frames = np.array(rows, dtype=np.int64).T
    by_province = np.argsort(province, kind="stable")
    begins = np.searchsorted(province[by_province], np.arange(len(numbers)))
    return Places(province, role, frames * FRAME_SENTENCES, by_province, begins)


def of_provinces(discourse: Discourse, join: np.ufunc, values: Any, provinces: Sequence[str]) -> Any:
    """Return values of places, shape (any, places), joined by some provinces, shape (any, provinces)."""
    return places_of(discourse).joined(join, values)[:, [discourse.by_mentions.index(each) for each in provinces]]


def nearest(discourse: Discourse, anchors: Sequence[Anchor], provinces: Sequence[str]) -> Integers:
    """Return the place of each province that stands nearest to each mention, in sentences, then in words.

    Places as in `discourse.places`, shape (mentions, provinces); of two as near the first.
    """
    mentions, size = mentions_of(discourse), len(discourse.places)
    first, _, sentence = mentions.spans[mentions.of(anchors)].T[:, :, None]
    place_first, _, place_sentence = mentions.spans[:size].T
    apart = np.abs(place_sentence - sentence) + places_of(discourse).farther
    distance = apart * (len(discourse.words) + 1) + np.abs(place_first - first)
    found: Integers = of_provinces(discourse, np.minimum, distance * size + np.arange(size), provinces) % size
    return found


def threes_of(discourse: Discourse, anchors: Sequence[Anchor], keys: Iterable[tuple[int, str, str]]) -> Integers:
    """Return mentions, given by number, with the places of two provinces that stand nearest to each.

    All are rows of `mentions_of`, shape (keys, 3): of goods with their origin and destination.
    """
    told = list(keys)
    provinces = list(dict.fromkeys(province for _, *both in told for province in both))
    if not provinces:
        return NO_THREES
    column = {province: number for number, province in enumerate(provinces)}
    mine, near = mentions_of(discourse).of(anchors), nearest(discourse, anchors, provinces)
    rows = [(mine[number], near[number, column[one]], near[number, column[other]]) for number, one, other in told]
    return np.array(rows, dtype=np.int64)
