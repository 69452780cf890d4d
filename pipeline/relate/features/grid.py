"""Mentions and the places of an article as columns of numbers, and which place is nearest where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.relate.anchors import columns
from pipeline.relate.features.governing import NOWHERE
from pipeline.relate.features.nearest_places import places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers, Mask


class Grid:
    """Some mentions beside all places of an article; provinces are counted as in `discourse.by_mentions`."""

    def __init__(self, discourse: Discourse, anchors: Sequence[Anchor], provinces: Sequence[str]) -> None:
        self.anchors, self.provinces, self.places = anchors, provinces, discourse.places
        self.first, self.behind, self.sentence = columns(anchors)
        self.sentences: list[int] = sorted({anchor.sentence for anchor in anchors})
        self.told = np.searchsorted(self.sentences, self.sentence)
        """Of each mention, its sentence among `sentences`."""
        self.place_first, self.place_behind, self.place_sentence = columns(self.places)
        self.told_places = places_of(discourse)
        self.province, self.role = self.told_places.province, self.told_places.role
        self.by_province, self.begins = self.told_places.by_province, self.told_places.begins

    @cached_property
    def same(self) -> Mask:
        """Whether a place stands in the sentence of a mention, shape (mentions, places)."""
        mask: Mask = self.sentence[:, None] == self.place_sentence
        return mask

    @cached_property
    def nearest(self) -> Integers:
        """Places of each province, shape (mentions, provinces, 4).

        The last before the mention and the first behind it in its sentence, the last of earlier sentences, the first
        of later ones; `NOWHERE` where there is none.
        """
        before = self.same & (self.place_first < self.first[:, None])
        earlier, later = (compare(self.place_sentence, self.sentence[:, None]) for compare in (np.less, np.greater))
        ends = (self._last(before), self._first(self.same & ~before), self._last(earlier), self._first(later))
        return np.stack(ends, axis=2)

    def _last(self, mask: Mask) -> Integers:
        found: Integers = self.of_provinces(np.maximum, np.where(mask, np.arange(len(self.places)), NOWHERE))
        return found

    def _first(self, mask: Mask) -> Integers:
        found = self.of_provinces(np.minimum, np.where(mask, np.arange(len(self.places)), len(self.places)))
        return np.where(found == len(self.places), NOWHERE, found)

    def of_provinces(self, join: np.ufunc, values: Any) -> Any:
        """Return values of places, shape (mentions, places), joined by province, shape (mentions, provinces)."""
        return self.told_places.joined(join, values)[:, : len(self.provinces)]

    def count(self, masks: Sequence[Mask] | Mask) -> Integers:
        """Return how many places of each province some masks hold true, shape (masks, mentions, provinces)."""
        held = np.asarray(masks).take(self.by_province, axis=2)
        return np.add.reduceat(held, self.begins, axis=2, dtype=np.int64)[:, :, : len(self.provinces)]

    def between(self, mentions: Integers, places: Integers) -> tuple[Integers, Integers]:
        """Return the words between mentions and places: the first, and the one behind the last."""
        before = self.first[mentions] < self.place_first[places]
        first = np.where(before, self.behind[mentions], self.place_behind[places])
        return first, np.maximum(first, np.where(before, self.place_first[places], self.first[mentions]))
