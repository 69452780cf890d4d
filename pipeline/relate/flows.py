"""Flows: which goods go from which province to which, by the verbs and nouns of selling, buying and needing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.model import Fact, Mention
from pipeline.relate.clauses import clauses_of
from pipeline.relate.ends import Ends, ends_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.clauses import Clause
    from pipeline.relate.deals import Deal
    from pipeline.relate.events import Event
    from pipeline.relate.scenes import Scene

KIND = "flows"

BOTH_WAYS = re.compile(r"\b(?:atau|dan|maupun|juga|begitu pula)\s+(?:juga\s+)?sebaliknya\b", re.IGNORECASE)
"""`dari A ke B atau sebaliknya`."""

PAIR = 2


@dataclass(frozen=True, slots=True)
class Flow:
    """Goods that go, went or are to go from one province to another."""

    deal_id: str | None
    """The deal they belong to; None where no deal joins both provinces."""
    commodity: str
    """Id in the code list of commodities."""
    origin: str | None
    """ISO 3166-2 code; None where the text leaves it open."""
    destination: str | None
    """ISO 3166-2 code; None where the text leaves it open."""
    status: str
    """As for deals."""


def flows_of(
    scenes: Sequence[Scene],
    voices: Sequence[str | None],
    events: Sequence[Event | None],
    deals: Sequence[Fact[Deal]],
) -> list[Fact[Flow]]:
    """Return the flows of an article in reading order, each once; a flow with an open end yields to a fuller one."""
    found: dict[tuple[str, str | None, str | None], Fact[Flow]] = {}
    home = None
    for scene, voice, event in zip(scenes, voices, events, strict=True):
        home = voice or home
        for clause in clauses_of(scene):
            for good, ends in ends_of(clause, voice or home, event):
                for origin, destination in _directions(clause, ends, home, event):
                    flow = _flow(clause, good, (origin, destination), deals)
                    found.setdefault((flow.value.commodity, origin, destination), flow)
    return [flow for key, flow in found.items() if not _is_partial(key, found)]


def _directions(
    clause: Clause, ends: Ends, home: str | None, event: Event | None
) -> Iterator[tuple[str | None, str | None]]:
    """Yield origin and destination pairs, an end left open filled from the event or the speaker's own province."""
    both = BOTH_WAYS.search(clause.scene.text(clause.start, clause.scene.stop))
    if event and not ends.destinations and set(ends.origins) >= set(event.parties):
        return
    for origin in ends.origins or (None,):
        for destination in ends.destinations or (None,):
            pair = _completed(origin, destination, clause, home, event)
            if pair:
                yield pair
                if both and None not in pair:
                    yield pair[::-1]


def _completed(
    origin: str | None, destination: str | None, clause: Clause, home: str | None, event: Event | None
) -> tuple[str | None, str | None] | None:
    """Return both ends, or None when they give no flow between provinces."""
    if origin and destination:
        return (origin, destination) if origin != destination else None
    known = origin or destination
    if known is None or clause.foreign:
        return None
    joined = bool(event and known in event.parties)
    other = _other(known, event) if joined else home
    if event and joined and len(event.parties) > PAIR:
        return origin, destination
    if other is None or other == known:
        return None
    return (origin or other, destination or other)


def _other(known: str, event: Event | None) -> str | None:
    others = [party for party in event.parties if party != known] if event else []
    return others[0] if len(others) == 1 else None


def _flow(
    clause: Clause, good: Fact[Any], ends: tuple[str | None, str | None], deals: Sequence[Fact[Deal]]
) -> Fact[Flow]:
    deal = _deal(clause.scene, ends, deals)
    status = clause.status or (deal.value.status if deal else "realised")
    value = Flow(deal.value.deal_id if deal else None, good.value.commodity, ends[0], ends[1], status)
    return Fact(Mention(KIND, good.start, good.stop, good.mention.text, clause.rule), value)


def _deal(scene: Scene, ends: tuple[str | None, str | None], deals: Sequence[Fact[Deal]]) -> Fact[Deal] | None:
    """Return the deal that joins both ends: the nearest before the sentence, else the first behind."""
    joined = [deal for deal in deals if {end for end in ends if end} <= set(deal.value.parties)]
    before = [deal for deal in joined if deal.start <= scene.start]
    return before[-1] if before else next(iter(joined), None)


def _is_partial(
    key: tuple[str, str | None, str | None], found: dict[tuple[str, str | None, str | None], Fact[Flow]]
) -> bool:
    commodity, origin, destination = key
    if origin and destination:
        return False
    return any(
        other != key and other[0] == commodity and origin in {None, other[1]} and destination in {None, other[2]}
        for other in found
    )
