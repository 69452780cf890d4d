"""Reckoning with days: the words of months and weekdays as numbers, and what is counted from the day of publication."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load

if TYPE_CHECKING:
    from pipeline.model import Context

NEAR = timedelta(days=100)
"""A day without a year is the one this near to the publication; farther off it is not sure which year is meant."""

DECEMBER = 12

MONTHS_BACK = 3
"""A later month than that of publication may be last year's if it lies this many months back at most."""


HALF_YEAR_MONTHS = 6
"""A planned month is at most half a year ahead; one that was less long ago is past."""

SAID = {"past", "future"}
"""What the word beside a date says of it; `planned`, from the sentence, is weaker."""


class AmbiguousDateError(Exception):
    """No single date can be given; the message is the reason."""


class DateInterval(NamedTuple):
    """First and last day covered, and how exactly the text gives them."""

    first: date
    last: date
    precision: str


@cache
def _numbers(name: str, column: str) -> dict[str, int]:
    return {row["word"].lower(): int(row[column]) for row in load(name)}


def month_number(text: str) -> int:
    """Return the number of a month given by name or number."""
    return int(text) if text.isdigit() else _numbers("months", "month")[text.lower()]


def weekday_number(text: str) -> int:
    """Return the ISO number of a weekday, 1 for Monday."""
    return _numbers("weekdays", "weekday")[text.lower()]


def small_number(text: str) -> int:
    """Return the value of a count or ordinal (`dua`, `III`, `ketiga`)."""
    return int(text) if text.isdigit() else _numbers("date_numbers", "value")[" ".join(text.lower().split())]


def full_year(text: str) -> int:
    """Return a year of two digits as one of this century."""
    return int(text) if len(text) > len("19") else 2000 + int(text)


def on(year: int, month: int, day: int) -> date:
    """Return a day; raise AmbiguousDateError where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        raise AmbiguousDateError("no such day in the calendar") from None


def days(first: date, last: date) -> DateInterval:
    """Return a stretch of days."""
    return DateInterval(first, last, "day")


def months(year: int, month: int, count: int = 1, precision: str = "month") -> DateInterval:
    """Return a stretch of whole months; the month may lie beyond the year (13 is next January)."""
    first, last = year * 12 + month - 1, year * 12 + month - 2 + count
    try:
        start, stop = date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1)
    except ValueError:
        raise AmbiguousDateError("no such month in the calendar") from None
    return DateInterval(start, stop.replace(day=monthrange(stop.year, stop.month)[1]), precision)


def years(first: int, last: int) -> DateInterval:
    """Return a stretch of whole years."""
    return DateInterval(on(first, 1, 1), on(last, 12, 31), "year")


def published(context: Context) -> DateInterval:
    """Return the publication as a stretch of days; raise AmbiguousDateError where it is unknown."""
    if not context.published:
        raise AmbiguousDateError("counts from the publication, which is unknown")
    year, *rest = map(int, context.published.split("-"))
    if not rest:
        return years(year, year)
    return months(year, rest[0]) if len(rest) == 1 else days(on(year, *rest), on(year, *rest))


def published_day(context: Context) -> date:
    """Return the day of publication; raise AmbiguousDateError where it is not known to the day."""
    interval = published(context)
    if interval.precision != "day":
        raise AmbiguousDateError(f"counts from the day of publication, of which only the {interval.precision} is known")
    return interval.first


def nearest_day(month: int, day: int, weekday: int | None, turn: str | None, context: Context) -> date:
    """Return a day without a year as the one meant in an article of that date.

    The weekday decides where it fits one year only, then the word beside it (`past`, `future`), then nearness.
    """
    known = published(context)
    if known.precision == "year":
        return on(known.first.year, month, day)
    near = [
        on(year, month, day) for year in range(known.first.year - 1, known.first.year + 2) if _is_day(year, month, day)
    ]
    near = [found for found in near if weekday in (None, found.isoweekday())] or near
    near = [found for found in near if _fits(found, turn, known)]
    if not near:
        raise AmbiguousDateError("no such day in the calendar")
    best = min(near, key=lambda found: abs(found - known.last))
    if turn not in SAID and weekday is None and abs(best - known.last) > NEAR:
        raise AmbiguousDateError("a day without a year, far from the day of publication")
    return best


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= DECEMBER and 1 <= day <= monthrange(year, month)[1]


def _fits(found: date, turn: str | None, known: DateInterval) -> bool:
    if turn not in SAID:
        return True
    return found <= known.last if turn == "past" else found >= known.first


def nearest_month(month: int, turn: str | None, context: Context) -> DateInterval:
    """Return a month without a year as the one meant in an article of that date."""
    known = published(context)
    year, now = known.first.year, known.first.month
    if known.precision == "year":
        return months(year, month)
    ago = (now - month) % 12
    if turn == "future" or (turn == "planned" and ago >= HALF_YEAR_MONTHS):
        return months(year, now + (12 - ago) % 12)
    if turn is None and ago > MONTHS_BACK and month > now:
        raise AmbiguousDateError("a month without a year, before or after the day of publication")
    return months(year, now - ago)


def nearest_weekday(weekday: int, turn: str | None, context: Context) -> date:
    """Return the last such weekday up to the day of publication; `past` before it, `future` or `planned` behind."""
    today = published_day(context)
    ago = (today.isoweekday() - weekday) % 7
    if turn == "past":
        return today - timedelta(days=ago or 7)
    if turn == "planned" and ago == 0:
        raise AmbiguousDateError("planned for a weekday: the day of publication or a week later")
    return today + timedelta(days=7 - ago) if turn else today - timedelta(days=ago)


def moved(unit: str, count: int, context: Context) -> DateInterval:
    """Return the day, week, month or year that lies `count` of them from the publication."""
    known = published(context)
    if unit == "year":
        return years(known.first.year + count, known.first.year + count)
    if unit == "month" and known.precision != "year":
        return months(known.first.year, known.first.month + count)
    today = published_day(context)
    if unit == "day":
        return days(today + timedelta(days=count), today + timedelta(days=count))
    monday = today - timedelta(days=today.weekday() - 7 * count)
    return days(monday, monday + timedelta(days=6))
