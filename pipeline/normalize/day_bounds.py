"""Words before a day that tell what it bounds: `sejak`, `mulai`, `hingga`; and days near the time of writing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Fact
    from pipeline.values import Date

AIMED = re.compile(r"\b(?:mulai|sampai|hingga) $", re.IGNORECASE)
BOUND = re.compile(r"\b(?:sejak|semenjak) $", re.IGNORECASE)
"""Words before a day until or from which something goes on, and since which it does."""
ALONG = re.compile(r"\bsepanjang (?:periode )?$", re.IGNORECASE)
"""Words before several days that are looked back at as one time."""
ENDED = re.compile(r"[.\n]|$")
"""Behind a day or month that closes its sentence."""
REACH_CHARS = len(" sepanjang periode ")
"""Characters before a day in which such a word stands."""

WEEK = timedelta(days=7)

ENDING = re.compile(r"\b(?:sampai|hingga|sebelum) $", re.IGNORECASE)
REACHED_BY_NOW = re.compile(r"[^\w.]{1,2}(?:sudah|telah|baru|tercatat)\b")
"""Words before a day that ends something, and behind one up to which something was counted."""

ACCOUNTED = {"day", "month", "quarter", "semester"}
"""How exactly a date must be given to tell the year of writing: a year alone may be any."""

AHEAD, LAST_MONTH = "02", "12"
"""What is planned for January or February may stand in the news of the year before; December is told in the next."""


def is_behind(words: re.Pattern[str], fact: Fact[Date], text: str) -> bool:
    """Tell whether such words stand right before a day."""
    return words.search(text, max(0, fact.start - REACH_CHARS), fact.start) is not None


def is_at_hand(fact: Fact[Date], text: str) -> bool:
    """Tell a planned day, or a month, quarter or semester of account, of the year of writing.

    None are those since or until which something goes on, and planned days with a weekday, which say more than a year.
    """
    value, parts = fact.value, fact.mention.parts
    if value.precision not in ACCOUNTED or "weekday" in parts or is_behind(BOUND, fact, text):
        return False
    if is_behind(ENDING, fact, text):
        return is_counted_up_to(fact, text)
    is_ahead = "future" in {parts.get("turn"), parts.get("tense")} or is_behind(AIMED, fact, text)
    return value.date_start[5:7] > AHEAD if is_ahead else value.date_stop[5:7] < LAST_MONTH


def is_counted_up_to(fact: Fact[Date], text: str) -> bool:
    """Tell a day or month up to which something was counted: `hingga 25 Juni 2018 sudah 40 ton`."""
    return is_behind(ENDING, fact, text) and REACHED_BY_NOW.match(text, fact.stop) is not None


def is_week_told(fact: Fact[Date], text: str) -> bool:
    """Tell days of one week that are looked back at (`sepanjang 6-12 Mei 2024`), as is done at the end of it."""
    first, last = date.fromisoformat(fact.value.date_start), date.fromisoformat(fact.value.date_stop)
    return last - first < WEEK and is_behind(ALONG, fact, text)
