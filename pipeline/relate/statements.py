"""What the sentences state of trade: figures that belong to an event, and events without one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.relate.enumerations import enumerated
from pipeline.relate.events import Event, events_of
from pipeline.relate.figures import Reading, denied, is_candidate, negated, read_figures, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.relate.scenes import Scene

GATHERINGS = {"trade_mission", "business_meeting"}
"""Kinds of event that are held, and may be held again."""

NEAR = 45
"""Characters between a plan and the event it is about (`akan menggelar temu bisnis`)."""

EACH = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|[2-6])\s+(?:kerja ?sama|kesepakatan|nota kesepahaman|MoU|perjanjian)", re.IGNORECASE
)
"""Counted agreements: the partners named with them have one each."""

EXPLORING = {"menjajaki", "jajaki", "dijajaki", "penjajakan"}
"""Plans of a single sale that are worth telling; `akan membeli` is but a sale to come."""

GIVEN = re.compile(r"\s+(?:ini|itu|tersebut|tadi)\b")
"""Behind an event that is known already: no plan is about it."""

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
    noun: str = ""
    """What the figure is called."""

    @property
    def is_strong(self) -> bool:
        """Whether a mission or meeting is named outright, not just some cooperation."""
        inside = (cue for cue in self.scene.deal if self.event.start <= cue.start < self.event.stop)
        return any(cue.meaning[1] == "strong" and cue.meaning[0] in GATHERINGS for cue in inside)


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
    open: list[Statement] = field(default_factory=list)
    """Totals of events whose partners are not named yet."""
    homes: list[str | None] = field(default_factory=list)
    """The province that speaks or spoke last, for each sentence."""


def state(scenes: Sequence[Scene], voices: Sequence[str | None]) -> Ledger:
    """Return what an article states of trade; `voices` holds the speaking province of each sentence, or None."""
    strengths = _strengths(scenes)
    ledger = Ledger()
    home = None
    for scene, voice in zip(scenes, voices, strict=True):
        home = voice or next((official.value.province for official in scene.officials), None) or home
        events = list(events_of(scene, ledger.running, home, strengths))
        _figures(scene, events, home, ledger)
        _plans(scene, events, ledger)
        lasting = [event for event in events if not (event.single and "strong" in strengths)]
        ledger.running = lasting[-1] if lasting else ledger.running
        ledger.events.append(ledger.running)
        ledger.homes.append(home)
    closed = {item.amount.start for item in ledger.statements if item.amount}
    for item in ledger.open:
        if item.amount and item.amount.start not in closed:
            ledger.left.append((item.amount, "the partners are not named"))
    return ledger


def _strengths(scenes: Sequence[Scene]) -> frozenset[str]:
    """Return which cues count, and whether the article is about trade (`strong` or `goods`) beyond doubt."""
    if any(cue.meaning[1] == "strong" for scene in scenes for cue in scene.deal):
        return frozenset({"strong", "weak", "meeting", "single"})
    goods = any(scene.goods and scene.flow for scene in scenes)
    return frozenset({"weak", "single", "goods"} if goods else {"weak", "single"})


def _figures(scene: Scene, events: Sequence[Event], home: str | None, ledger: Ledger) -> None:
    """Enter the figures of one sentence."""
    running = ledger.running
    if running and running.single and scene.index > running.scene + 1:
        running = None
    listed = enumerated(scene, (running.hub if running else None) or home) if scene.amounts else {}
    if not events and running is None and not listed:
        return
    for number, (amount, reading) in enumerate(zip(scene.amounts, read_figures(scene), strict=True)):
        if not is_candidate(amount):
            continue
        own = [event for event in events if event.start <= amount.start] or events[:1]
        event, rule = (own[-1], "event_figure") if own else (running, "running_figure")
        if number in listed:
            event, rule = _listed(scene, event, listed[number]), "enumeration"
        reason = _objection(scene, event, reading, rule)
        if reason or event is None:
            ledger.left.append((amount, reason or "no event"))
        else:
            start = max(reading.start, event.start) if own else reading.start
            said = (reading.status, reading.cue, amount, start, reading.noun)
            taken = Statement(scene, event, rule, *said)
            (ledger.open if event.is_open else ledger.statements).append(taken)
    if listed:
        _close(scene, ledger)


def _close(scene: Scene, ledger: Ledger) -> None:
    """Give open totals the partners of an enumeration whose figures add up to them."""
    items = [item for item in ledger.statements if item.scene is scene and item.rule == "enumeration"]
    partners = dict.fromkeys(party for item in items for party in item.event.parties)
    total = sum(value_of(item.amount) for item in items if item.amount)
    for item in ledger.open:
        if item.amount and abs(total - value_of(item.amount)) * 100 <= total:
            event = replace(item.event, parties=tuple(partners))
            ledger.statements.append(replace(item, event=event, rule="sum_of_parts"))


def _listed(scene: Scene, event: Event | None, parties: tuple[str, ...]) -> Event:
    """Return the event of one item of an enumeration."""
    base = event or Event("supply", (), None, scene.index, scene.start, scene.stop, "")
    return replace(base, parties=parties, hub=parties[0], foreign=False)


def _objection(scene: Scene, event: Event | None, reading: Reading, rule: str) -> str | None:
    """Return why a figure is no deal's, None when it may be one."""
    if event is None or event.foreign:
        return "the partners are abroad" if event else "no event"
    if reading.use in {"other", "investment", "restated"}:
        return "said just before" if reading.use == "restated" else f"money of another kind: {reading.use}"
    if rule == "enumeration" or event.single:
        return None
    if reading.use == "part" and not _is_single(scene, rule):
        return "part of a total"
    return None if rule == "event_figure" else _objection_to_context(scene, event, reading)


