"""A flow: a row of the table flows."""

from __future__ import annotations

from dataclasses import dataclass

KIND = "flows"


@dataclass(frozen=True, slots=True)
class Flow:
    """Goods that go, went or are to go from one province to another."""

    deal_id: str | None
    """The deal they belong to; None where no deal joins both provinces."""
    commodity: str
    """Id in the code list of commodities."""
    origin: str | None
    """ISO 3166-2 code; None where a reviewer left it open."""
    destination: str | None
    """ISO 3166-2 code; None where a reviewer left it open."""
    status: str
    """As for deals."""
    confidence: float | None = None
    """How often a row with this figure is right, 0.00 to 1.00; None for rows that a reviewer added."""
    reviewed: str | None = None
    """A reviewer's word; never the machine's."""
