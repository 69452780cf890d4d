"""Who speaks in each sentence: by name, by `ia` and `katanya`, or on through an open quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.relate.scenes import Scene

OPENING, CLOSING = "“", "”"
PLAIN = '"'


def speakers(scenes: Sequence[Scene]) -> list[Fact[Any] | None]:
    """Return for each scene the official who speaks in it, None where nobody does.

    A quoted sentence without words of speech belongs to whoever the paragraph names: behind it first, then before.
    """
    named = list(_named(scenes))
    quoted = _quoted(scenes)
    result = list(named)
    for index, scene in enumerate(scenes):
        if named[index] is None and quoted[index]:
            result[index] = _next_in_paragraph(scene, scenes, named) or _last(named[:index])
    return result


def _named(scenes: Sequence[Scene]) -> Iterator[Fact[Any] | None]:
    """Yield for each scene the official whom its own words of speech name or mean."""
    last: Fact[Any] | None = None
    for scene in scenes:
        spoken = [cue for cue in scene.speech if not scene.is_title]
        own = _nearest(scene, [cue.start for cue in spoken])
        if own:
            last = own
        elif scene.officials and not spoken:
            last = scene.officials[-1]
        yield (own or last) if spoken else None


def _nearest(scene: Scene, offsets: Sequence[int]) -> Fact[Any] | None:
    """Return the official of the sentence who stands nearest to a word of speech."""
    if not offsets or not scene.officials:
        return None
    return min(scene.officials, key=lambda fact: min(_distance(fact, offset) for offset in offsets))


def _distance(fact: Fact[Any], offset: int) -> int:
    return offset - fact.stop if offset >= fact.stop else fact.start - offset


def _quoted(scenes: Sequence[Scene]) -> list[bool]:
    """Return for each scene whether it stands in a quotation, in whole or in part; a new line closes an open one."""
    result, depth = [], 0
    for index, scene in enumerate(scenes):
        if index and "\n" in scene.text(scenes[index - 1].stop, scene.start):
            depth = 0
        text = scene.text(scene.start, scene.stop)
        result.append(bool(depth) or OPENING in text or PLAIN in text)
        depth += text.count(OPENING) - text.count(CLOSING)
        depth = (depth + text.count(PLAIN)) % 2 if PLAIN in text else max(depth, 0)
    return result


def _next_in_paragraph(scene: Scene, scenes: Sequence[Scene], named: Sequence[Fact[Any] | None]) -> Fact[Any] | None:
    for later in scenes[scene.index + 1 :]:
        if "\n" in scene.text(scenes[later.index - 1].stop, later.start):
            return None
        if named[later.index]:
            return named[later.index]
    return None


def _last(named: Sequence[Fact[Any] | None]) -> Fact[Any] | None:
    return next((fact for fact in reversed(named) if fact), None)
