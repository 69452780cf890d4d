"""What must stand around a date for it to be one."""

from __future__ import annotations

import re

from pipeline.extract.dates import words as near

AGENCY = re.compile(r"\s?\([A-Z][A-Za-z]{2}|[\s\0]{2,60}[-–—]")
"""`2/1 (ANTARA) -`: a day and month before the agency's name, which may have been blanked."""


def is_dated(match: re.Match[str]) -> bool:
    """Tell a date from a fraction: without a full year it needs a weekday, brackets or an agency's name beside it."""
    if len(match.groupdict().get("year") or "") == len("2019") or match["weekday"]:
        return not near.is_numbered(match.string, match.start())
    return match.string[match.start() - 1 : match.start()] == "(" or AGENCY.match(match.string, match.end()) is not None


def is_named_day(match: re.Match[str]) -> bool:
    """Tell a day from a place that is named after one (`Jalan 17 Agustus`)."""
    return near.word_before(match.string, match.start()) not in near.cues("place")


def is_month(match: re.Match[str]) -> bool:
    """Tell a month from a name (`Mei`): a word for time before it or a turn behind it."""
    return (
        near.word_before(match.string, match.start()) in near.cues("month")
        or near.turn_after(match.string, match.end()) != ""
    )


def is_weekday(match: re.Match[str]) -> bool:
    """Tell a day from a part of a name (`Pasar Minggu`, `Jumat Agung`) and from a habit (`setiap Senin`)."""
    before = near.word_before(match.string, near.without_day(match.string, match.start()))
    behind = match.string[match.end() : match.end() + 2]
    named = behind[:1] == " " and behind[1:].isupper()
    return not named and before not in near.cues("place") and before not in near.cues("habit")


def is_year(match: re.Match[str]) -> bool:
    """Tell a year from another number: a word for time before it, nothing that is counted behind it."""
    before = near.word_before(match.string, match.start())
    if before not in near.cues("year") or near.is_numbered(match.string, match.start()):
        return False
    return before in near.cues("lasting") or near.word_after(match.string, match.end()) not in near.cues("counted")


def is_year_range(match: re.Match[str]) -> bool:
    """Tell two years from the number of a law or a letter."""
    return not near.is_numbered(match.string, match.start())
