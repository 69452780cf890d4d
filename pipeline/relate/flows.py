"""Flows: which goods go from which province to which, by the verbs and nouns of selling, buying and needing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Fact, Mention
from pipeline.relate.sequels import Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.deals import Deal
    from pipeline.relate.event import Event
    from pipeline.relate.movements import Movement
    from pipeline.relate.scenes import Scene

KIND = "flows"

Key = tuple[str, str | None, str | None]
"""Commodity, origin, destination."""


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
    reviewed: str | None = None
    """A reviewer's word; never the machine's."""


def flows_of(
    scenes: Sequence[Scene],
    homes: Sequence[str | None],
    events: Sequence[Event | None],
    deals: Sequence[Fact[Deal]],
) -> list[Fact[Flow]]:
    """Return the flows of an article in reading order, each once; a flow with an open end yields to a fuller one."""
    found: dict[Key, Fact[Flow]] = {}
    moved = list(_movements(scenes, homes, events))
    sure = {movement.good.value.commodity for movement in moved if not movement.aside}
    for movement in moved:
        if not (movement.aside and movement.good.value.commodity in sure):
            flow = _flow(movement, deals)
            found.setdefault((flow.value.commodity, movement.origin, movement.destination), flow)
    return [flow for key, flow in found.items() if not _is_partial(key, found)]


def _movements(
    scenes: Sequence[Scene], homes: Sequence[str | None], events: Sequence[Event | None]
) -> Iterator[Movement]:
    """Yield the movements of all sentences in reading order."""
    story = Story()
    for scene, home, event in zip(scenes, homes, events, strict=True):
        yield from story.tell(scene, home, event if event and not event.single else None)


def _flow(movement: Movement, deals: Sequence[Fact[Deal]]) -> Fact[Flow]:
    clause, good = movement.clause, movement.good
    deal = _deal(clause.scene, {end for end in (movement.origin, movement.destination) if end}, deals)
    status = clause.status or (deal.value.status if deal else "realised")
    deal_id = deal.value.deal_id if deal else None
    value = Flow(deal_id, good.value.commodity, movement.origin, movement.destination, status)
    return Fact(Mention(KIND, good.start, good.stop, good.mention.text, clause.rule), value)


def _deal(scene: Scene, ends: set[str], deals: Sequence[Fact[Deal]]) -> Fact[Deal] | None:
    """Return the deal that joins both ends: the nearest before the sentence, else the first behind."""
    joined = [deal for deal in deals if ends <= set(deal.value.parties)]
    before = [deal for deal in joined if deal.start <= scene.start]
    return before[-1] if before else next(iter(joined), None)


def _is_partial(key: Key, found: dict[Key, Fact[Flow]]) -> bool:
    """Tell whether another flow of the same goods says more."""
    commodity, origin, destination = key
    if origin and destination:
        return False
    return any(
        other != key and other[0] == commodity and origin in {None, other[1]} and destination in {None, other[2]}
        for other in found
    )