def _objection_to_context(scene: Scene, event: Event, reading: Reading) -> str | None:
    """Return why a figure is not that of the event spoken of before, None when it may be."""
    if {place.province for place in scene.places if place.takes_part} - set(event.parties):
        return "the sentence names provinces that no event joins"
    if reading.use == "deal" or reading.status == "target":
        return None
    return "nothing says that it is the value of a deal"


def _is_single(scene: Scene, rule: str) -> bool:
    """Tell whether a sale or purchase is a contract of its own, not a share of a total."""
    both = len({place.province for place in scene.places if place.takes_part}) > 1
    return (rule == "event_figure" or both) and bool(SINGLE.search(scene.text(scene.start, scene.stop)))


def _plans(scene: Scene, events: Sequence[Event], ledger: Ledger) -> None:
    """Enter the events of one sentence that are agreed or planned, figure or not."""
    if scene.deal and all(event.is_open for event in events):
        _, status, cue = _mood(scene, scene.start, scene.stop)
        ledger.mood = (scene.index, status, cue) if status else None
    for event in events:
        if event.foreign or event.is_open or negated(scene, event.start, event.stop):
            continue
        near, status, cue = _mood(scene, event.start, event.stop)
        if event.single and cue.lower() not in EXPLORING:
            continue
        if not status and ledger.mood and ledger.mood[0] == scene.index - 1:
            near, status, cue = True, ledger.mood[1], ledger.mood[2]
        if status and (near or status == "agreed") and (status != "planned" or _is_told(scene, event)):
            ledger.statements += _split(scene, event, status, cue)


def _is_told(scene: Scene, event: Event) -> bool:
    """Tell whether a plan names its event outright, or at least a partner (`mereka akan bertemu` does neither)."""
    partners = any(place.takes_part and event.start <= place.start < event.stop for place in scene.places)
    return partners or any(cue.meaning[1] == "strong" and event.start <= cue.start < event.stop for cue in scene.deal)


def _mood(scene: Scene, start: int, stop: int) -> tuple[bool, str, str]:
    """Return whether a plan stands near its event, and the status and cue of a stretch of text."""
    deals = [cue for cue in scene.deal if start <= cue.start < stop and cue.meaning[1] != "none"]
    open_ones = [cue for cue in deals if not GIVEN.match(scene.text(cue.stop, scene.stop))]
    for cue in scene.status:
        if (
            open_ones
            and cue.meaning[0] in {"planned", "target"}
            and start <= cue.start < stop
            and not denied(scene, cue)
        ):
            gap = min(max(deal.start - cue.stop, cue.start - deal.stop) for deal in open_ones)
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
