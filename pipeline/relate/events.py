"""Which trade event a stretch of text speaks of: its kind, its parties, its hub."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.relate.movements import movements_of

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

SEVERAL = re.compile(
    r"\b(?:[2-9]|[1-9]\d{1,2}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sejumlah|beberapa|berbagai)\s+"
    r"(?:kali\s+|seri\s+|rangkaian\s+)?(?:misi dagang|temu bisnis|temu usaha|misi perdagangan|provinsi|daerah lain)\b",
    re.IGNORECASE,
)
"""More than one event; `kedua provinsi` names its two."""

PAIR = 2
"""A deal takes two provinces at least."""

HYPHEN = re.compile(r"^\s*[-–]\s*$")
EVEN = re.compile(r"^[\s)]*(?:,\s*)?(?:dan|serta|&)\s")
"""Two partners on one footing: none of them is the hub."""


@dataclass(frozen=True, slots=True)
class Event:
    """A trade event as one stretch of text names it."""

    kind: str
    parties: tuple[str, ...]
    """Provinces, hub first where there is one, else in reading order; none when `foreign`, the hub when `is_open`."""
    hub: str | None
    scene: int
    start: int
    """From here its words run; figures behind belong to it."""
    stop: int
    cue: str
    foreign: bool = False
    """The partners are abroad: no deal between provinces."""
    single: bool = False
    """A sale, purchase or shipment by itself, no mission and no agreement."""

    @property
    def is_open(self) -> bool:
        """Whether its partners are not named yet."""
        return len(self.parties) == 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a sentence that speaks of one event."""

    scene: Scene
    group: tuple[Cue, ...]
    start: int
    stop: int

    @property
    def places(self) -> list[Place]:
        """The places of this part."""
        return [place for place in self.scene.places if self.start <= place.start < self.stop]

    @property
    def is_sale(self) -> bool:
        """Whether it speaks of nothing but sales, purchases or shipments."""
        return all(cue.meaning[1] == "single" for cue in self.group)

    @property
    def is_plural(self) -> bool:
        """Whether it counts several events (`43 misi dagang`, `misi dagang di 10 provinsi`)."""
        return bool(SEVERAL.search(self.scene.text(self.start, self.stop)))

    @property
    def abroad(self) -> bool:
        """Whether it names a foreign place."""
        return any(self.start <= name.start < self.stop for name in self.scene.foreign)


def events_of(scene: Scene, running: Event | None, voice: str | None, strengths: frozenset[str]) -> Iterator[Event]:
    """Yield the events that one sentence names, in reading order.

    `running` is the event the text before spoke of, `voice` the province that speaks, `strengths` the strengths of cue
    that count in this article.
    """
    groups = _groups(scene, strengths)
    bounds = [scene.start, *(group[0].start for group in groups[1:]), scene.stop]
    for group, start, stop in zip(groups, bounds, bounds[1:], strict=False):
        stretch = Stretch(scene, tuple(group), start, stop)
        event = _sale(stretch, running, voice) if stretch.is_sale else _event(stretch, running, voice)
        if event and not (event.single and _is_share(event, running, strengths)):
            yield event
            running = event


def _is_share(event: Event, running: Event | None, strengths: frozenset[str]) -> bool:
    """Tell whether a sale is but a share of the mission or agreement that its partners are in."""
    return "strong" in strengths and running is not None and set(event.parties) <= set(running.parties)


def _groups(scene: Scene, strengths: frozenset[str]) -> list[list[Cue]]:
    """Return the cues of a sentence that count, those with no figure and no place between them together."""
    groups: list[list[Cue]] = []
    for cue in scene.deal:
        if cue.start < scene.lead or cue.meaning[1] not in strengths or not _supported(cue, scene, strengths):
            continue
        if groups and not _parted(scene, groups[-1][-1].stop, cue.start):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return groups


def _supported(cue: Cue, scene: Scene, strengths: frozenset[str]) -> bool:
    """Tell whether a cue speaks of trade: by itself, with goods, or with two partners in an article about trade."""
    if cue.meaning[1] == "strong":
        return True
    if cue.meaning[1] == "meeting":
        return any(mark.meaning[0] == "planned" for mark in scene.status)
    if cue.meaning[1] == "single" and "strong" in strengths and not scene.amounts:
        return False
    partners = len({place.province for place in scene.places if place.takes_part})
    trade = strengths & {"strong", "goods"} or any("dagang" in other.text.lower() for other in scene.deal)
    return bool(scene.goods or scene.flow or (partners > 1 and trade))


def _parted(scene: Scene, start: int, stop: int) -> bool:
    """Tell whether the second of two cues speaks of another event: a figure and anything placed stand before it."""
    offsets = [place.start for place in scene.places] + [amount.start for amount in scene.amounts]
    told = any(amount.start < stop for amount in scene.amounts)
    return told and any(start <= offset < stop for offset in offsets)


