"""The day in the closing lines: `(Radar Timur, 21 September 2024)`, `Raha, 21 Oktober 2024`, `Edisi April 2024`."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load
from pipeline.read.published import from_month, from_words

TAIL = 600
"""Characters from the end in which the closing lines stand."""

LINES = 5
"""Closing lines looked at, from the last upward: names and offices may stand below the day."""

BRACKET = re.compile(r"(?:^|[.!?”\"’)] ?)\((?P<credit>[^()\n]{4,90})\)\Z")
"""A credit in brackets behind the last sentence, or on a line of its own."""

LABELLED = re.compile(
    r"\(?(?:Edisi|Terbit|Terbitan|Redaksi|Penulis|Editor|Teks|Laporan|Tayang|Dimuat)\b[^\n.!?]{0,80}\Z"
)
"""A line that begins with what a credit is about."""

PLACED = re.compile(r"[A-Z][A-Za-z .’'-]{2,30}, (?=\d{1,2} [A-Z][a-z]{2,9} \d{4}\Z)")
"""A line with place and day, as letters end."""

COPYRIGHT = re.compile(r"\(?(?:©|\([cC]\)|[Cc]opyright) ?(?:©|\([cC]\))? ?(?P<year>(?:19|20)\d\d)\b")
YEAR = re.compile(r"(?:^|[ ,/|])((?:19|20)\d\d)\Z")


def published(view: str) -> str | None:
    """Return the partial ISO day of publication that the closing lines give, None where they give none."""
    lines = [line.strip() for line in view[-TAIL:].rstrip().split("\n") if line.strip()]
    if len(view) <= TAIL and lines:
        del lines[0]
    return next((day for line in lines[: -LINES - 1 : -1] if (day := _in_line(line))), None)


def _in_line(line: str) -> str | None:
    if match := COPYRIGHT.match(line):
        return match["year"]
    bracket = BRACKET.search(line)
    if bracket:
        return _at_end(bracket["credit"])
    if LABELLED.match(line) or PLACED.match(line):
        return _at_end(line.rstrip(")"))
    return None


def _at_end(credit: str) -> str | None:
    """Return the day, else the month, else the year with which a credit ends."""
    for pattern, read in ((_day(), from_words), (_month(), from_month), (YEAR, None)):
        if match := pattern.search(credit):
            return read(match[1]) if read else match[1]
    return None


@cache
def _day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?<!\d/)(\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]| (?:{_names()}) )\d{{4}})\Z")


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])((?:{_names()}) \d{{4}})\Z")


def _names() -> str:
    return "|".join(sorted((row["word"] for row in load("months")), key=lambda word: (-len(word), word)))
