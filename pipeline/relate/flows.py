"""A flow: a row of the table flows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

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
    quantity: Decimal | None = None
    """How much this flow alone moves, in its unit; of a mere bound that bound; None for a range, or where untold."""
    quantity_unit: str | None = None
    """Code of the list of measures."""
    quantity_kg: Decimal | None = None
    """The same in kilograms; None for what is no mass."""
    quantity_start: int | None = None
    """Where its row in quantities begins."""
    per: str | None = None
    """`day`, `week`, `month`, `quarter` or `year` of a rate, None for a total."""
    amount_idr: int | None = None
    """What this flow alone is worth, in Rupiah; None where the text does not say."""
    amount_start: int | None = None
    """Where its row in amounts begins."""
    year: int | None = None
    """Year to count it by, reckoned over all articles."""
    year_basis: str | None = None
    """`stated`, `event` or `published`."""
    reviewed: str | None = None
    """A reviewer's word; never the machine's."""