def _event(stretch: Stretch, running: Event | None, voice: str | None) -> Event | None:
    scene, group = stretch.scene, stretch.group
    kind = min((cue.meaning[0] for cue in group), key=KIND_ORDER.index)
    parties = _parties(stretch, running, voice)
    event = Event(
        kind,
        parties,
        _hub(stretch, parties),
        scene.index,
        stretch.start,
        stretch.stop,
        group[0].text,
    )
    officials = [place.province for place in stretch.places if place.role == "official"]
    leader = _leader(stretch, parties) if event.hub is None else None
    event = replace(event, hub=leader) if leader else event
    if len(parties) > 1:
        return _led(stretch, event, (running.hub if running else None) or voice or next(iter(officials), None))
    if stretch.abroad:
        return replace(event, parties=(), hub=None, foreign=True)
    return _completed(stretch, event, running, voice, officials)


def _sale(stretch: Stretch, running: Event | None, voice: str | None) -> Event | None:
    """Return the event of a sale: its parties are where the goods come from and go to."""
    moved = list(movements_of(stretch.scene, voice, running))
    parties = dict.fromkeys(end for movement in moved for end in (movement.origin, movement.destination) if end)
    if len(parties) < PAIR:
        return None
    ends = [{movement.doer for movement in moved}, {m.origin for m in moved}, {m.destination for m in moved}]
    hub = next((next(iter(end)) for end in ends if len(end) == 1), None)
    kind = min((cue.meaning[0] for cue in stretch.group), key=KIND_ORDER.index)
    cue = stretch.group[0].text
    scene = stretch.scene
    return Event(kind, tuple(parties), hub, scene.index, stretch.start, stretch.stop, cue, single=True)


def _leader(stretch: Stretch, parties: tuple[str, ...]) -> str | None:
    """Return the province of the official who leads a mission that names its partners on one footing."""
    mission = any(cue.meaning[0] == "trade_mission" for cue in stretch.group)
    heads = [place for place in stretch.places if place.role == "official" and place.start < stretch.group[0].start]
    return next((place.province for place in heads if mission and place.province in parties), None)


def _led(stretch: Stretch, event: Event, host: str | None) -> Event:
    """Add the hub that partners named only by `dengan` leave to the context (`yakni dengan A dan B`)."""
    roles = {place.role for place in stretch.places if place.province in event.parties and place.takes_part}
    if roles == {"with"} and host and host not in event.parties:
        return replace(event, parties=(host, *event.parties), hub=host)
    return event


def _parties(stretch: Stretch, running: Event | None, voice: str | None) -> tuple[str, ...]:
    """Return the provinces that take part.

    Where it happens counts only when there are not two without it, and not for a partner who comes to the context's
    hub (`misi dagang ke Papua Barat Daya di Sorong`).
    """
    active = [place for place in stretch.places if place.takes_part]
    core = dict.fromkeys(place.province for place in active if place.role != "at")
    led = {place.province for place in active if place.role == "subject"}
    host = running.hub if running and running.hub else voice
    if len(core) > 1 or (core and not led and host and host not in core):
        return tuple(core)
    behind = [place for place in active if place.role != "at" or place.start > stretch.group[0].start]
    return tuple(dict.fromkeys(place.province for place in (behind if len(behind) > len(core) else active)))


def _hub(stretch: Stretch, parties: tuple[str, ...]) -> str | None:
    """Return who runs the event: its owner by name, else the subject of the sentence whose partners come with it."""
    active = [place for place in stretch.places if place.province in parties and place.takes_part]
    behind = stretch.group[-1].stop
    for number, place in enumerate(active):
        owner = place.start >= behind and OWNER.match(stretch.scene.text(behind, place.start))
        if owner and place.role == "subject":
            return None if _on_one_footing(stretch, active, number) else place.province
    if active and active[0].role == "subject" and not _on_one_footing(stretch, active, 0):
        return active[0].province
    return None


def _on_one_footing(stretch: Stretch, active: Sequence[Place], number: int) -> bool:
    """Tell whether the next partner stands beside this one (`Jateng dan Jatim`, `Sulteng-Kaltim`)."""
    others = [place for place in active[number + 1 :] if place.province != active[number].province]
    if not others:
        return False
    own = [place for place in active if place.province == active[number].province and place.start <= others[0].start]
    between = stretch.scene.text(own[-1].stop, others[0].start)
    mission = any(cue.meaning[0] == "trade_mission" for cue in stretch.group)
    return bool(EVEN.match(between) or (HYPHEN.match(between) and not mission))


def _completed(
    stretch: Stretch, event: Event, running: Event | None, voice: str | None, officials: Sequence[str]
) -> Event | None:
    """Add the party that the sentence leaves to its context; an event that names its hub alone stays open."""
    known = event.parties[0] if event.parties else None
    strong = any(cue.meaning[1] == "strong" for cue in stretch.group)
    if stretch.is_plural and not (running and len(running.parties) > PAIR):
        hub = known or (running.hub if running else None) or voice
        return replace(event, parties=(hub,), hub=hub) if hub and strong else None
    if running and (known is None or (known in running.parties and not running.is_open)):
        if running.foreign:
            return replace(event, parties=(), hub=None, foreign=True) if known is None else None
        return replace(event, parties=running.parties, hub=running.hub)
    base = (running.hub if running else None) or voice or next(iter(officials), None)
    if known is None or base is None or base == known:
        return replace(event, hub=known) if known and strong else None
    return replace(event, parties=(base, known), hub=base)
