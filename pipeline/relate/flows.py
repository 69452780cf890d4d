"""Flows: which goods go from which province to which, by the verbs and nouns of selling, buying and needing."""

from __future__ import annotations

from bisect import bisect_right
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
    joined: dict[frozenset[str], list[Fact[Deal]]] = {}
    moved = list(_movements(scenes, homes, events))
    sure = {movement.good.value.commodity for movement in moved if not movement.aside}
    for movement in moved:
        if not (movement.aside and movement.good.value.commodity in sure):
            ends = frozenset(end for end in (movement.origin, movement.destination) if end)
            if ends not in joined:
                joined[ends] = [deal for deal in deals if ends <= set(deal.value.parties)]
            flow = _flow(movement, _deal(movement.clause.scene, joined[ends]))
            found.setdefault((flow.value.commodity, movement.origin, movement.destination), flow)
    told = {poorer for key in found for poorer in _poorer(key)}
    return sorted((flow for key, flow in found.items() if key not in told), key=lambda flow: flow.start)


def _movements(
    scenes: Sequence[Scene], homes: Sequence[str | None], events: Sequence[Event | None]
) -> Iterator[Movement]:
    """Yield the movements of all sentences in reading order."""
    story = Story()
    for scene, home, event in zip(scenes, homes, events, strict=True):
        yield from story.tell(scene, home, event if event and not event.single else None)


def _flow(movement: Movement, deal: Fact[Deal] | None) -> Fact[Flow]:
    clause, good = movement.clause, movement.good
    status = clause.status or (deal.value.status if deal else "realised")
    deal_id = deal.value.deal_id if deal else None
    value = Flow(deal_id, good.value.commodity, movement.origin, movement.destination, status)
    return Fact(Mention(KIND, good.start, good.stop, good.mention.text, clause.rule), value)


def _deal(scene: Scene, joined: Sequence[Fact[Deal]]) -> Fact[Deal] | None:
    """Return which of the deals that join both ends is meant: the nearest before the sentence, else the first."""
    before = bisect_right(joined, scene.start, key=lambda deal: deal.start)
    return joined[max(0, before - 1)] if joined else None


def _poorer(key: Key) -> set[Key]:
    """Return the flows of the same goods that say less, with one end or both left open."""
    commodity, origin, destination = key
    return {(commodity, origin, None), (commodity, None, destination), (commodity, None, None)} - {key}
