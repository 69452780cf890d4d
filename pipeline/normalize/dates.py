"""Dates: the days a mention covers, as partial ISO with its first and last day.

What is said in full is `explicit`; what lacks its year, or is counted (`tahun lalu`), rests on the day of publication
and is `relative`. Where one reading is not sure, there is none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.model import Rejected
from pipeline.normalize import date_resolution
from pipeline.normalize.date_resolution import AmbiguousDateError, DateInterval
from pipeline.values import Date

if TYPE_CHECKING:
    from datetime import date

    from pipeline.model import Context, Mention

MONTHS_OF = {"quarter": 3, "semester": 6}


def normalize(mention: Mention, context: Context) -> Date | Rejected:
    """Return the days covered, or why they are not known."""
    parts = mention.parts
    try:
        interval = READERS[mention.rule](parts, context)
    except AmbiguousDateError as unsure:
        return Rejected(str(unsure))
    except OverflowError:
        return Rejected("outside the calendar")
    weekday = parts.get("weekday") if mention.rule != "weekday" else None
    fits = None if weekday is None else interval.first.isoweekday() == date_resolution.weekday_number(weekday)
    first, last = interval.first.isoformat(), interval.last.isoformat()
    return Date(_partial(interval), first, last, interval.precision, _basis(parts), fits)


def _partial(interval: DateInterval) -> str:
    width = {"day": 10, "month": 7}.get(interval.precision, 4)
    if interval.precision == "month" and (interval.first.year, interval.first.month) != (
        interval.last.year,
        interval.last.month,
    ):
        width = 4
    return interval.first.isoformat()[:width]


def _basis(parts: dict[str, str]) -> str:
    said = parts.keys() & {"year", "short_year", "words"}
    return "explicit" if said else "relative"


def _year(parts: dict[str, str], context: Context) -> int | None:
    """Return the year that is said, or counted (`tahun lalu`); None where there is neither."""
    for key in ("year", "short_year"):
        if key in parts:
            return date_resolution.full_year(parts[key])
    if "year_word" in parts:
        return date_resolution.published(context).first.year + _offsets()[" ".join(parts["year_word"].lower().split())]
    return None


@cache
def _offsets() -> dict[str, int]:
    return {row["word"]: int(row["offset"]) for row in load("relative_days")}


def _turn(parts: dict[str, str]) -> str | None:
    """Return where a date lies: `past` or `future` as the word beside it says, `planned` where the sentence plans."""
    turn = parts.get("turn")
    return (turn if turn != "today" else None) or ("planned" if parts.get("tense") == "future" else None)


def _one_day(parts: dict[str, str], context: Context) -> date:
    day, month, year = int(parts["day"]), date_resolution.month_number(parts["month"]), _year(parts, context)
    if year is not None:
        return date_resolution.on(year, month, day)
    weekday = date_resolution.weekday_number(parts["weekday"]) if "weekday" in parts else None
    return date_resolution.nearest_day(month, day, weekday, _turn(parts), context)


def _day(parts: dict[str, str], context: Context) -> DateInterval:
    found = _one_day(parts, context)
    return date_resolution.days(found, found)


def _day_range(parts: dict[str, str], context: Context) -> DateInterval:
    """Read the days of a range; of two days joined by `dan` the first alone, as the last is a mention by itself."""
    last = _one_day({**parts, "day": parts["stop_day"], "month": parts["stop_month"]}, context)
    month = date_resolution.month_number(parts.get("month", parts["stop_month"]))
    year = date_resolution.full_year(parts["start_year"]) if "start_year" in parts else last.year - (month > last.month)
    first = date_resolution.on(year, month, int(parts["day"]))
    if first >= last:
        raise AmbiguousDateError("a range that ends before it begins")
    return date_resolution.days(first, first if "list" in parts else last)


def _month(parts: dict[str, str], context: Context) -> DateInterval:
    month, year = date_resolution.month_number(parts["month"]), _year(parts, context)
    return date_resolution.months(year, month) if year else date_resolution.nearest_month(month, _turn(parts), context)


def _month_range(parts: dict[str, str], context: Context) -> DateInterval:
    last = _month({**parts, "month": parts["stop_month"]}, context)
    month = date_resolution.month_number(parts["month"])
    year = (
        date_resolution.full_year(parts["start_year"])
        if "start_year" in parts
        else last.first.year - (month > last.first.month)
    )
    first = date_resolution.months(year, month)
    if first.first >= last.first:
        raise AmbiguousDateError("a range that ends before it begins")
    return first if "list" in parts else DateInterval(first.first, last.last, "month")


def _period(parts: dict[str, str], context: Context) -> DateInterval:
    unit, year = _units()[parts["period"].lower()], _year(parts, context)
    year = date_resolution.published(context).first.year if year is None else year
    number = date_resolution.small_number(parts["ordinal"])
    last = date_resolution.small_number(parts.get("stop_ordinal", parts["ordinal"]))
    length = MONTHS_OF[unit]
    if not number <= last <= 12 // length:
        raise AmbiguousDateError(f"no such {unit} in a year")
    return date_resolution.months(year, (number - 1) * length + 1, (last - number + 1) * length, unit)


@cache
def _units() -> dict[str, str]:
    return {row["word"].lower(): row["unit"] for row in load("periods")}


def _years(parts: dict[str, str], context: Context) -> DateInterval:  # noqa: ARG001 - read like the others
    first, last = int(parts["year"]), int(parts.get("stop_year", parts["year"]))
    if first > last:
        raise AmbiguousDateError("a range that ends before it begins")
    return date_resolution.years(first, last)


def _weekday(parts: dict[str, str], context: Context) -> DateInterval:
    if "beside" in parts:
        raise AmbiguousDateError("a weekday whose date cannot be read")
    if "week" in parts:
        raise AmbiguousDateError("a weekday or a week")
    turn = _turn(parts)
    found = date_resolution.nearest_weekday(date_resolution.weekday_number(parts["weekday"]), turn, context)
    return date_resolution.days(found, found)


def _relative(parts: dict[str, str], context: Context) -> DateInterval:
    if "quoted" in parts:
        raise AmbiguousDateError("counts from the day of speaking, which may not be that of publication")
    count = date_resolution.small_number(parts.get("count", "se"))
    return date_resolution.moved(parts["unit"], int(parts["offset"]) * count, context)


def _foreign(parts: dict[str, str], context: Context) -> DateInterval:  # noqa: ARG001 - read like the others
    found = _spelled(" ".join(parts["words"].split()))
    if found is None:
        raise AmbiguousDateError("no month of that name")
    return date_resolution.days(found, found)


@cache
def _spelled(words: str) -> date | None:
    """Return a day whose month is spelled in English or Malay."""
    from dateparser import parse  # noqa: PLC0415 - slow to import and seldom needed

    found = parse(words, languages=["en", "ms"], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})
    return found.date() if found else None


READERS = {
    "numeric_day": _day,
    "numeric_day_month": _day,
    "dashed_day": _day,
    "named_day": _day,
    "iso_day": _day,
    "last_day": _day,
    "last_month": _month,
    "numeric_range": _day_range,
    "named_range": _day_range,
    "month_range": _month_range,
    "month": _month,
    "month_alone": _month,
    "period": _period,
    "year": _years,
    "year_range": _years,
    "weekday": _weekday,
    "relative": _relative,
    "foreign_day": _foreign,
}
