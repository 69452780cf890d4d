"""The day of publication as the frame of an article gives it: metadata, address, dateline."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, datetime, timedelta, timezone
from functools import cache

from pipeline.lexicon import load

WIB = timezone(timedelta(hours=7))
"""Western Indonesian time, in which the press counts its days."""

HOURS_OF_INDONESIA = range(7, 10)
FIRST_YEAR, LAST_YEAR = 1945, 2100
CENTURY = 70
"""Two-digit years from here on are 19xx."""

PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?\Z")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?!\d)")
WORDS = re.compile(r"(?<!\d)(\d{1,2})[ +./-]{0,3}([A-Za-z]{3,10})\.?[ +.,/-]{1,3}(\d{4}|\d\d)(?!\d)")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,10})\.? (\d{1,2}), ?(\d{4})(?!\d)")
TELLING = (re.compile(r"\A\d{4}-"), YEAR_FIRST, WORDS, MONTH_FIRST)
"""Dates that tell the order of their parts themselves."""
MONTH, YEAR = len("2019-01"), len("2019")
IN_URL = re.compile(
    r"[/-](?P<year>(?:19|20)\d\d)(?:/(?P<month>\d{1,2})/(?P<day>\d{1,2})|(?P<mm>\d\d)(?P<dd>\d\d)(?:\d{4}|\d{6})?)(?=[/_.-]|\Z)",
)
MONTH_IN_URL = re.compile(r"/((?:19|20)\d\d)/(\d\d)/")


def from_metadata(cell: str, order: str = "") -> tuple[str | None, bool]:
    """Return the (partial) ISO day of a date cell, None for what is no date, and whether it has several readings.

    A time in a zone outside Indonesia is first brought to Jakarta's. `10/7/2025` is read in the order `dmy`, `mdy` or
    `ymd`; where none is given that fits, as much is kept as the readings share: the month, else the year.
    """
    found = readings(cell, order)
    if not found:
        return _single(cell.strip()), False
    days = {found[order]} if order in found else set(found.values())
    return (days.pop(), False) if len(days) == 1 else (_shared(days), True)


def readings(cell: str, order: str = "") -> dict[str, str]:
    """Return the ISO days that a date of numbers may mean, by order: `dmy`, `mdy`, and `ymd` only where asked for.

    Empty for a date that tells its order itself: by a month in words or a year of four digits in front.
    """
    cell = cell.strip()
    match = NUMBERS.search(cell)
    if match is None or any(pattern.search(cell) for pattern in TELLING):
        return {}
    found = {}
    for each in ("dmy", "mdy", *({order} & {"ymd"})):
        day, month, year = (match[each.index(part) + 1] for part in "dmy")
        if iso := _day(_year(year), int(month), int(day)):
            found[each] = iso
    return found


def _shared(days: set[str]) -> str | None:
    """Return the month that all days share, else the year, None where not even that."""
    return next(
        (day[:end] for end in (MONTH, YEAR) for day in days if all(day[:end] == each[:end] for each in days)), None
    )


def _single(cell: str) -> str | None:
    """Return the day of a cell that says its order itself: ISO, a month by its name, or the year in front."""
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        return from_words(cell)
    offset = moment.utcoffset()
    if offset is not None and offset // timedelta(hours=1) not in HOURS_OF_INDONESIA:
        moment = moment.astimezone(WIB)
    return _day(moment.year, moment.month, moment.day)


def from_words(text: str) -> str | None:
    """Return the first day written out in a short text (`Minggu, 15 Jun 2025 14:10 WIB`, `24-Jun-18`, `6/8/2025`)."""
    if match := PARTIAL.match(text):
        return _partial(match[1], match[2])
    if match := YEAR_FIRST.search(text):
        return _day(*map(int, match.groups()))
    if match := WORDS.search(text):
        return _day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := MONTH_FIRST.search(text):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    if match := NUMBERS.search(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        return _day(year, second, first) or _day(year, first, second)
    return None


def from_month(text: str) -> str | None:
    """Return the partial ISO day of a month with its year (`Juli 2019`, `7/2019`)."""
    word, year = text.replace("/", " ").split()
    month = int(word) if word.isdigit() else _month(word)
    return _partial(year, f"{month:02}")


def from_url(url: str) -> str | None:
    """Return the day (or month) that an address carries (`/read/20250702/`, `/2022/01/19/`, `/2022/01/`)."""
    for match in IN_URL.finditer(url):
        month, day = match["month"] or match["mm"], match["day"] or match["dd"]
        if found := _day(int(match["year"]), int(month), int(day)):
            return found
    match_month = MONTH_IN_URL.search(url)
    return _partial(match_month[1], match_month[2]) if match_month else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _partial(year: str, month: str | None) -> str | None:
    whole = _day(int(year), int(month or 1), 1)
    return whole and (whole[:7] if month else whole[:4])


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= CENTURY else 2000)  # noqa: PLR2004 (two digits)


def _month(word: str) -> int:
    """Return the number of a month's name, 0 for any other word."""
    return _months().get(word.lower(), 0)


@cache
def _months() -> dict[str, int]:
    english = {name.lower(): number for number, name in enumerate(month_name) if name}
    return english | {row["word"].lower(): int(row["month"]) for row in load("months")}
