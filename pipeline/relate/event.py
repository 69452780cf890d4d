"""A trade event as the text names it."""

from __future__ import annotations

from dataclasses import dataclass

PAIR = 2
"""A deal takes two provinces."""


@dataclass(frozen=True, slots=True)
class Event:
    """A trade event as one stretch of text names it."""

    kind: str
    parties: tuple[str, ...]
    """Provinces, hub first where there is one, else in reading order; none when `foreign`, the hub when `is_open`."""
    hub: str | None
    scene: int
    start: int
    """From here its words run; figures behind belong to it."""
    stop: int
    cue: str
    foreign: bool = False
    """The partners are abroad: no deal between provinces."""
    single: bool = False
    """A sale, purchase or shipment by itself, no mission and no agreement."""
    date: str | None = None
    """Partial ISO date, None when the words around do not give it."""
    place: str | None = None
    """Province where it took place, None when the words around do not give it."""

    @property
    def is_open(self) -> bool:
        """Whether its partners are not named yet."""
        return len(self.parties) == 1
