"""The rules that find dates, by name, and the scans that find where a date may begin."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.dates.words import SPACE as S
from pipeline.extract.dates.words import cues, either, shapes, words
from pipeline.lexicon import load

FREE = r"(?<!\d[.,])(?<![\w/+-])"
"""A number may begin here: not within a larger figure, code or path."""
END = r"(?![\d/]|[.,-]\d)"
"""A number ends here."""
YEAR = r"(?:1[5-9]|20)\d\d"
SHORT_OR_LONG = rf"(?:{YEAR}|\d\d)"
SLASH = rf"{S}?/{S}?"
TAIL = rf"(?(open)(?:{S}?\))?)"
"""The bracket behind a day, where one stands before it."""

BY_DAY = ("numeric_range", "numeric_day", "dashed_day", "named_range", "named_day", "numeric_day_month")
BY_NUMBER = (*BY_DAY, "foreign_day")
BY_YEAR = ("iso_day", "year_range", "year")
BY_WEEKDAY = (*BY_DAY, "weekday")
BY_MONTH = ("month_range", "month", "month_alone")
BY_PERIOD = ("period",)
"""Rules to try where a day, a weekday, a number, a year, a month or a period begins, in order of trust."""


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Return the rules by name, built once per process."""
    patterns = _numeric() | _named() | _longer()
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _until() -> str:
    return rf"(?:{S}{{0,2}}[-–—]{S}{{0,2}}|{S}(?:{either(cues('until'))}){S})"


def _and() -> str:
    return rf"(?:{S}(?:{either(cues('and'))}){S})"


def _joined() -> str:
    """Return what stands between two days of a range, or of a list where the first one leaves its year to the last."""
    return rf"(?(start_year){_until()}|(?:{_until()}|(?P<list>{_and()})))"


def _said_year() -> str:
    """Return what gives a day its year: `tahun anggaran 2020`, `tahun lalu`."""
    label, kind = either(cues("year_label")), either(cues("year_kind"))
    return (
        rf"(?:,?{S}{{1,2}}(?:(?:{label}){S}(?:(?:{kind}){S})?)?(?P<year>{YEAR}){END}"
        rf"|{S}(?P<year_word>{either(words('relative_days', unit='year'))}))"
    )


def _head() -> str:
    """Return the pattern of what may stand before a day: `Rabu malam (`, `Senin-Selasa, tanggal `."""
    weekday = either(words("weekdays"))
    return (
        rf"{FREE}(?:(?P<weekday>{weekday})(?:{S}(?P<part>{either(words('day_parts'))}))?"
        rf"(?:(?:{_until()}|{_and()}|/)(?:{weekday}))?{S}?[,/]?{S}{{0,2}}(?P<open>\({S}?)?"
        rf"(?:(?:{either(cues('day_label'))}){S})?)?"
    )


def _numeric() -> dict[str, str]:
    head, day, month = _head(), r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
    start = rf"{day}(?:/{month}(?:/(?P<start_year>{SHORT_OR_LONG}))?)?"
    last = rf"(?P<stop_day>\d{{1,2}}){SLASH}(?P<stop_month>\d{{1,2}})(?:{SLASH}(?P<year>{SHORT_OR_LONG}))?{END}"
    return {
        "numeric_range": rf"{head}{start}{_joined()}(?P<last>{last}){TAIL}",
        "numeric_day": rf"{head}{day}{SLASH}{month}{SLASH}(?P<year>{SHORT_OR_LONG}){END}{TAIL}",
        "numeric_day_month": rf"{head}{day}{SLASH}{month}{END}{TAIL}",
        "dashed_day": rf"{head}{day}(?P<mark>[-.]){month}(?P=mark)(?P<year>{YEAR}){END}{TAIL}",
        "iso_day": rf"{FREE}(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
    }


def _named() -> dict[str, str]:
    head, day, month, weekday = _head(), r"(?P<day>\d{1,2})", either(words("months")), either(words("weekdays"))
    last = rf"(?P<stop_day>\d{{1,2}}){S}(?P<stop_month>{month})\b\.?{_said_year()}?"
    return {
        "named_range": (
            rf"{head}{day}(?:{S}(?P<month>{month})\b\.?(?:{S}(?P<start_year>{YEAR}))?)?"
            rf"{_joined()}(?:(?:{weekday})(?:,{S}?|{S}\(?))?(?P<last>{last}){TAIL}"
        ),
        "named_day": (
            rf"{head}{day}{S}{{0,2}}[-/]?(?P<month>{month})\b\.?(?:[-/](?P<short_year>{YEAR}){END}|{_said_year()})?{TAIL}"
        ),
        "foreign_day": rf"{FREE}(?P<words>\d{{1,2}}{S}(?-i:[A-Z])(?!ahun)[a-z]{{2,8}}{S}{YEAR}){END}",
    }


