"""A value and quantity that give an unusual price.

What: a value and its quantity give a unit price many times higher or lower than the prices of that good in the other
articles of the folder, stated or calculated in the same way.
Why: one of the two figures is wrong, mostly in its scale.
Example: `500 ton beras senilai Rp47 miliar`, Rp94,000 a kilogram, where rice costs Rp9,000 to Rp12,000 elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.measure import Price, prices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "implied_price"
SEVERITY = WARNING

MOST_PRICES = 200
"""Prices of a good that one is compared with."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value that makes a good far dearer or cheaper than elsewhere."""
    limits = evidence.limits[CHECK]
    for told in _by_good(evidence).values():
        for price in told:
            others = [each for each in told[:MOST_PRICES] if each.row.article_id != price.row.article_id]
            if not price.reckoning or len(others) < limits["prices"]:
                continue
            usual = Decimal(median(each.rupiah for each in others))
            if not usual / Decimal(limits["times"]) < price.rupiah < usual * Decimal(limits["times"]):
                cells = {"reported": f"{price.rupiah:.0f}", "expected": f"{usual:.0f}", "reckoning": price.reckoning}
                yield finding(CHECK, SEVERITY, price.row, **cells)


def _by_good(evidence: Evidence) -> dict[tuple[str, str], list[Price]]:
    """Return the prices of each good by its unit; wire copies are no second source."""
    found = defaultdict(list)
    for story in evidence:
        if not evidence.is_copy(story.article_id):
            for price in prices(story):
                if price.good:
                    found[price.good, price.unit].append(price)
    return found
