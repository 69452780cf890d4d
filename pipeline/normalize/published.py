"""The day of publication: from the input where it says, else from what the article tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Context, Fact
    from pipeline.normalize.dates import Date

SURE = {"metadata", "url", "dateline"}
"""What the input itself says about its publication."""

OPENING = 400
"""Characters from the start within which a dateline stands."""

DATELINE = re.compile(r"(?:^|\n)[^\n.!?\"“]{0,60}$")
"""Before the date of a dateline: at most a place, on the same line."""

DASH = re.compile(r"\)?[ \u00a0]{0,2}(?:[-–—|:]|\([A-Z]{3}|\n|pukul|\d{1,2}[.:]\d\d|$)")
"""Behind it: a dash, the agency, a clock time or the end of the line."""

APART = re.compile(r",[ \u00a0\n]$")
ENDED = re.compile(r"[.\n]|$")
"""What stands around a day that closes a sentence by itself."""


def settle(context: Context) -> tuple[str | None, str | None]:
    """Return the partial ISO date of publication and its basis.

    In order of trust: the input; a date in the dateline; the last day on which somebody spoke, or else the last day
    given with its weekday, never a planned one; the year of the footer; the year of a day said to be `lalu`.
    """
    article = context.article
    if article.published and article.published_basis in SURE:
        return article.published, article.published_basis
    days = [fact for fact in context.facts["dates"] if _is_past_day(fact)]
    spoken = [fact for fact in days if fact.mention.parts.get("tense") == "speech"]
    for basis, found in (
        ("dateline", [fact for fact in days if _in_dateline(fact, context.text)][:1]),
        ("speech", [fact for fact in spoken if _is_apart(fact, context.text)]),
        ("speech", [fact for fact in days if fact.value.weekday_ok is not None]),
    ):
        iso = max((fact.value.date for fact in found), default=None)
        if iso and _agrees(iso, article.published):
            return iso, basis
    if article.published:
        return article.published, article.published_basis
    year = max((fact.value.date[:4] for fact in days if fact.mention.parts.get("turn") == "past"), default=None)
    return year, "speech" if year else None


def _is_past_day(fact: Fact[Date]) -> bool:
    """Tell a day given in full from those that are planned or not known to the day."""
    parts = fact.mention.parts
    full = fact.value.precision == "day" and len(fact.value.date) == len("2019-01-02") and "day" in parts
    planned = parts.get("turn") == "future" or (parts.get("tense") == "future" and parts.get("turn") != "past")
    return full and not planned and (fact.value.basis == "explicit" or fact.value.weekday_ok is True)


def _is_apart(fact: Fact[Date], text: str) -> bool:
    """Tell the day of a quotation: with its weekday, in brackets, or behind a comma at the end of the sentence."""
    if fact.value.weekday_ok is not None or text[fact.start - 1 : fact.start] == "(":
        return True
    return (
        APART.search(text, max(0, fact.start - 2), fact.start) is not None and ENDED.match(text, fact.stop) is not None
    )


def _in_dateline(fact: Fact[Date], text: str) -> bool:
    return (
        fact.start < OPENING
        and DATELINE.search(text, 0, fact.start) is not None
        and DASH.match(text, fact.stop) is not None
    )


def _agrees(iso: str, footer: str | None) -> bool:
    """Tell whether the year fits that of the footer, which may be off by one around New Year."""
    return footer is None or abs(int(iso[:4]) - int(footer[:4])) <= 1
