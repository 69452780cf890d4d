"""A quantity that is a thousand times as large elsewhere in the article.

What: two quantities of one good, in one unit and with the same digits, one a thousand times the other.
Why: `48.300 ton` read or written as 48.3: the dot that groups thousands was taken for a decimal sign, or the reverse.
Example: `48.300 ton jagung` in the title, `48,3 ton jagung` in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.audit.measure import plain, sized, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pipeline.audit.evidence import Evidence

CHECK = "quantity_slip"
SEVERITY = ERROR


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every quantity of which the article also has the thousandth, digit for digit."""
    fewest = evidence.limits[CHECK]["fewest_digits"]
    for story in evidence:
        seen: dict[tuple[str, str, str, Decimal], Any] = {}
        for row in story.quantities:
            if told := sized(row):
                seen.setdefault((row.commodity, row.unit, row.per, told[0]), row)
        for (good, unit, per, size), row in seen.items():
            larger = seen.get((good, unit, per, size * 1000))
            if larger and good and _digits(size) >= fewest:
                later, first = (row, larger) if row.start > larger.start else (larger, row)
                cells = {"reported": plain(later.quantity), "expected": plain(first.quantity)}
                yield finding(CHECK, SEVERITY, later, **cells, reckoning=written(first))


def _digits(value: Decimal) -> int:
    """Return how many digits a number has between its first and its last that is not zero."""
    return len(value.normalize().as_tuple().digits)
