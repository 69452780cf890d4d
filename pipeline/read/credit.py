"""The day in first and closing lines: `(Radar Timur, 21 September 2024)`, `Raha, 21 Oktober 2024`, `Juni 2021`."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.read.published import from_month, from_words
from pipeline.read.words import branches, words

TAIL_CHARS = 600
"""Characters from the end in which the closing lines stand."""

CLOSING_LINES = 5
"""Closing lines looked at, from the last upward: names and offices may stand below the day."""

BRACKET = re.compile(r"(?:^|[.!?”\"’)] ?)\((?P<credit>[^()\n]{4,90})\)\Z")
"""A credit in brackets behind the last sentence, or on a line of its own."""

PLACED = re.compile(r"[A-Z][A-Za-z .’'-]{2,30}, (?=\d{1,2} [A-Z][a-z]{2,9} \d{4}\Z)")
"""A line with place and day, as letters end."""

CLOCK = r"(?:(?:,| \||) (?:pukul )?\d{1,2}[.:]\d\d(?: WIB| WITA| WIT)?)?"
"""The hour behind a day, with its zone."""
BEHIND = re.compile(CLOCK + r"\)?\.?(?:\s?\([^()\n]{1,30}\)|(?:,| \|) (?=[A-Z(]|oleh\b)[^\n]{1,60}|/[a-z]{2,6})?\)?\Z")
"""What stands behind it: the hour, initials in brackets, or who wrote."""
LONGEST_CHARS = 110
"""Characters of such a line."""
HEAD_CHARS = 500
"""Characters from the beginning of the body in which its first lines stand."""
FIRST_LINES = 2

COPYRIGHT = re.compile(r"\(?(?:©|\([cC]\)|[Cc]opyright) ?(?:©|\([cC]\))? ?(?P<year>(?:19|20)\d\d)\b")
END = r"\Z"
YEAR = re.compile(r"(?:^|[ ,/|])((?:19|20)\d\d)\Z")


@cache
def labelled() -> re.Pattern[str]:
    """Return the pattern of a line that begins with what a credit is about."""
    return re.compile(rf"\(?(?:{branches('credit')})\b[^\n.!?]{{0,80}}\Z")


@cache
def wordless() -> re.Pattern[str]:
    """Return the pattern of a word of a line that is no sentence: capitalised, a sign, or a small word of credits."""
    small = branches("credit_word")
    return re.compile(rf"(?:[A-Z\d&/(][\w.&’'/-]*[,:)]?|[|/·•—–-]|(?:{small}):?)(?:\s|\Z)")


@cache
def parted() -> re.Pattern[str]:
    """Return the pattern of what stands before the date of such a line."""
    issued = either(form(word) for word in words("issued") for form in (str, str.capitalize))
    return re.compile(rf"(?:\A|[,|/(·•—–:-] ?|(?:{issued}):? )\Z")


def published(view: str) -> str | None:
    """Return the partial ISO day of publication that the closing lines give, None where they give none."""
    lines = [line.strip() for line in view[-TAIL_CHARS:].rstrip().split("\n") if line.strip()]
    if len(view) <= TAIL_CHARS and lines:
        del lines[0]
    return next((day for line in lines[: -CLOSING_LINES - 1 : -1] if (day := _in_line(line))), None) or (
        _beside_names(lines[-1]) if lines else None
    )


def opening(view: str, begin: int) -> str | None:
    """Return the partial ISO day of a first line of a body that holds but names and a date: `Bontang, 3 Mei 2021`."""
    lines = [line.strip() for line in view[begin : begin + HEAD_CHARS].split("\n")[:-1] if line.strip()]
    return next((day for line in lines[:FIRST_LINES] if (day := _beside_names(line))), None)


def _beside_names(line: str) -> str | None:
    """Return the day, else the month, of a line that is no sentence: names, signs and one date."""
    if len(line) > LONGEST_CHARS:
        return None
    for pattern, read in ((_day(""), from_words), (_month(""), from_month)):
        match = pattern.search(line)
        if match and BEHIND.match(line, match.end()) and parted().search(line[: match.start()]):
            return read(match[1]) if _has_no_verb(line[: match.start()]) else None
    return None


def _has_no_verb(line: str) -> bool:
    """Tell whether words are names, signs and small words of credits only."""
    at = 0
    while match := wordless().match(line, at):
        at = match.end()
    return at == len(line)


def _in_line(line: str) -> str | None:
    if match := COPYRIGHT.match(line):
        return match["year"]
    bracket = BRACKET.search(line)
    if bracket:
        return _at_end(bracket["credit"]) or _in_front(bracket["credit"])
    if labelled().match(line) or PLACED.match(line):
        return _at_end(line.rstrip(")"))
    return None


def _at_end(credit: str) -> str | None:
    """Return the day, else the month, else the year with which a credit ends."""
    for pattern, read in ((_day(END), from_words), (_month(END), from_month), (YEAR, None)):
        if match := pattern.search(credit):
            return read(match[1]) if read else match[1]
    return None


def _in_front(credit: str) -> str | None:
    """Return the day or month that is the first part of a credit: `Juli 2024, tim liputan`."""
    part, comma, _ = credit.partition(", ")
    dated = comma and (_day("").fullmatch(part) or _month("").fullmatch(part))
    return _at_end(part) if dated else None


@cache
def _day(end: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?<!\d/)(\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]| (?:{_names()}) )\d{{4}}){end}")


@cache
def _month(end: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])((?:{_names()}) \d{{4}}|(?<=\()\d{{1,2}}/\d{{4}}(?=\))){end}")


def _names() -> str:
    return either(row["word"] for row in load("months"))
