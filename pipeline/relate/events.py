"""Which trade event a stretch of text speaks of: its kind, its parties, its hub."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.relate.event import PAIR, Event
from pipeline.relate.hubs import hub_of, leader_of, parties_of
from pipeline.relate.movements import movements_of
from pipeline.relate.occasions import date_of, place_of
from pipeline.relate.stretches import stretches_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.scenes import Scene
    from pipeline.relate.stretches import Stretch

KIND_ORDER = ("trade_mission", "business_meeting", "cooperation", "purchase", "supply")
"""Of several cues in one stretch the first of these names the kind."""

YEAR = 4
"""Characters of a bare year: too little to date what is said later."""

LIKE = ("serupa", "yang sama")
"""`kegiatan serupa` is another event of the same hub."""


def events_of(scene: Scene, running: Event | None, voice: str | None, strengths: frozenset[str]) -> Iterator[Event]:
    """Yield the events that one sentence names, in reading order.

    `running` is the event the text before spoke of, `voice` the province that speaks, `strengths` the strengths of cue
    that count in this article.
    """
    for stretch in stretches_of(scene, strengths):
        event = _sale(stretch, running, voice) if stretch.is_sale else _event(stretch, running, voice)
        if event and not (event.single and _is_share(event, running, strengths)):
            running = _dated(stretch, event, running)
            yield running


def _dated(stretch: Stretch, event: Event, running: Event | None) -> Event:
    """Return the event with its date and place; an event spoken of again keeps those it had, and its hub."""
    same = running if running and set(running.parties) == set(event.parties) else None
    again = same if same and same.kind == event.kind else None
    near = date_of(stretch.scene, stretch.start, stretch.stop)
    date = near if near and len(near) > YEAR else (again.date if again else None)
    place = place_of(stretch.scene, stretch.start, stretch.stop, event.parties) or (again.place if again else None)
    return replace(event, hub=event.hub or (same.hub if same else None), date=date, place=place)


def _is_share(event: Event, running: Event | None, strengths: frozenset[str]) -> bool:
    """Tell whether a sale is but a share of the mission or agreement that its partners are in."""
    return "strong" in strengths and running is not None and set(event.parties) <= set(running.parties)


def _event(stretch: Stretch, running: Event | None, voice: str | None) -> Event | None:
    scene, group = stretch.scene, stretch.group
    kind = min((cue.meaning[0] for cue in group), key=KIND_ORDER.index)
    parties = parties_of(stretch, running.hub if running and running.hub else voice)
    hub = hub_of(stretch, parties) or leader_of(stretch, parties)
    event = Event(kind, parties, hub, scene.index, stretch.start, stretch.stop, group[0].text)
    officials = [place.province for place in stretch.places if place.role == "official"]
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


def _led(stretch: Stretch, event: Event, host: str | None) -> Event:
    """Add the hub that partners named only by `dengan` leave to the context (`yakni dengan A dan B`)."""
    roles = {place.role for place in stretch.places if place.province in event.parties and place.takes_part}
    if roles == {"with"} and host and host not in event.parties:
        return replace(event, parties=(host, *event.parties), hub=host)
    return event


def _completed(
    stretch: Stretch, event: Event, running: Event | None, voice: str | None, officials: Sequence[str]
) -> Event | None:
    """Add the party that the sentence leaves to its context; an event that names its hub alone stays open."""
    known = event.parties[0] if event.parties else None
    strong = any(cue.meaning[1] == "strong" for cue in stretch.group)
    other = any(cue.text.lower().endswith(LIKE) for cue in stretch.group) or not (
        running and len(running.parties) > PAIR
    )
    if stretch.is_plural and other:
        led = any(place.role == "subject" and place.province == known for place in stretch.places)
        hub = (None if led else running and running.hub) or known or voice
        return replace(event, parties=(hub,), hub=hub) if hub and strong else None
    if running and (known is None or (known in running.parties and not running.is_open)):
        if running.foreign:
            return replace(event, parties=(), hub=None, foreign=True) if known is None else None
        if known and running.hub and known != running.hub and len(running.parties) > PAIR:
            return replace(event, parties=(running.hub, known), hub=running.hub)
        return replace(event, parties=running.parties, hub=running.hub)
    base = (running.hub if running else None) or voice or next(iter(officials), None)
    if known is None or base is None or base == known:
        return replace(event, hub=known) if known and strong else None
    return replace(event, parties=(base, known), hub=base)
