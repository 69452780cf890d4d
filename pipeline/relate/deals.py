"""A deal: a row of the table deals."""

from __future__ import annotations

from dataclasses import dataclass

KIND = "deals"

AIMED = frozenset({"target", "planned"})
"""Statuses of what is still to come."""


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
    """The words that decided the status; empty when none stands near."""
    confidence: float | None = None
    """How often a row with this figure is right, 0.00 to 1.00; None for rows that a reviewer added."""
    event_id: str | None = None
    """Event across articles."""
    year: int | None = None
    """Year to count it by, reckoned over all articles."""
    year_basis: str | None = None
    """`stated`, `event` or `published`."""
    reviewed: str | None = None
    """A reviewer's word; never the machine's."""
