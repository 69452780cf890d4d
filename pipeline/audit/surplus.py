"""A difference that is not a value of trade.

What: a surplus, deficit or difference that follows from two other amounts of the article.
Why: it must not be added to them.
Example: `penjualan Rp158,4 miliar`, `pembelian Rp56,2 miliar`, `surplus Rp102,2 miliar`.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.audit.cues import pattern
from pipeline.audit.finding import NOTE, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "surplus"
SEVERITY = NOTE

BEFORE_CHARS = 30
"""Characters before an amount in which it is called a difference."""
ROUNDED_SHARE = 0.005
MOST_AMOUNTS = 30
"""Amounts of an article; more are a table, where some two always differ by a third."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every difference of an article with deals that two other amounts of it give."""
    for story in evidence:
        values = sorted({row.amount_idr for row in story.amounts if row.amount_idr and not row.per_unit})
        if not story.deals or len(values) > MOST_AMOUNTS:
            continue
        for amount in story.amounts:
            said = amount.amount_idr and pattern("difference").search(
                story.text, amount.start - BEFORE_CHARS, amount.start
            )
            if said and _is_difference(amount.amount_idr, values):
                yield finding(CHECK, SEVERITY, amount, reported=str(amount.amount_idr))


def _is_difference(value: int, values: list[int]) -> bool:
    others = [each for each in values if each != value]
    return any(abs(high - low - value) <= ROUNDED_SHARE * value for low, high in combinations(others, 2))
