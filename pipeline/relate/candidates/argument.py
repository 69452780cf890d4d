"""Arguments: each province of an article as what a mention may take (origin, destination, party)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import NONE, argument_words, lone, mention, place, province
from pipeline.relate.features.argument_words import REACH_SENTENCES
from pipeline.relate.features.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers

NAMES = (*place.NAMES, *mention.NAMES, *province.NAMES)

SLOTS = ("before", "behind", "earlier", "later")
"""Where a place may stand whose words are weighed; the best of each slot counts."""


@dataclass(slots=True)
class Arguments:
    """Mentions with the provinces that may be their arguments, each with each."""

    anchors: Sequence[Anchor]
    mentions: Floats
    """Features of each mention by itself, as `mention.NAMES`."""
    keys: list[tuple[int, str]]
    """Number of the mention, province."""
    values: Floats
    """Features of each key, as `NAMES`."""
    grams: Integers
    """Codes of the n-grams of mentions and places near them, one row each."""
    slots: Integers
    """Of each of these rows, the key and the slot it belongs to."""

    @property
    def provinces(self) -> list[str]:
        """The provinces, in the order of the keys of each mention."""
        return [province for _, province in self.keys[: len(self.keys) // max(len(self.anchors), 1)]]


def arguments_of(discourse: Discourse, groups: Sequence[Sequence[Anchor]], provinces: Sequence[str]) -> list[Arguments]:
    """Return the candidates of some groups of mentions, in the order of the mentions."""
    anchors = [anchor for group in groups for anchor in group]
    if not anchors or not provinces:
        return [_nothing(discourse, group) for group in groups]
    grid = Grid(discourse, anchors, provinces)
    around = mention.values(discourse, anchors)
    values = np.concatenate(
        [place.values(discourse, grid), np.repeat(around, len(provinces), axis=0), province.values(discourse, grid)],
        axis=1,
    )
    mentions, places = _near(grid)
    grams = argument_words.codes(discourse, grid, mentions, places)
    slots = np.stack([mentions * len(provinces) + grid.province[places], _slots(grid, mentions, places)], axis=1)
    found = []
    begin = 0
    for group in groups:
        first, behind = begin * len(provinces), (begin + len(group)) * len(provinces)
        alone = around[begin : begin + len(group)]
        mine = slice(*np.searchsorted(slots[:, 0], (first, behind)))
        keys = [(number, code) for number in range(len(group)) for code in provinces]
        here = slots[mine] - np.array((first, 0))
        found.append(Arguments(group, alone, keys, values[first:behind], grams[mine], here))
        begin += len(group)
    return found


def _nothing(discourse: Discourse, group: Sequence[Anchor]) -> Arguments:
    alone = mention.values(discourse, group) if group else np.zeros((0, len(mention.NAMES)))
    empty = np.zeros((0, 2), dtype=np.int64)
    values: Floats = np.zeros((0, len(NAMES)))
    return Arguments(group, alone, [], values, empty, empty)


def _near(grid: Grid) -> tuple[Integers, Integers]:
    """Return mentions and places whose words are weighed, by mention and province."""
    apart = grid.place_sentence - grid.sentence[:, None]
    near = (apart >= REACH_SENTENCES.start) & (apart < REACH_SENTENCES.stop) & (grid.province < len(grid.provinces))
    mentions, places = np.nonzero(near[:, grid.by_province])
    return mentions, grid.by_province[places]


def _slots(grid: Grid, mentions: Integers, places: Integers) -> Integers:
    """Return the slot of each pair, as `SLOTS`."""
    apart = grid.place_sentence[places] - grid.sentence[mentions]
    behind = grid.place_first[places] > grid.first[mentions]
    return np.where(apart == 0, behind, np.where(apart < 0, SLOTS.index("earlier"), SLOTS.index("later")))


def best_by_slot(found: Arguments, scores: Sequence[float] | Floats) -> Floats:
    """Return for each key the best score of its words in each slot, and the best of all."""
    best = np.full((len(found.keys), len(SLOTS) + 1), NONE)
    np.maximum.at(best, (found.slots[:, 0], found.slots[:, 1]), np.asarray(scores, dtype=np.float64))
    best[:, -1] = best.max(axis=1)
    return best


def with_words(discourse: Discourse, found: Arguments, scores: Sequence[Floats], places: Floats) -> Floats:
    """Return the features with scores of words: of mention and place, one list per linear model, and of places alone.

    Shape of `places` as `Lone.places`.
    """
    best = (best_by_slot(found, each) for each in scores)
    alone = lone.of_places(discourse, found.anchors, found.provinces, places)
    return np.concatenate([found.values, *best, alone], axis=1)


def names_of(models: Sequence[str]) -> tuple[str, ...]:
    """Return the names of those features, `models` as the lists of scores."""
    slots = (*SLOTS, "best")
    return (*NAMES, *(f"words.{model}_{slot}" for model in models for slot in slots), *lone.PLACES)
