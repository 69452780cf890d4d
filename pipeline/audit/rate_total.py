"""A rate that does not fit a total or another rate beside it.

What: two rates of one good that are said to be the same (`atau`, `setara`, `berarti`), or a rate, its duration and the
total, that do not agree.
Why: one of the figures, or its period, is wrong.
Example: `20 ton per bulan atau 2.400 ton per tahun`: twelve months give 240 tons.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.measure import base, plain, sized, written

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
PERIODS = {"hari": "day", "pekan": "week", "minggu": "week", "bulan": "month", "triwulan": "quarter", "tahun": "year"}
NUMBERS = ("se", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
SAME = re.compile(r"\b(?:atau|setara|berarti|artinya|alias|sama\sdengan|dengan\skata\slain)\b", re.IGNORECASE)
"""What says that two figures are one."""
LASTING = re.compile(
    rf"\bselama\s(?P<number>\d{{1,2}}\s|(?:{'|'.join(NUMBERS[1:])})\s|se)(?P<period>{'|'.join(PERIODS)})\b[^.;]*"
    r"\b(?:total|totalnya|seluruhnya|sehingga|jadi|berarti|menjadi)\b",
    re.IGNORECASE,
)
"""For how long a rate holds, and that its total follows."""
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
    if other.per and other.per != rate.per and SAME.search(between):
        times = DAYS[other.per] / DAYS[rate.per]
        return one[0] * times, f"{written(rate)} × {times:.3g}"
    lasting = None if other.per else LASTING.search(between)
    if not lasting:
        return None
    word = lasting["number"].strip().lower()
    number = int(word) if word.isdigit() else NUMBERS.index(word) + 1
    times = number * DAYS[PERIODS[lasting["period"].lower()]] / DAYS[rate.per]
    return one[0] * times, f"{written(rate)} × {times:.3g}"
