"""A number that can be read in two ways.

What: three digits behind the only separator of a scaled number, or a dot as decimal sign, where both readings are
plausible sums.
Why: the value may be a thousand times as much; the tables hold the reading of the Indonesian rules.
Example: `Rp1,542 miliar` (1.542 billion, or 1,542 billion?), `Rp13.7 miliar`; but not `Rp1,542 triliun`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "ambiguous_number"
SEVERITY = NOTE
GREATEST = 10**13
"""Rupiah; ten trillion is more than one deal, budget item or harvest is worth: a greater reading is none."""


@cache
def cases() -> dict[str, re.Pattern[str]]:
    """Return how such a number looks; thousands of trillions are written so, since there is no greater scale."""
    words = [row["word"] for row in load("numbers") if row["type"] in {"scale", "abbreviation"}]
    scale = rf"\s?-?(?:{'|'.join(words)})(?!\w)"
    patterns = {
        "thousands": rf"(?<![\d.,])\d{{1,3}}(?:,\d{{3}}|\.\d{{3}}(?!\s?[tT])){scale}",
        "point": rf"(?<![\d.,])\d{{1,3}}\.\d{{1,2}}{scale}",
    }
    return {case: re.compile(pattern, re.IGNORECASE) for case, pattern in patterns.items()}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every Rupiah amount whose number can be read in two ways."""
    for story in evidence:
        for amount in story.amounts:
            case = next((case for case, rule in cases().items() if rule.search(amount.text)), None)
            if case and _is_plausible(amount.text, amount.amount_idr):
                reported = "" if amount.amount_idr is None else str(amount.amount_idr)
                yield finding(CHECK, SEVERITY, amount, case=case, reported=reported)


def _is_plausible(text: str, value: int | None) -> bool:
    """Tell whether a comma could group thousands: whether the value a thousand times as much is a plausible sum."""
    return "," not in text or value is None or value * 1000 <= GREATEST
