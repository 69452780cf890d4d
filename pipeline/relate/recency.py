"""The provinces that an article spoke of before each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor


class Spoken(NamedTuple):
    """What was spoken of before a sentence."""

    recency: list[str]
    """Provinces, the last one first."""
    last: dict[str, str]
    """Role -> the last province in it."""


def spoken(places: Sequence[Anchor], sentences: int) -> list[Spoken]:
    """Return what was spoken of before each sentence, in one pass; places come in reading order."""
    recency: dict[str, None] = {}
    last: dict[str, str] = {}
    result: list[Spoken] = []
    coming = iter(places)
    place = next(coming, None)
    for sentence in range(sentences):
        result.append(Spoken(list(reversed(recency)), dict(last)))
        while place and place.sentence == sentence:
            recency.pop(place.key, None)
            recency[place.key] = None
            last[place.role] = place.key
            place = next(coming, None)
    return result
