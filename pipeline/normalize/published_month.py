"""The month or year of publication, where no day of an article tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize.date_resolution import month_number
from pipeline.normalize.day_bounds import AIMED, BOUND, ENDED, is_at_hand, is_behind
from pipeline.normalize.present_days import is_past_day

if TYPE_CHECKING:
    from pipeline.model import Context, Fact
    from pipeline.values import Date

OF_NOW = re.compile(r" ini\b")
"""Behind a month: it is that of writing."""


def month_or_year(context: Context) -> tuple[str | None, str | None]:
    """Return the last year said, where a day of it has passed, or one near the writing is planned or counted up to.

    News tells of the days of its own year. Its month, where it closes a sentence of speech (`kata Melati di Palu, awal
    Maret 2023.`) or is that of writing (`Maret ini`).
    """
    said = [
        fact
        for fact in context["dates"]
        if fact.value.basis == "explicit" and fact.mention.parts.get("turn") != "future"
    ]
    year = max((fact.value.date_stop[:4] for fact in said), default=None)
    month = max((fact.value.date_stop[:7] for fact in said if _is_month_of_speech(fact, context.text)), default=None)
    if month and month[:4] == year:
        return month, "speech"
    past = {
        fact.value.date[:4]
        for fact in said
        if is_past_day(fact, context.text)
        and not is_behind(AIMED, fact, context.text)
        and not is_behind(BOUND, fact, context.text)
    }
    if year not in past:
        year = _year_at_hand(context)
    return (_month_of_now(year, context) or year, "speech") if year else (None, None)


def _month_of_now(year: str, context: Context) -> str | None:
    """Return the month that is said to be that of writing (`Maret ini`), None where the year tells of later ones."""
    months = {
        f"{year}-{month_number(mention.parts['month']):02}"
        for mention in context.mentions["dates"]
        if mention.rule == "month_alone" and OF_NOW.match(context.text, mention.stop)
    }
    last = max((fact.value.date_stop[:7] for fact in context["dates"] if fact.value.basis == "explicit"), default=year)
    return months.pop() if len(months) == 1 and last <= min(months) else None


def _is_month_of_speech(fact: Fact[Date], text: str) -> bool:
    """Tell a month in which somebody spoke from one that is spoken of: it closes the sentence."""
    spoken = fact.mention.rule == "month" and fact.mention.parts.get("tense") == "speech"
    return spoken and ENDED.match(text, fact.stop) is not None


def _year_at_hand(context: Context) -> str | None:
    """Return the last year said, where the body gives a day or month of it that is near the time of writing."""
    said = [fact for fact in context["dates"] if fact.value.basis == "explicit"]
    year = max((fact.value.date_stop[:4] for fact in said), default=None)
    title = len(context.article.title or "")
    near = {fact.value.date_stop[:4] for fact in said if fact.start >= title and is_at_hand(fact, context.text)}
    return year if year in near else None
