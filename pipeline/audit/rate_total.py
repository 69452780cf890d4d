"""A rate that does not fit a total or another rate beside it.

What: two rates of one good that are said to be the same (`atau`, `setara`, `berarti`), or a rate, its duration and the
total, that do not agree.
Why: one of the figures, or its period, is wrong.
Example: `20 ton per bulan atau 2.400 ton per tahun`: twelve months give 240 tons.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern, words
from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.measure import base, plain, sized, written
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "rate_total"
SEVERITY = WARNING

DAYS = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal(365) / 12,
    "quarter": Decimal(365) / 4,
    "year": Decimal(365),
}
"""Days of a period, the mean of a common year."""
ONE = "se"
"""Stands before a period without a space."""
NEAR_CHARS = 120
"""Characters between the two figures."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every rate that does not give what stands beside it."""
    slack = Decimal(str(evidence.limits[CHECK]["slack"]))
    for story in evidence:
        for rate, other in pairwise(story.quantities):
            expected = _expected(story, rate, other)
            size = sized(other)
            if expected and size and abs(expected[0] - size[0]) > slack * expected[0]:
                told = (expected[0] / base(other.unit)[1]).quantize(Decimal("0.1")).normalize()
                cells = {"reported": plain(other.quantity), "expected": plain(told), "reckoning": expected[1]}
                yield finding(CHECK, SEVERITY, other, **cells)


def _expected(story: ArticleTables, rate: Any, other: Any) -> tuple[Decimal, str] | None:
    """Return what a rate gives for the period of another figure, and how; None where nothing says that it should."""
    one, two = sized(rate), sized(other)
    between = story.text[rate.stop : other.start]
    if not rate.per or not one or not two or one[1] != two[1] or len(between) > NEAR_CHARS:
        return None
    if story.sentence(rate.start) != story.sentence(other.start) or rate.commodity != other.commodity:
        return None
    if other.per and other.per != rate.per and pattern("equal").search(between):
        times = DAYS[other.per] / DAYS[rate.per]
        return one[0] * times, f"{written(rate)} × {times:.3g}"
    lasting = None if other.per else _lasting().search(between)
    if not lasting:
        return None
    word = lasting["number"].strip().lower()
    number = int(word) if word.isdigit() else _counts()[word]
    times = number * DAYS[_periods()[lasting["period"].lower()]] / DAYS[rate.per]
    return one[0] * times, f"{written(rate)} × {times:.3g}"


@cache
def _periods() -> dict[str, str]:
    """Return by word the period that it names, those of a rate whose length is known."""
    return {row["word"]: row["period"] for row in load("units") if row["period"] in DAYS}


@cache
def _counts() -> dict[str, int]:
    """Return by word the count that it names, `se` of `sehari` among them."""
    return {row["word"]: int(row["value"]) for row in load("date_numbers") if row["kind"] == "count"}


@cache
def _lasting() -> re.Pattern[str]:
    """Return the pattern of how long a rate holds, and that its total follows."""
    several = either(_counts().keys() - {ONE}, r"\s")
    count = rf"\d{{1,2}}\s|(?:{several})\s|{ONE}"
    return re.compile(
        rf"\bselama\s(?P<number>{count})(?P<period>{either(_periods())})\b[^.;]*\b(?:{words('follows')})\b",
        re.IGNORECASE,
    )
