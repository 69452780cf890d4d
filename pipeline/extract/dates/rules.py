"""The rules that find dates, in groups by what a date begins with."""

from __future__ import annotations

import re
from functools import partial

from pipeline.extract.dates.guards import is_dated, is_month, is_named_day, is_weekday, is_year, is_year_range
from pipeline.extract.dates.relative import relative
from pipeline.extract.dates.words import SPACE as S
from pipeline.extract.dates.words import cues, either, words
from pipeline.extract.rule import Rule, begins

FREE = r"(?<!\d[.,])(?<![\w/+-])"
"""A number may begin here: not within a larger figure, code or path."""
END = r"(?![\d/]|[.,-]\d)"
"""A number ends here."""
YEAR = r"(?:1[5-9]|20)\d\d"
SHORT_OR_LONG = rf"(?:{YEAR}|\d\d)"
SLASH = rf"{S}?/{S}?"
TAIL = rf"(?(open)(?:{S}?\))?)"
"""The bracket behind a day, where one stands before it."""

DAY, MONTH = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"

_date = partial(begins, flags=re.IGNORECASE)


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


def _numeric_range() -> str:
    start = rf"{DAY}(?:/{MONTH}(?:/(?P<start_year>{SHORT_OR_LONG}))?)?"
    last = rf"(?P<stop_day>\d{{1,2}}){SLASH}(?P<stop_month>\d{{1,2}})(?:{SLASH}(?P<year>{SHORT_OR_LONG}))?{END}"
    return rf"{_head()}{start}{_joined()}(?P<last>{last}){TAIL}"


def _named_range() -> str:
    month, weekday = either(words("months")), either(words("weekdays"))
    start = rf"{DAY}(?:{S}(?P<month>{month})\b\.?(?:{S}(?P<start_year>{YEAR}))?)?"
    last = rf"(?P<stop_day>\d{{1,2}}){S}(?P<stop_month>{month})\b\.?{_said_year()}?"
    return rf"{_head()}{start}{_joined()}(?:(?:{weekday})(?:,{S}?|{S}\(?))?(?P<last>{last}){TAIL}"


def _named_day() -> str:
    year = rf"(?:[-/](?P<short_year>{YEAR}){END}|{_said_year()})"
    return rf"{_head()}{DAY}{S}{{0,2}}[-/]?(?P<month>{either(words('months'))})\b\.?{year}?{TAIL}"


def _lasting() -> str:
    """Return the pattern of the months that are no other word."""
    return either(words("months", policy="alone"))


def _month_range() -> str:
    start = rf"\b(?P<month>{_lasting()})(?:{S}(?P<start_year>{YEAR}))?"
    last = rf"(?P<stop_month>{_lasting()})\b{_said_year()}?"
    return rf"{start}{_joined()}(?:bulan{S})?(?P<last>{last})"


def _period() -> str:
    ordinal = either(words("date_numbers", kind="ordinal"))
    return (
        rf"\b(?P<period>{either(words('periods'))})[- \u00a0\n]?(?:ke-?{S}?)?(?P<ordinal>{ordinal})\b"
        rf"(?:(?:{_until()}|{_and()})(?P<stop_ordinal>{ordinal})\b)?"
        rf"(?:{S}?[-/]{S}?(?P<short_year>{YEAR}){END}|{_said_year()})?"
    )


def _year_range() -> str:
    label = rf"(?:(?:{either(cues('year_label'))}){S})?"
    until = rf"{S}?[-–—/]{S}?|{S}(?:{either(cues('until'))}){S}{label}"
    return rf"{FREE}(?P<year>{YEAR})(?:{until})(?P<stop_year>{YEAR}){END}(?!\w)"


def _weekday() -> str:
    weekday = either(words("weekdays"))
    return (
        rf"(?<!\w)(?<!\w[-–—/])(?P<weekday>{either(words('weekdays', policy='alone'))})\b"
        rf"(?!{S}?[-–—/]{S}?(?:{weekday})\b|{S}(?:{either(cues('until'))}){S}(?:{weekday})\b)"
        rf"(?=(?P<beside>{S}?[(/]{S}?\d)?)"
    )


def _last(pieces: dict[str, str]) -> dict[str, str] | None:
    """Return the pieces of the last day or month of a range, None where there is no range."""
    renamed = {"stop_day": "day", "stop_month": "month", "year": "year", "year_word": "year_word"}
    return {renamed[key]: piece for key, piece in pieces.items() if key in renamed} if "last" in pieces else None


BY_DAY = (
    Rule("numeric_range", _date(_numeric_range), is_dated),
    Rule(
        "numeric_day",
        _date(lambda: rf"{_head()}{DAY}{SLASH}{MONTH}{SLASH}(?P<year>{SHORT_OR_LONG}){END}{TAIL}"),
        is_dated,
    ),
    Rule(
        "dashed_day",
        _date(lambda: rf"{_head()}{DAY}(?P<mark>[-.]){MONTH}(?P=mark)(?P<year>{YEAR}){END}{TAIL}"),
        is_dated,
    ),
    Rule("named_range", _date(_named_range)),
    Rule("named_day", _date(_named_day), is_named_day),
    Rule("numeric_day_month", _date(lambda: rf"{_head()}{DAY}{SLASH}{MONTH}{END}{TAIL}"), is_dated),
)
"""With a day of the month or a weekday before it."""

FOREIGN_DAY = Rule(
    "foreign_day", _date(lambda: rf"{FREE}(?P<words>\d{{1,2}}{S}(?-i:[A-Z])(?!ahun)[a-z]{{2,8}}{S}{YEAR}){END}")
)
WEEKDAY = Rule("weekday", _date(_weekday), is_weekday)

BY_YEAR = (
    Rule("iso_day", _date(lambda: rf"{FREE}(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")),
    Rule("year_range", _date(_year_range), is_year_range),
    Rule("year", _date(lambda: rf"{FREE}(?P<year>{YEAR}){END}(?!\w|{S}?%|-an\b)"), is_year),
)

BY_MONTH = (
    Rule("month_range", _date(_month_range)),
    Rule("month", _date(lambda: rf"\b(?P<month>{either(words('months'))})\b\.?{_said_year()}")),
    Rule(
        "month_alone",
        _date(lambda: rf"\b(?P<month>{_lasting()})\b(?![-/]|,{S}(?:{either(words('months'))})\b)"),
        is_month,
    ),
)

PERIOD = Rule("period", _date(_period))

RELATIVE = Rule("relative", relative)

LAST = (Rule("last_day", _last, lambda pieces: "day" in pieces), Rule("last_month", _last))
"""The end of a range, a mention of its own."""

RULES = (*BY_DAY, FOREIGN_DAY, WEEKDAY, *BY_YEAR, *BY_MONTH, PERIOD, RELATIVE, *LAST)
