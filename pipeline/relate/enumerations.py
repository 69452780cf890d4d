"""Partners with a figure each: `dengan Kepri senilai Rp51,5 miliar, Kalbar Rp19 miliar, dan Jakarta Rp661 miliar`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.relate.places import Place
    from pipeline.relate.scenes import Scene

ADJACENT = 40
"""Characters between a partner and its own figure."""

ITEMS = 2
"""An enumeration has two at least."""


def enumerated(scene: Scene, host: str | None) -> dict[int, tuple[str, ...]]:
    """Return the parties, hub first, of each figure that stands beside partners of its own, by its number.

    Partners stand before their figures or behind them, all on one side. `host` is the hub where the sentence names
    none. Empty when the sentence enumerates nothing.
    """
    for beside in (_before, _behind):
        hub, partners = _partners(scene, host, beside)
        if hub and len(partners) >= ITEMS and len(set(partners.values())) > 1:
            return {number: (hub, *found) for number, found in partners.items()}
    return {}


def _partners(
    scene: Scene, host: str | None, beside: Callable[[Scene, int], list[Place]]
) -> tuple[str | None, dict[int, tuple[str, ...]]]:
    """Return the hub and the partners beside each figure that has any."""
    near = {number: beside(scene, number) for number in range(len(scene.amounts))}
    hub = _subject(scene, near.get(0, [])) or host
    found = {
        number: tuple(dict.fromkeys(place.province for place in places if place.province != hub))
        for number, places in near.items()
    }
    return hub, {number: partners for number, partners in found.items() if partners}


def _subject(scene: Scene, first: list[Place]) -> str | None:
    """Return the province that the sentence is about: its first subject, unless it is a partner itself."""
    active = [place for place in scene.places if place.takes_part and place.start < scene.amounts[0].stop]
    if not active or active[0].role != "subject":
        return None
    alone = len({place.province for place in active}) == 1 and bool(first)
    return None if alone else active[0].province


def _before(scene: Scene, number: int) -> list[Place]:
    """Return the partners right before a figure, back to the figure before it."""
    amount = scene.amounts[number]
    start = scene.amounts[number - 1].stop if number else scene.start
    places = [place for place in scene.places if place.takes_part and start <= place.start < amount.start]
    return places if places and amount.start - places[-1].stop <= ADJACENT else []


def _behind(scene: Scene, number: int) -> list[Place]:
    """Return the partners right behind a figure, up to the next figure."""
    amount = scene.amounts[number]
    stop = scene.amounts[number + 1].start if number + 1 < len(scene.amounts) else scene.stop
    places = [place for place in scene.places if place.takes_part and amount.stop <= place.start < stop]
    beside = [place for place in places if place.role != "subject"]
    return beside if beside and beside[0].start - amount.stop <= ADJACENT else []
