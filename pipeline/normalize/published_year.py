"""The year in which an article without a date of its own was written, as its other dates tell.

News writes `Rabu (24/9)`, `Kendari (3/10) -`, `kemarin (4/10)`, and the year stands elsewhere: in the date of an event,
in `tahun 2014`. A year counts only if every weekday beside a day without a year fits it; a day without its weekday
must be one of the time of writing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pipeline.normalize.date_resolution import month_number, weekday_number
from pipeline.normalize.present_days import is_present

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

YEAR = re.compile(r"(?<![\d.,/])(?:19[5-9]|20[0-4])\d(?![\d/-]|[.,]\d| ?%)")
"""A year that stands by itself."""

NO_YEAR = re.compile(r"(?:(?:[Nn]omor|No\.?|target|[Mm]enuju|[Ee]mas|hingga|Rp) ?|/)\Z")
"""What stands before a number that dates nothing of today: of a law, of an aim."""

BACK_CHARS = 12
"""Characters read back for it."""

DAYS = {"numeric_day_month", "named_day"}
"""Rules of days that may lack their year."""

NEAR_DAYS = 183
"""Days between a day without a year and one in full of the same season."""


def year_said(context: Context) -> str | None:
    """Return the year that the days without one are of, None where they tell none or several."""
    open_days = [mention for mention in context.mentions["dates"] if _is_open(mention, context.text)]
    if not open_days:
        return None
    return (
        _beside("day", open_days, context) or _beside("month", open_days, context) or _among_years(open_days, context)
    )


def _is_open(mention: Mention, text: str) -> bool:
    """Tell a day that lacks its year and has a weekday to prove it, or is one of the time of writing."""
    if mention.rule not in DAYS or not mention.parts.keys().isdisjoint({"year", "year_word"}):
        return False
    return "weekday" in mention.parts or is_present(mention, text)


def _beside(precision: str, open_days: list[Mention], context: Context) -> str | None:
    """Return the year in which the first of the days lies nearest to a day or month said in full, no planned month."""
    full = [
        date.fromisoformat(fact.value.date_start)
        for fact in context["dates"]
        if fact.value.basis == "explicit"
        and fact.value.precision == precision
        and (precision == "day" or fact.mention.parts.get("tense") != "future")
    ]
    found = [
        (abs(day - each).days, day.year)
        for each in full
        for year in (each.year - 1, each.year, each.year + 1)
        if _all_fit(open_days, year) and (day := _in_year(open_days[0], year))
    ]
    distance, year = min(found, default=(NEAR_DAYS, 0))
    return str(year) if distance < NEAR_DAYS else None


def _among_years(open_days: list[Mention], context: Context) -> str | None:
    """Return the last of the years said, or else the one after them, that all days fit."""
    said = {
        int(match[0])
        for match in YEAR.finditer(context.text)
        if not NO_YEAR.search(context.text, max(0, match.start() - BACK_CHARS), match.start())
    }
    if not said:
        return None
    years = [*sorted(said, reverse=True), max(said) + 1]
    return next((str(year) for year in years if _all_fit(open_days, year)), None)


def _all_fit(mentions: list[Mention], year: int) -> bool:
    """Tell whether each day falls on its weekday in a year, where it names one."""
    found = [(_in_year(mention, year), mention.parts.get("weekday")) for mention in mentions]
    return all(day is not None and (not word or day.isoweekday() == weekday_number(word)) for day, word in found)


def _in_year(mention: Mention, year: int) -> date | None:
    try:
        return date(year, month_number(mention.parts["month"]), int(mention.parts["day"]))
    except ValueError:
        return None
