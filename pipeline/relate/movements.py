"""Movements: goods with both ends settled, an end that the sentence leaves open filled from its context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.relate.clauses import clauses_of
from pipeline.relate.ends import Ends, ends_of
from pipeline.relate.event import PAIR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Fact
    from pipeline.relate.clauses import Clause
    from pipeline.relate.event import Event
    from pipeline.relate.scenes import Scene

BOTH_WAYS = re.compile(r"\b(?:atau|dan|maupun|juga|begitu pula)\s+(?:juga\s+)?sebaliknya\b", re.IGNORECASE)
"""`dari A ke B atau sebaliknya`."""

Leg = tuple[str | None, str | None]
"""Origin and destination."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Goods that go from one province to another; one end at least is known."""

    clause: Clause
    good: Fact[Any]
    origin: str | None
    destination: str | None

    @property
    def aside(self) -> bool:
        """Whether the goods are told of elsewhere too (`Selain beras, Lampung mengirim jagung`)."""
        before = self.clause.scene.text(self.clause.start, self.good.start)
        headed = self.clause.start <= self.good.start < self.clause.aside
        return headed or before.lower().endswith("selain ")

    @property
    def doer(self) -> str | None:
        """The province that acts: who buys, or else who sells."""
        return self.destination if self.clause.sense in {"buy", "need", "demand"} else self.origin


def movements_of(
    scene: Scene, home: str | None, event: Event | None, topic: tuple[Fact[Any], ...] = ()
) -> Iterator[Movement]:
    """Yield the movements of goods that one sentence tells of; `topic` are the goods spoken of before.

    `home` is the province that `kami` stands for and that a shipment without an origin leaves; `event` is the deal
    whose other party a movement with one end goes to or comes from.
    """
    for clause in clauses_of(scene, topic):
        for good, ends in ends_of(clause, home, event):
            for origin, destination in legs_of(clause, ends, home, event):
                yield Movement(clause, good, origin, destination)


def legs_of(clause: Clause, ends: Ends, home: str | None, event: Event | None) -> Iterator[Leg]:
    """Yield origin and destination of goods whose ends a clause gives, an open end filled from the context."""
    parties = set(event.parties) if event and len(event.parties) > 1 else None
    if parties and parties in (set(ends.origins), set(ends.destinations)) and not (ends.origins and ends.destinations):
        return
    both = BOTH_WAYS.search(clause.scene.text(clause.start, clause.scene.stop))
    for origin in ends.origins or (None,):
        for destination in ends.destinations or (None,):
            leg = _completed(origin, destination, clause, home, event)
            if leg:
                yield leg
                if both and None not in leg:
                    yield leg[::-1]


def _completed(
    origin: str | None, destination: str | None, clause: Clause, home: str | None, event: Event | None
) -> Leg | None:
    """Return both ends, or None when they give no movement between provinces."""
    if origin and destination:
        return (origin, destination) if origin != destination else None
    known = origin or destination
    if known is None or clause.foreign:
        return None
    joined = event is not None and known in event.parties
    if event and joined and len(event.parties) > PAIR and event.hub in {None, known}:
        return origin, destination
    other = _other(known, event) if event and joined else home
    if other is None or other == known:
        return None
    return (origin or other, destination or other)


def _other(known: str, event: Event) -> str | None:
    others = [party for party in event.parties if party != known]
    return others[0] if len(others) == 1 else event.hub
