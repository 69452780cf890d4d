"""When an event was, as far as its report shows: the days of its date, or days around the publication."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY, NEAR, MONTH, YEAR, ISSUE = "day", "near", "month", "year", "issue"
"""What a window rests on: a day of the text, the day of publication, a month, a year of the text, no more than the year
of publication."""

REPORTED = timedelta(days=10)
"""How long after an event without a date the press still tells of it as news."""
AHEAD = timedelta(days=60)
"""How far off an event may be that is aimed at or planned, without a date."""
OFF = timedelta(days=3)
"""How far two articles may be apart on the day of one event."""
RECALLED = timedelta(days=183)
"""How long after it an event is still told again, with its figure but without its date."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Machines date what has no date `0001-01-01`."""
FUTURE = frozenset({"target", "planned"})


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day on which the event may have been, and how that is known."""

    start: date
    stop: date
    basis: str

    def meets(self, other: Window) -> bool:
        """Tell whether both may be of one event."""
        slack = OFF if {self.basis, other.basis} == {DAY} else timedelta(0)
        return self.start - slack <= other.stop and other.start - slack <= self.stop

    def recalls(self, other: Window) -> bool:
        """Tell whether this one, which rests on the publication, may be a later report of the other."""
        told_later = self.start - RECALLED <= other.stop and other.start <= self.stop
        return self.basis == NEAR and other.basis not in {YEAR, ISSUE} and told_later

    def narrowed(self, other: Window) -> Window:
        """Return the window of an event that two reports share: the better known one, or what they have in common."""
        if DAY in (self.basis, other.basis):
            return self if self.basis == DAY else other
        if not self.meets(other):
            return min(self, other, key=lambda each: each.start)
        start, stop = max(self.start, other.start), min(self.stop, other.stop)
        return Window(start, stop, NEAR if NEAR in (self.basis, other.basis) else self.basis)


def window(said: str, published: str, status: str) -> Window | None:
    """Return the window of a deal by its partial ISO date, else by the publication; None when neither is known."""
    if said:
        return spanned(said)
    around = spanned(published)
    if around is None or around.basis == MONTH:
        return around
    if around.basis == YEAR:
        return replace(around, basis=ISSUE)
    ahead = AHEAD if status in FUTURE else timedelta(0)
    return Window(around.start - REPORTED, around.stop + ahead, NEAR)


def spanned(partial: str) -> Window | None:
    """Return the days that a partial ISO date covers, None for no date or one that no article can mean."""
    if not partial or not FIRST_YEAR <= int(partial[:4]) <= LAST_YEAR:
        return None
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    if day:
        return Window(date(year, month, day), date(year, month, day), DAY)
    if month:
        return Window(date(year, month, 1), date(year, month, monthrange(year, month)[1]), MONTH)
    return Window(date(year, 1, 1), date(year, 12, 31), YEAR)
