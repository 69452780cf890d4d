"""Totals whose parts are deals of their own: marked, so that nobody adds both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.relate.circumstances import years_of
from pipeline.relate.features.statement import is_near
from pipeline.values import AIMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Fact
    from pipeline.values import Deal


def with_totals(deals: Sequence[Fact[Deal]]) -> list[Fact[Deal]]:
    """Return the deals of an article; a value that others with fewer provinces come to together is cumulative.

    So is one over several years beside the same for a year.
    """
    return [
        replace(deal, value=replace(deal.value, scope="cumulative"))
        if _is_total(deal.value, deals) or _is_over_years(deal, deals)
        else deal
        for deal in deals
    ]


def _is_total(total: Deal, deals: Sequence[Fact[Deal]]) -> bool:
    """Tell whether deals of fewer provinces, as much done or to come, add up to a total."""
    alike = [deal.value for deal in deals if (deal.value.status in AIMED) == (total.status in AIMED)]
    parts = [part.amount_idr for part in alike if part.amount_idr and set(part.parties) < set(total.parties)]
    return len(parts) > 1 and sum(parts) == total.amount_idr


def _is_over_years(total: Fact[Deal], deals: Sequence[Fact[Deal]]) -> bool:
    """Tell whether a figure is a yearly one over several years (`Rp30 miliar per tahun, Rp90 miliar dalam 3 tahun`).

    The years say so whatever the status of either: with one of them wrong, both would be added up.
    """
    value = total.value
    years = years_of(total.mention.text[value.amount_start - total.start :]) if value.amount_start is not None else None
    if years is None or not value.amount_idr:
        return False
    yearly = [deal.value.amount_idr for deal in deals if set(deal.value.parties) == set(value.parties)]
    return any(part and is_near(years * part, value.amount_idr) for part in yearly)
