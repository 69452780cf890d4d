"""What the sentences state of trade: figures that belong to an event, and events without one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.relate.events import Event, events_of
from pipeline.relate.figures import Reading, denied, is_candidate, negated, read_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.relate.scenes import Scene

NEAR = 45
"""Characters between a plan and the event it is about (`akan menggelar temu bisnis`)."""

EACH = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|[2-6])\s+(?:kerja ?sama|kesepakatan|nota kesepahaman|MoU|perjanjian)", re.IGNORECASE
)
"""Counted agreements: the partners named with them have one each."""

ADJACENT = 40
"""Characters between a partner and its own figure in an enumeration (`Kalbar Rp19 miliar`)."""

SINGLE = re.compile(r"\b(?:salah satu|terbesar|satu di antaranya|kontrak)\b", re.IGNORECASE)
"""One contract told by itself, not a share of a total."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Trade stated in one sentence."""

    scene: Scene
    event: Event
    rule: str
    status: str
    cue: str
    amount: Fact[Any] | None = None
    start: int = 0
    """Where the words about the figure begin; the event's where there is none."""


@dataclass(slots=True)
class Ledger:
    """What the sentences have stated so far."""

    statements: list[Statement] = field(default_factory=list)
    left: list[tuple[Fact[Any], str]] = field(default_factory=list)
    """Amounts of deal sentences that no statement took, with the reason."""
    running: Event | None = None
    """The event spoken of last."""
    mood: tuple[int, str, str] | None = None
    """Sentence, status and cue of the last plan or agreement that named no partner."""
    events: list[Event | None] = field(default_factory=list)
    """The event spoken of in each sentence."""


def state(scenes: Sequence[Scene], voices: Sequence[str | None]) -> Ledger:
    """Return what an article states of trade; `voices` holds the speaking province of each sentence, or None."""
    strengths = _strengths(scenes)
    ledger = Ledger()
    for scene, voice in zip(scenes, voices, strict=True):
        events = list(events_of(scene, ledger.running, voice, strengths))
        _figures(scene, events, voice, ledger)
        _plans(scene, events, ledger)
        ledger.running = events[-1] if events else ledger.running
        ledger.events.append(ledger.running)
    return ledger


def _strengths(scenes: Sequence[Scene]) -> frozenset[str]:
    """Return which cues count: single sales tell of deals only where no mission or agreement is spoken of."""
    if any(cue.meaning[1] == "strong" for scene in scenes for cue in scene.deal):
        return frozenset({"strong", "weak", "meeting"})
    goods = any(scene.goods and scene.flow for scene in scenes)
    return frozenset({"weak", "single", "goods"} if goods else {"weak", "single"})


def _figures(scene: Scene, events: Sequence[Event], voice: str | None, ledger: Ledger) -> None:
    """Enter the figures of one sentence."""
    if not events and ledger.running is None:
        return
    readings = read_figures(scene)
    listed = _enumerated(scene, ledger.running, voice)
    for number, (amount, reading) in enumerate(zip(scene.amounts, readings, strict=True)):
        if not is_candidate(amount):
            continue
        own = [event for event in events if event.start <= amount.start] or events[:1]
        event = own[-1] if own else ledger.running
        if number in listed:
            event = replace(event or ledger.running, **listed[number]) if event else None
        reason = _objection(scene, event, reading, own=bool(own) or number in listed)
        if reason or event is None:
            ledger.left.append((amount, reason or "no event"))
            continue
        rule = "enumeration" if number in listed else "event_figure" if own else "running_figure"
        ledger.statements.append(
            Statement(
                scene,
                event,
                rule,
                reading.status,
                reading.cue,
                amount,
                max(reading.start, event.start) if own else reading.start,
            )
        )


