"""The portion of a sentence that each of its quantities has to itself: `Jakarta 30.150 ton | , Surabaya 9.800 ton`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.relate.discourse import FRAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

BREAKS = re.compile(
    r"(?P<clause>;|\b(?:sedangkan|sementara|adapun|kemudian|lalu|sisanya|selebihnya|namun|tetapi)\b)"
    r"|(?P<last>,\s*(?:dan|serta|disusul|diikuti|juga)\b)|(?P<comma>,)|(?P<joint>\b(?:dan|serta|plus|maupun|ditambah)\b)",
    re.IGNORECASE,
)
"""What parts two items of a list, by how strongly it does, the strongest first."""
EACH = re.compile(r"\bmasing-masing\b", re.IGNORECASE)
"""Between places and their quantities, both in one order."""


class Portion(NamedTuple):
    """What a quantity has to itself. Offsets are into the stored text."""

    start: int
    stop: int
    places: Sequence[Anchor]
    """Places that take part, without those that frame the story."""

    def goods(self, named: Sequence[Anchor]) -> set[str]:
        """Return which of the goods of its sentence stand in it."""
        return {good.key for good in named if self.start <= good.start < self.stop}


def portions(discourse: Discourse, quantities: Sequence[Anchor]) -> dict[int, Portion]:
    """Return the portion of each quantity of a sentence by its start; quantities come in reading order."""
    sentence = quantities[0].sentence
    inside = discourse.sentences[sentence]
    places = [place for place in discourse.places_in.get(sentence, ()) if place.role not in FRAME]
    cuts = [inside.start, *(_cut(discourse, *pair, places) for pair in pairwise(quantities)), inside.stop]
    found = [
        Portion(start, stop, [place for place in places if start <= place.start < stop])
        for start, stop in _filled(cuts)
    ]
    ordered = _in_order(discourse, found, quantities, places)
    return {quantity.start: portion for quantity, portion in zip(quantities, ordered, strict=True)}


def _cut(discourse: Discourse, one: Anchor, other: Anchor, places: Sequence[Anchor]) -> int | None:
    """Return where the portion of a quantity ends and that of the next one begins, None where nothing parts them.

    A list that goes on right behind the first one has its places before its figures (`Jakarta 30 ton, Surabaya`).
    """
    breaks = list(BREAKS.finditer(discourse.document.text, one.stop, other.start))
    if not breaks:
        return None
    between = [place for place in places if one.stop <= place.start < other.start]
    if not any(place.start < breaks[0].start() for place in between):
        return breaks[0 if between else -1].start()
    strongest = next(kind for kind in BREAKS.groupindex if any(each[kind] for each in breaks))
    return [each for each in breaks if each[strongest]][-1].start()


def _filled(cuts: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of portions; quantities that nothing parts share theirs (`200 karung atau 10 ton`)."""
    for number in range(len(cuts) - 1):
        start = next(cut for cut in reversed(cuts[: number + 1]) if cut is not None)
        yield start, next(cut for cut in cuts[number + 1 :] if cut is not None)


def _in_order(
    discourse: Discourse, found: list[Portion], quantities: Sequence[Anchor], places: Sequence[Anchor]
) -> list[Portion]:
    """Return portions, those behind `masing-masing` with one of the places before it each."""
    text = discourse.document.text
    each = next(EACH.finditer(text, quantities[0].start, quantities[-1].start), None) or next(
        EACH.finditer(text, found[0].start, quantities[0].start), None
    )
    if each is None:
        return found
    own = [number for number, quantity in enumerate(quantities) if quantity.start > each.start()]
    before = [place for place in places if place.start < each.start()]
    if len(own) > 1 and len(before) >= len(own) and before[-1] is places[-1]:
        for number, place in zip(own, before[-len(own) :], strict=True):
            found[number] = found[number]._replace(places=[place])
    return found
