"""Which trade event a stretch of text speaks of: its kind, its parties, its hub."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.cues import Cue
    from pipeline.relate.places import Place
    from pipeline.relate.scenes import Scene

KIND_ORDER = ("trade_mission", "business_meeting", "cooperation", "purchase", "supply")
"""Of several cues in one stretch the first of these names the kind."""

OWNER = re.compile(
    r"^\s*(?:(?i:dan investasi|dagang|perdagangan|pangan|antara|antar|pemerintah|provinsi|pemprov|prov\.?|bertajuk"
    r"|kabupaten|pemkab|kota|pemkot|dinas|pelaku usaha|pengusaha)\s*)*$"
)
"""Words between a cue and the province that owns the event (`misi dagang Pemprov Jatim`)."""

HYPHEN = re.compile(r"^\s*[-–]\s*$")
EVEN = re.compile(r"^\s*(?:,\s*)?(?:dan|serta|&)\s")
"""Two partners on one footing: none of them is the hub."""


@dataclass(frozen=True, slots=True)
class Event:
    """A trade event as one stretch of text names it."""

    kind: str
    parties: tuple[str, ...]
    """Provinces, hub first where there is one, else in reading order; two at least, or none when `foreign`."""
    hub: str | None
    foreign: bool
    """The partners are abroad: no deal between provinces."""
    scene: int
    start: int
    """From here its words run; figures behind belong to it."""
    stop: int
    cue: str


def events_of(scene: Scene, running: Event | None, voice: str | None, *, trade: bool) -> Iterator[Event]:
    """Yield the events that one sentence names, in reading order.

    `running` is the event the text before spoke of, `voice` the province that speaks, `trade` whether the article is
    about trade for certain: then weak cues (`kerja sama`) count too.
    """
    for number, group in enumerate(_groups(scene, trade=trade)):
        start = scene.start if number == 0 else group[0].start
        stop = _stop(scene, group, trade=trade)
        places = [place for place in scene.places if start <= place.start < stop]
        event = _event(scene, group, places, (start, stop), running, voice)
        if event:
            yield event
            running = event


def _groups(scene: Scene, *, trade: bool) -> list[list[Cue]]:
    """Return the cues of a sentence, those with no place and no figure between them together."""
    groups: list[list[Cue]] = []
    for cue in scene.deal:
        if cue.meaning[1] != "strong" and not (trade and _supported(scene)):
            continue
        if groups and not _parted(scene, groups[-1][-1].stop, cue.start):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return groups


def _supported(scene: Scene) -> bool:
    return bool(scene.goods or scene.money or scene.flow or len({place.province for place in scene.places}) > 1)


def _parted(scene: Scene, start: int, stop: int) -> bool:
    things = (*scene.places, *scene.amounts)
    return any(start <= thing.start < stop for thing in things) and any(a.start < stop for a in scene.amounts)


def _stop(scene: Scene, group: list[Cue], *, trade: bool) -> int:
    later = [other[0].start for other in _groups(scene, trade=trade) if other[0].start > group[-1].start]
    return later[0] if later else scene.stop


def _event(
    scene: Scene,
    group: list[Cue],
    places: Sequence[Place],
    span: tuple[int, int],
    running: Event | None,
    voice: str | None,
) -> Event | None:
    kind = min((cue.meaning[0] for cue in group), key=KIND_ORDER.index)
    parties = _parties(places)
    hub = _hub(scene, group, places, parties)
    abroad = any(span[0] <= cue.start < span[1] for cue in scene.foreign)
    event = Event(kind, parties, hub, False, scene.index, *span, group[0].text)  # noqa: FBT003 (a field)
    if len(parties) > 1:
        return event
    if abroad:
        return replace(event, parties=(), hub=None, foreign=True)
    return _completed(event, running, voice, [place.province for place in places if place.role == "official"])


def _parties(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the provinces that take part; where it happens counts only when there are not two without it."""
    core = dict.fromkeys(place.province for place in places if place.takes_part and place.role != "at")
    if len(core) > 1:
        return tuple(core)
    return tuple(dict.fromkeys(place.province for place in places if place.takes_part))


def _hub(scene: Scene, group: list[Cue], places: Sequence[Place], parties: tuple[str, ...]) -> str | None:
    """Return who runs the event: its owner by name, else the subject of the sentence whose partners come with it."""
    active = [place for place in places if place.province in parties and place.takes_part]
    for number, place in enumerate(active):
        behind = place.start >= group[-1].stop and OWNER.match(scene.text(group[-1].stop, place.start))
        if behind and place.role == "subject":
            return None if _on_one_footing(scene, active, number, group) else place.province
    if active and active[0].role == "subject" and not _on_one_footing(scene, active, 0, group):
        return active[0].province
    return None


def _on_one_footing(scene: Scene, active: Sequence[Place], number: int, group: list[Cue]) -> bool:
    """Tell whether the next partner stands beside this one (`Jateng dan Jatim`, `Sulteng-Kaltim`)."""
    others = [place for place in active[number + 1 :] if place.province != active[number].province]
    if not others:
        return False
    between = scene.text(active[number].stop, others[0].start)
    mission = any(cue.meaning[0] == "trade_mission" for cue in group)
    return bool(EVEN.match(between) or (HYPHEN.match(between) and not mission))


def _completed(event: Event, running: Event | None, voice: str | None, officials: Sequence[str]) -> Event | None:
    """Add the party that the sentence leaves to its context."""
    known = event.parties[0] if event.parties else None
    if running and (known is None or known in running.parties):
        if running.foreign:
            return replace(event, parties=(), hub=None, foreign=True) if known is None else None
        return replace(event, parties=running.parties, hub=running.hub)
    base = (running.hub if running else None) or voice or next(iter(officials), None)
    if known is None or base is None or base == known:
        return None
    return replace(event, parties=(base, known), hub=base)
