"""Deals: one for each distinct statement of trade between provinces, with a figure or without."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.model import Fact, Mention
from pipeline.relate.figures import covered_events, value_of
from pipeline.relate.occasions import date_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.ledger import Statement

KIND = "deals"

ROUNDING = 0.005
"""A figure this near to one with more digits is the same, rounded."""

AIMED = {"target", "planned"}
"""Statuses of what is still to come."""

DONE = re.compile("transaksi|perdagangan")
"""In the name of a figure: of trade that took place."""

SIGNED = {"cooperation", "supply"}
"""Kinds of event whose figure, where nothing more is said, is agreed and not done."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A statement of trade between two or more provinces."""

    deal_id: str
    """`<article_id>-<number>`, in reading order."""
    kind: str
    """`trade_mission`, `business_meeting`, `cooperation`, `purchase` or `supply`."""
    status: str
    """`realised`, `agreed`, `target` or `planned`."""
    hub: str | None
    """ISO 3166-2 code of the province that runs it or whose total it is; None when even."""
    parties: tuple[str, ...]
    """ISO 3166-2 codes, hub first."""
    amount_idr: int | None
    """Whole Rupiah; None when the text gives no figure or only a bound."""
    amount_min_idr: int | None
    """Whole Rupiah; None where there is no lower end."""
    amount_max_idr: int | None
    """Whole Rupiah; None where there is no upper end."""
    bound: str | None
    """As for the amount; None without a figure."""
    amount_start: int | None
    """Offset of its row in amounts."""
    scope: str
    """`event` or `cumulative`."""
    events: int | None
    """How many events a cumulative figure covers."""
    date: str | None
    """Partial ISO date of the event."""
    place: str | None
    """ISO 3166-2 code of where it took place."""
    speaker: str | None
    """official_id of who gives the figure."""
    cue: str
    """The words that decided the status; empty when the kind of event did."""
    event_id: str | None = None
    """Event across articles."""
    reviewed: str | None = None
    """A reviewer's word; never the machine's."""


def settle(statements: Sequence[Statement], article_id: str) -> list[Fact[Deal]]:
    """Return the deals that statements tell of, in reading order: said twice is one deal."""
    figures = _distinct(_rounded([item for item in statements if item.amount]))
    plans = _bare([item for item in statements if not item.amount], figures)
    ordered = sorted((*figures, *plans), key=lambda item: (item.scene.start, item.start, item.event.parties))
    return [_deal(item, f"{article_id}-{number}") for number, item in enumerate(ordered, 1)]


def _rounded(figures: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the figures but those that round another of the same parties (`Rp1,04 triliun` in a headline)."""
    told: dict[frozenset[str], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for item in figures:
        told[_parties(item)][_digits(item)].add(_value(item))
    known = {key: {digits: sorted(values) for digits, values in by.items()} for key, by in told.items()}
    for item in figures:
        value, exactness = _value(item), _digits(item)
        finer = (values for digits, values in known[_parties(item)].items() if digits > exactness)
        near = (other for values in finer for other in _around(values, value))
        if not any(abs(value - other) <= ROUNDING * other for other in near):
            yield item


def _around(ordered: Sequence[int], value: int) -> Sequence[int]:
    """Return the neighbours of a value in a sorted list: no other comes nearer, so long texts cost no more."""
    at = bisect_left(ordered, value)
    return ordered[max(0, at - 1) : at + 1]


def _digits(item: Statement) -> int:
    """Return how exact a figure is: its digits but the noughts behind."""
    return len(str(_value(item)).rstrip("0"))


def _distinct(figures: Iterator[Statement]) -> list[Statement]:
    """Return one statement for each figure of the same parties; the first in the text with a status of its own wins."""
    groups: dict[tuple[frozenset[str], int], list[Statement]] = {}
    for item in figures:
        groups.setdefault((_parties(item), _value(item)), []).append(item)
    return [chosen for group in groups.values() for chosen in _by_status(group)]


def _by_status(group: list[Statement]) -> Iterator[Statement]:
    """Yield a statement for each status said of one figure; unsaid ones follow those said."""
    hub = next((item.event.hub for item in group if item.event.hub), None)
    group.sort(key=lambda item: item.scene.is_title)
    said: dict[str, Statement] = {}
    for item in group:
        if item.status and not (item.scene.is_title and said):
            said.setdefault(item.status, item)
    for item in said.values() or [_supposed(group[0])]:
        yield item if item.event.hub else replace(item, event=replace(item.event, hub=hub))


def _supposed(item: Statement) -> Statement:
    """Return a statement whose status only the name of its figure or the kind of its event tells."""
    done = DONE.search(item.noun.lower()) or item.event.kind not in SIGNED
    return replace(item, status="realised" if done else "agreed")


def _bare(plans: Sequence[Statement], figures: Sequence[Statement]) -> list[Statement]:
    """Return the plans and agreements that no figure tells of already, each once."""
    told = {(_parties(item), "agreed") for item in figures if item.status not in AIMED}
    told |= {(_parties(item), "planned") for item in figures if item.status in AIMED}
    done = {_parties(item) for item in (*figures, *plans) if item.status in {"agreed", "realised"}}
    kept: dict[tuple[frozenset[str], str], Statement] = {}
    for item in sorted(plans, key=lambda plan: plan.scene.is_title):
        key = (_parties(item), item.status)
        again = item.status == "planned" and key[0] in done and not item.is_strong
        if key not in told and not again:
            kept.setdefault(key, item)
    return list(kept.values())


def _parties(item: Statement) -> frozenset[str]:
    return frozenset(item.event.parties)


def _value(item: Statement) -> int:
    return value_of(item.amount) if item.amount else 0


def _deal(item: Statement, deal_id: str) -> Fact[Deal]:
    scene, event = item.scene, item.event
    money: Any = item.amount.value if item.amount else None
    scope, events = covered_events(scene, item.start) if money else ("event", None)
    parties = (event.hub, *(party for party in event.parties if party != event.hub)) if event.hub else event.parties
    value = Deal(
        deal_id=deal_id,
        kind=event.kind,
        status=item.status,
        hub=event.hub,
        parties=tuple(party for party in parties if party),
        amount_idr=money and money.amount_idr,
        amount_min_idr=money and money.amount_min_idr,
        amount_max_idr=money and money.amount_max_idr,
        bound=money and money.bound,
        amount_start=item.amount.start if item.amount else None,
        scope=scope,
        events=events,
        date=_date(item),
        place=place_of(scene, scene.start, scene.stop, event.parties) or event.place,
        speaker=None,
        cue=item.cue,
    )
    words = {"event": event.cue, "noun": item.noun, "figure": item.amount.mention.text if item.amount else ""}
    mention = Mention(KIND, scene.start, scene.stop, scene.page.quote(scene.start, scene.stop), item.rule, words)
    return Fact(mention, value)


def _date(item: Statement) -> str | None:
    """Return the date of the event: from the words of the figure, else its sentence, else where it was named."""
    scene, stop = item.scene, item.amount.start if item.amount else item.scene.stop
    near = date_of(scene, item.start, stop)
    if near or item.rule == "enumeration":
        return near
    return date_of(scene, item.start, scene.stop) or date_of(scene, scene.start, scene.stop) or item.event.date
