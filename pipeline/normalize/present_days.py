"""Days that a text ties to its own time: of a dateline, `hari ini (18/12)`, `kemarin (4/10)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Fact, Mention
    from pipeline.values import Date

SINGLE = {"numeric_day", "numeric_day_month", "dashed_day", "named_day", "iso_day", "foreign_day"}
"""Rules that find one day by itself."""

OPENING_CHARS = 400
"""Characters from the start within which a dateline stands."""

DATELINE = re.compile(r"(?:^|\n)[ \u00a0]*(?:[A-Z][^\n.!?\"“,(:]{1,30}[,(][ \u00a0]?){0,3}\(?$")
DASH = re.compile(r"\)?(?:[ \u00a0\0]{0,60}[-–—|:/]|[ \u00a0]{0,2}(?:\([A-Z][A-Za-z]{2}|pukul|\d{1,2}[.:]\d\d))")
"""Nothing but names of places before the date of a dateline, and behind it a dash, the agency or a clock time."""

NAME = r"(?!(?:Di|Pada|Dari|Sejak) )[A-Z][\w.'’-]{1,20}(?: (?:[A-Z][\w.'’-]{0,20}|&)){0,4}"
NAMES = re.compile(rf"(?:^|\n)[ \u00a0]*(?:{NAME}[ \u00a0]?(?:\)?,|[(|])[ \u00a0]?){{1,3}}\(?$")
SENTENCE_END = re.compile(r"\)?\. ")
"""The same without a dash: capitals alone before the date, and behind it the end of the sentence."""

LINE = re.compile(r"(?:^|\n)[ \u00a0]*$")
LINE_END = re.compile(r"[ \u00a0]*(?:\n|$)")
"""A date alone on its line."""

YESTERDAY = re.compile(r"\bkemarin,? \(?$", re.IGNORECASE)
REACH_CHARS = len("kemarin, (")


def is_present(day: Mention, text: str) -> bool:
    """Tell whether a day is one of those."""
    return is_today(day) or is_yesterday(day, text) or in_dateline(day, text)


def is_today(day: Mention) -> bool:
    """Tell whether a day is said to be that of writing."""
    return day.parts.get("turn") == "today"


def is_yesterday(day: Mention, text: str) -> bool:
    """Tell whether a day is said to be the one before that of writing."""
    return YESTERDAY.search(text, max(0, day.start - REACH_CHARS), day.start) is not None


def in_dateline(day: Mention, text: str) -> bool:
    """Tell whether a day stands in a dateline: near the top behind names of places, and before what ends it."""
    if day.start >= OPENING_CHARS:
        return False
    sides = ((DATELINE, DASH), (NAMES, SENTENCE_END), (LINE, LINE_END))
    return any(before.search(text, 0, day.start) and behind.match(text, day.stop) for before, behind in sides)


def is_past_day(fact: Fact[Date], text: str) -> bool:
    """Tell a single day given in full from those that are planned or not known to the day."""
    value, turn = fact.value, fact.mention.parts.get("turn")
    full = value.basis == "explicit" or value.weekday_ok is True or is_present(fact.mention, text)
    planned = turn == "future" or (turn is None and fact.mention.parts.get("tense") == "future")
    return fact.mention.rule in SINGLE and value.date_start == value.date_stop and full and not planned