def _objection(scene: Scene, event: Event | None, reading: Reading, *, own: bool) -> str | None:
    """Return why a figure is no deal's, None when it may be one."""
    if event is None or event.foreign:
        return "the partners are abroad" if event else "no event"
    if reading.use in {"other", "investment"}:
        return f"money of another kind: {reading.use}"
    if reading.use == "part" and not _single(scene, own=own):
        return "part of a total"
    if own:
        return None
    strangers = {place.province for place in scene.places if place.takes_part} - set(event.parties)
    if strangers:
        return "the sentence names provinces that no event joins"
    return (
        None if reading.use == "deal" or reading.status == "target" else "nothing says that it is the value of a deal"
    )


def _single(scene: Scene, *, own: bool) -> bool:
    """Tell whether a sale or purchase is a contract of its own, not a share of a total."""
    both = len({place.province for place in scene.places if place.takes_part}) > 1
    return (own or both) and bool(SINGLE.search(scene.text(scene.start, scene.stop)))


def _enumerated(scene: Scene, running: Event | None, voice: str | None) -> dict[int, dict[str, Any]]:
    """Return the parties of figures that stand behind one partner each, by the number of the amount."""
    found: dict[int, str] = {}
    hub: str | None = None
    for number, amount in enumerate(scene.amounts):
        left = scene.amounts[number - 1].stop if number else scene.start
        places = [place for place in scene.places if left <= place.start < amount.start and place.takes_part]
        provinces = list(dict.fromkeys(place.province for place in places))
        if not places or amount.start - places[-1].stop > ADJACENT:
            continue
        if number == 0 and len(provinces) == 2:  # noqa: PLR2004 (hub and first partner)
            hub = provinces[0]
        elif len(provinces) != 1:
            continue
        found[number] = provinces[-1]
    if len(set(found.values())) < 2:  # noqa: PLR2004 (an enumeration has two items)
        return {}
    hub = hub or (running.hub if running and not running.foreign else None) or voice
    if hub is None:
        return {}
    return {number: {"parties": (hub, partner), "hub": hub} for number, partner in found.items() if partner != hub}


def _plans(scene: Scene, events: Sequence[Event], ledger: Ledger) -> None:
    """Enter the events of one sentence that are agreed or planned, figure or not."""
    if not events and scene.deal:
        _, status, cue = _mood(scene, scene.start, scene.stop)
        ledger.mood = (scene.index, status, cue) if status else None
    for event in events:
        if event.foreign or negated(scene, event.start, event.stop):
            continue
        near, status, cue = _mood(scene, event.start, event.stop)
        if not status and ledger.mood and ledger.mood[0] == scene.index - 1:
            near, status, cue = True, ledger.mood[1], ledger.mood[2]
        if status and (near or status == "agreed"):
            ledger.statements += _split(scene, event, status, cue)


def _mood(scene: Scene, start: int, stop: int) -> tuple[bool, str, str]:
    """Return whether a plan stands near its event, and the status and cue of a stretch of text."""
    deals = [cue for cue in scene.deal if start <= cue.start < stop and cue.meaning[1] != "single"]
    for cue in scene.status:
        if deals and cue.meaning[0] in {"planned", "target"} and start <= cue.start < stop and not denied(scene, cue):
            gap = min(max(deal.start - cue.stop, cue.start - deal.stop) for deal in deals)
            if gap <= NEAR:
                return True, "planned", cue.text
    agreed = [cue for cue in scene.status if cue.meaning[0] in {"agreed", "pledge"} and start <= cue.start < stop]
    return (True, "agreed", agreed[0].text) if agreed else (False, "", "")


def _split(scene: Scene, event: Event, status: str, cue: str) -> Iterator[Statement]:
    """Yield one statement, or one for each partner where the text counts them."""
    partners = [province for province in event.parties if province != event.hub]
    if event.hub and len(partners) > 1 and EACH.search(scene.text(event.start, event.stop)):
        for partner in partners:
            yield Statement(
                scene, replace(event, parties=(event.hub, partner)), "plan_each", status, cue, start=event.start
            )
    else:
        yield Statement(scene, event, "plan" if status == "planned" else "agreement", status, cue, start=event.start)