def _longer() -> dict[str, str]:
    weekday, month = either(words("weekdays")), either(words("months"))
    lasting = either(words("months", policy="alone"))
    ordinal = either(words("date_numbers", kind="ordinal"))
    until = either(cues("until"))
    until_year = rf"{S}?[-–—/]{S}?|{S}(?:{until}){S}(?:(?:{either(cues('year_label'))}){S})?"
    last = rf"(?P<stop_month>{lasting})\b{_said_year()}?"
    return {
        "month_range": (
            rf"\b(?P<month>{lasting})(?:{S}(?P<start_year>{YEAR}))?{_joined()}(?:bulan{S})?(?P<last>{last})"
        ),
        "month": rf"\b(?P<month>{month})\b\.?{_said_year()}",
        "month_alone": rf"\b(?P<month>{lasting})\b(?![-/]|,{S}(?:{month})\b)",
        "period": (
            rf"\b(?P<period>{either(words('periods'))})[- \u00a0\n]?(?:ke-?{S}?)?(?P<ordinal>{ordinal})\b"
            rf"(?:(?:{_until()}|{_and()})(?P<stop_ordinal>{ordinal})\b)?"
            rf"(?:{S}?[-/]{S}?(?P<short_year>{YEAR}){END}|{_said_year()})?"
        ),
        "year_range": rf"{FREE}(?P<year>{YEAR})(?:{until_year})(?P<stop_year>{YEAR}){END}(?!\w)",
        "year": rf"{FREE}(?P<year>{YEAR}){END}(?!\w|{S}?%|-an\b)",
        "weekday": (
            rf"(?<!\w)(?<!\w[-–—/])(?P<weekday>{either(words('weekdays', policy='alone'))})\b"
            rf"(?!{S}?[-–—/]{S}?(?:{weekday})\b|{S}(?:{until}){S}(?:{weekday})\b)(?=(?P<beside>{S}?[(/]{S}?\d)?)"
        ),
    }


@cache
def apposition() -> re.Pattern[str]:
    """Return a pattern for the date that says a day word over again: `besok, Kamis (19/2/2026)`."""
    return re.compile(rf"[ ,\n]{{1,2}}(?:(?:{either(words('weekdays'))})[ ,\n]{{0,2}})?\(?\d{{1,2}}[/ -]")


@cache
def relatives() -> dict[str, dict[str, str]]:
    """Return the phrases that count from the day of writing by surface; `Minggu lalu` may be a Sunday: not here."""
    found = {row["word"]: row for row in load("relative_days")}
    return found | {phrase.capitalize(): row for phrase, row in found.items() if not phrase.startswith("minggu")}


@cache
def opening() -> re.Pattern[str]:
    """Return a pattern that a number must match to begin a date; it spares the rules most numbers of a text."""
    month = either({word[:3] for word in words("months")})
    year, day = r"(?:1[5-9]|20)\d\d(?!\d)", r"\d{1,2}(?!\d)"
    joint = either(cues("until") | cues("and"))
    behind = rf"{S}{{0,2}}(?:[-–—./]{S}{{0,2}}\d|[-/]?(?i:{month})|{joint}|[A-Z][a-z])"
    return re.compile(rf"{FREE}(?:(?P<year>{year})|{day}{behind})")


@cache
def beginnings() -> dict[str, tuple[str, ...]]:
    """Return which rules to try behind which word."""
    periods = [shape for word in words("periods") for shape in (word, word.capitalize(), word.upper())]
    return {
        **dict.fromkeys(shapes(words("weekdays")), BY_WEEKDAY),
        **dict.fromkeys(shapes(words("months")), BY_MONTH),
        **dict.fromkeys(periods, BY_PERIOD),
    }


@cache
def scans() -> tuple[re.Pattern[str], ...]:
    """Return two scans, numbers with capitals and words in small letters.

    Each is a plain list of literals, which lets the engine skip by first letter; capitals are rare and so found fast.
    """
    small = [word for word in beginnings() if word[0].islower()]
    large = [word for word in beginnings() if word[0].isupper()]
    phrases = list(relatives())
    digits = "|".join(rf"{digit}\d*" for digit in range(10))
    rare = either(large + [phrase for phrase in phrases if phrase[0].isupper()])
    return re.compile(f"{digits}|{rare}"), re.compile(_by_letter(small + [p for p in phrases if p[0].islower()]))


def _by_letter(phrases: list[str]) -> str:
    """Return a pattern for any of the phrases that branches by first letter, which is faster than one long list."""
    letters = sorted({phrase[0] for phrase in phrases})
    tails = {letter: either(phrase[1:] for phrase in phrases if phrase[0] == letter) for letter in letters}
    return "|".join(f"{letter}(?:{tail})" for letter, tail in tails.items())
