"""What the sentences state of trade: figures that belong to an event, and events without one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.relate.enumerations import enumerated
from pipeline.relate.event import PAIR, Event
from pipeline.relate.events import events_of
from pipeline.relate.figures import Reading, is_candidate, read_figures, value_of
from pipeline.relate.ledger import GATHERINGS, Ledger, Statement
from pipeline.relate.plans import enter_plans
from pipeline.relate.stretches import is_plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pipeline.model import Fact
    from pipeline.relate.ledger import Rule
    from pipeline.relate.scenes import Scene

HELD = re.compile(r"\b(?:dilaksanakan|digelar|diselenggarakan|diadakan|berlangsung|dihelat|menyambangi|dilanjutkan)\b")
"""What the event spoken of was, elsewhere too."""

SOON = 3
"""Sentences, its own among them, within which an undated event may get its date."""

SALES = {"purchase", "supply"}
"""Kinds of event that are a figure's own business, not a gathering with a result."""

PARTNER = {"from", "to", "with", "by"}
"""Roles of the other side of a sale."""

OWNS = re.compile(
    r"^\s*\)?,?\s+(?:dengan|sebesar|senilai)\s+"
    r"(?:(?:capaian|total|nilai|komitmen|transaksi|sebesar|senilai|mencapai|sekitar|hampir|lebih dari)\s+)*+$"
)
"""Between a province and its own figure."""

HELD_IN = re.compile(r"\s+(?:lebih\s+)?(?:saat\s+)?(?:di|dengan|ke)\s+(?:provinsi\s+|kota\s+)?", re.IGNORECASE)
"""Between a figure and the province that it was reached in (`Rp380 miliar di Maluku Utara`)."""

OWN = 60
"""Characters between a province and its own figure, at most."""

SINGLE = re.compile(r"\b(?:salah satu|terbesar|satu di antaranya|kontrak)\b", re.IGNORECASE)
"""One contract told by itself, not a share of a total."""


def state(scenes: Sequence[Scene], voices: Sequence[str | None]) -> Ledger:
    """Return what an article states of trade; `voices` holds the speaking province of each sentence, or None."""
    strengths, pair = _strengths(scenes), _pair(scenes)
    ledger = Ledger()
    home, told = None, None
    for scene, voice in zip(scenes, voices, strict=True):
        home = voice or next((official.value.province for official in scene.officials), None) or home
        events = [_paired(event, scene, pair) for event in events_of(scene, ledger.running, home, strengths)]
        _figures(scene, events, home, ledger)
        enter_plans(scene, events, ledger)
        lasting = [event for event in events if not (event.single and "strong" in strengths)]
        ledger.running = lasting[-1] if lasting else ledger.running
        told = next((event for event in reversed(lasting) if not event.is_open), told)
        if scene.amounts and lasting and lasting[-1].is_open and told:
            ledger.running = told
        ledger.events.append(told or ledger.running)
        ledger.homes.append(home)
    closed = {item.amount.start for item in ledger.statements if item.amount}
    for item in ledger.open:
        if item.amount and item.amount.start not in closed:
            ledger.left.append((item.amount, "the partners are not named"))
    ledger.statements = [_dated(item, ledger) for item in ledger.statements]
    return ledger


def _dated(item: Statement, ledger: Ledger) -> Statement:
    """Return a statement with the date that the next sentences give its event (`Kesepakatan itu diteken ...`)."""
    if item.event.date:
        return item
    behind = ledger.events[item.scene.index : item.scene.index + SOON]
    same = (event for event in behind if event and set(event.parties) == set(item.event.parties) and event.date)
    return replace(item, event=replace(item.event, date=next((event.date for event in same), None)))


def _strengths(scenes: Sequence[Scene]) -> frozenset[str]:
    """Return which cues count, and whether the article is about trade (`strong` or `goods`) beyond doubt."""
    if any(cue.meaning[1] == "strong" for scene in scenes for cue in scene.deal):
        return frozenset({"strong", "weak", "meeting", "single"})
    goods = any(scene.goods and scene.flow for scene in scenes)
    return frozenset({"weak", "single", "goods"} if goods else {"weak", "single"})


def _pair(scenes: Sequence[Scene]) -> frozenset[str]:
    """Return the two provinces that the article speaks of, empty where it speaks of more or fewer."""
    named = frozenset(place.province for scene in scenes for place in scene.places if place.takes_part)
    return named if len(named) == PAIR else frozenset()


def _paired(event: Event, scene: Scene, pair: frozenset[str]) -> Event:
    """Return an event of one known partner with the only other province that the article speaks of."""
    if not event.is_open or not pair.issuperset(event.parties) or is_plural(scene.text(scene.start, scene.stop)):
        return event
    return replace(event, parties=(*event.parties, *(pair - set(event.parties))), hub=None)


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
        event, rule = _event_of(scene, amount, own, listed.get(number), running)
        reason = _objection(scene, event, reading, rule)
        if reason or event is None:
            ledger.left.append((amount, reason or "no event"))
        else:
            start = max(reading.start, event.start) if own else reading.start
            said = (_status(reading.status, event), reading.cue, amount, start, reading.noun)
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


