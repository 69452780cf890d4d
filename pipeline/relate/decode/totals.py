"""Totals whose parts are deals of their own: marked, so that nobody adds both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.values import AIMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Fact
    from pipeline.values import Deal


def with_totals(deals: Sequence[Fact[Deal]]) -> list[Fact[Deal]]:
    """Return the deals of an article; a value that others with fewer provinces come to together is cumulative."""
    return [
        replace(deal, value=replace(deal.value, scope="cumulative")) if _is_total(deal.value, deals) else deal
        for deal in deals
    ]


def _is_total(total: Deal, deals: Sequence[Fact[Deal]]) -> bool:
    parts = list(_parts(total, deals))
    return len(parts) > 1 and sum(parts) == total.amount_idr


def _parts(total: Deal, deals: Sequence[Fact[Deal]]) -> Iterator[int]:
    """Yield the values of those deals, as much done or to come as the total, that join some of its provinces."""
    for deal in deals:
        part = deal.value
        alike = (part.status in AIMED) == (total.status in AIMED)
        if alike and part.amount_idr and set(part.parties) < set(total.parties):
            yield part.amount_idr
