"""Distances between partial dates."""

from __future__ import annotations

import calendar
import datetime as dt

YEAR, MONTH = len("2021"), len("2021-03")


def days_between(earlier: str, later: str) -> tuple[int, int] | None:
    """Return the least and the most days from one partial ISO date to another; None where one is empty."""
    if not earlier or not later:
        return None
    (first, last), (other_first, other_last) = _bounds(earlier), _bounds(later)
    return (other_first - last).days, (other_last - first).days


def may_follow(earlier: str, later: str, days: int) -> bool:
    """Tell whether the later of two partial dates may lie up to so many days after the earlier one, or on its day."""
    apart = days_between(earlier, later)
    return apart is not None and apart[0] <= days and apart[1] >= 0


def _bounds(date: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a partial date covers."""
    if len(date) == YEAR:
        return dt.date(int(date), 1, 1), dt.date(int(date), 12, 31)
    if len(date) == MONTH:
        year, month = int(date[:YEAR]), int(date[-2:])
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date.fromisoformat(date), dt.date.fromisoformat(date)
