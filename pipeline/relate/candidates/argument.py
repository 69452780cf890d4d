"""Arguments: each province of an article as what a mention may take (origin, destination, party)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.relate.features import NONE, argument_words, mention, place, province

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

NAMES = (*place.NAMES, *mention.NAMES, *province.NAMES)

SLOTS = ("before", "behind", "earlier", "later")
"""Where a place may stand whose words are weighed; the best of each slot counts."""

REACH = range(-3, 2)
"""Sentences from the mention to a place whose words are weighed."""


@dataclass(slots=True)
class Arguments:
    """Mentions with the provinces that may be their arguments."""

    anchors: Sequence[Anchor]
    keys: list[tuple[int, str]] = field(default_factory=list)
    """Number of the mention, province."""
    values: list[list[float]] = field(default_factory=list)
    """Features of each key, as `NAMES`."""
    grams: list[list[str]] = field(default_factory=list)
    """N-grams of mentions and places near them."""
    slots: list[tuple[int, int]] = field(default_factory=list)
    """Of each list of n-grams, the key and the slot it belongs to."""


def arguments_of(discourse: Discourse, anchors: Sequence[Anchor], provinces: Sequence[str]) -> Arguments:
    """Return the candidates of some mentions, in the order of the mentions."""
    found = Arguments(anchors)
    for number, anchor in enumerate(anchors):
        around = mention.values(discourse, anchor)
        for code in provinces:
            places = discourse.places_of[code]
            found.keys.append((number, code))
            found.values.append(
                [*place.values(discourse, anchor, places), *around, *province.values(discourse, anchor, code)]
            )
            _add_words(found, discourse, anchor, places)
    return found


def _add_words(found: Arguments, discourse: Discourse, anchor: Anchor, places: Sequence[Anchor]) -> None:
    for each in places:
        if each.sentence - anchor.sentence in REACH:
            found.grams.append(argument_words.grams(discourse, anchor, each))
            found.slots.append((len(found.keys) - 1, _slot(anchor, each)))


def _slot(anchor: Anchor, each: Anchor) -> int:
    if each.sentence == anchor.sentence:
        return int(each.first > anchor.first)
    return 2 if each.sentence < anchor.sentence else 3


def best_by_slot(found: Arguments, scores: Sequence[float]) -> list[list[float]]:
    """Return for each key the best score of its words in each slot, and the best of all."""
    best = [[NONE] * (len(SLOTS) + 1) for _ in found.keys]
    for (key, slot), score in zip(found.slots, scores, strict=True):
        row = best[key]
        row[slot] = max(row[slot], score)
        row[-1] = max(row[-1], score)
    return best