def _status(said: str, event: Event) -> str:
    """Return the status of a figure: what a mission is to bring is a target, a purchase to come is but planned."""
    return "target" if said == "planned" and event.kind not in SALES else said


def _event_of(
    scene: Scene, amount: Fact[Any], own: Sequence[Event], listed: tuple[str, ...] | None, running: Event | None
) -> tuple[Event | None, Rule]:
    """Return the event of a figure and the rule that found it, the surest first."""
    event = own[-1] if own else running
    if listed:
        return _listed(scene, event, listed), "enumeration"
    partner = _owner(scene, amount) if event and event.kind in GATHERINGS and not event.foreign else None
    if event and event.hub and partner and partner not in event.parties:
        return replace(event, parties=(event.hub, partner), date=None, place=None), "partner_figure"
    if own:
        return event, "event_figure"
    partners = _partners(scene, running) if running else ()
    if running and running.hub and partners:
        return replace(running, parties=(running.hub, *partners), foreign=False), "context_partners"
    return running, "running_figure"


def _owner(scene: Scene, amount: Fact[Any]) -> str | None:
    """Return the province whose figure an amount is by the words between them (`NTB dengan nilai Rp603 M`)."""
    index = bisect_left(scene.places, amount.start, key=lambda place: place.start)
    for place in scene.places[max(0, index - 1) : index + 1]:
        begin, stop = (place.stop, amount.start) if place.start < amount.start else (amount.stop, place.start)
        between = (OWNS if place.start < amount.start else HELD_IN).fullmatch(scene.text(begin, min(stop, begin + OWN)))
        if between and stop <= begin + OWN and (place.takes_part or place.role == "aside"):
            return place.province
    return None


def _partners(scene: Scene, running: Event) -> tuple[str, ...]:
    """Return new partners of the event's hub that a sentence names for its figure (`untuk Kaltim dan Sulsel, ...`)."""
    named = [place for place in scene.places if place.takes_part and place.province != running.hub]
    fresh = {place.province for place in named} - set(running.parties)
    held = HELD.search(scene.text(scene.start, scene.stop))
    joined = all(place.role in ({"with", "for", "to", "at"} if held else {"with", "for", "to"}) for place in named)
    return tuple(dict.fromkeys(place.province for place in named)) if running.hub and fresh and joined else ()


def _listed(scene: Scene, event: Event | None, parties: tuple[str, ...]) -> Event:
    """Return the event of one item of an enumeration."""
    base = event or Event("supply", (), None, scene.index, scene.start, scene.stop, "")
    return replace(base, parties=parties, hub=parties[0], foreign=False)


def _objection(scene: Scene, event: Event | None, reading: Reading, rule: Rule) -> str | None:
    """Return why a figure is no deal's, None when it may be one."""
    if event is None or event.foreign:
        return "the partners are abroad" if event else "no event"
    if reading.use in {"other", "investment", "restated"}:
        return "said just before" if reading.use == "restated" else f"money of another kind: {reading.use}"
    if rule in {"enumeration", "partner_figure"} or event.single:
        return None
    if reading.use == "whole":
        return "part of a total"
    if reading.use == "part" and not (_is_single(scene, rule) or _is_contract(scene, reading)):
        return "part of a total"
    return None if rule == "event_figure" else _objection_to_context(scene, event, reading)


def _objection_to_context(scene: Scene, event: Event, reading: Reading) -> str | None:
    """Return why a figure is not that of the event spoken of before, None when it may be."""
    if {place.province for place in scene.places if place.takes_part} - set(event.parties):
        return "the sentence names provinces that no event joins"
    said = reading.use in {"deal", "part"} or reading.status in {"target", "planned"}
    if said or (not reading.use and _is_contract(scene, reading)):
        return None
    return "nothing says that it is the value of a deal"


def _is_contract(scene: Scene, reading: Reading) -> bool:
    """Tell whether a figure is that of goods with a partner of their own (`membeli kakao dari Kolaka senilai ...`)."""
    stop = reading.stop
    goods = any(reading.start <= good.start < stop for good in scene.goods)
    return goods and any(reading.start <= place.start < stop for place in scene.places if place.role in PARTNER)


def _is_single(scene: Scene, rule: Rule) -> bool:
    """Tell whether a sale or purchase is a contract of its own, not a share of a total."""
    both = len({place.province for place in scene.places if place.takes_part}) > 1
    return (rule == "event_figure" or both) and bool(SINGLE.search(scene.text(scene.start, scene.stop)))
