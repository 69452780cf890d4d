"""A value far from the other deals of the same provinces.

What: a value that is many times, or a small part of, what deals of the same provinces are worth as a rule.
Why: mostly a scale: `triliun` for `miliar`.
Example: `Rp214 triliun` beside a dozen missions of some Rp200 billion.
"""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.audit.evidence import SETTLED
from pipeline.audit.finding import WARNING, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "outlier"
SEVERITY = WARNING

MAD_TO_DEVIATION = 1.4826
"""Median absolute deviation to standard deviation, for a normal distribution."""
LEAST_SPREAD = math.log(2) / 2
"""So that deals that are all alike don't make an outlier of the next one."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value that lies far from the others; robust statistics on logarithms."""
    groups: dict[frozenset[str], list[Any]] = {}
    for deal in evidence.deals:
        if (
            deal.status in SETTLED
            and deal.amount_idr
            and deal.scope != "cumulative"
            and not evidence.is_copy(deal.article_id)
        ):
            groups.setdefault(frozenset(deal.parties.split(";")), []).append(deal)
    limits = evidence.limits[CHECK]
    for deals in groups.values():
        if len(deals) <= limits["deals"]:
            continue
        values = [math.log(deal.amount_idr) for deal in deals]
        middle = median(values)
        spread = max(MAD_TO_DEVIATION * median(abs(value - middle) for value in values), LEAST_SPREAD)
        for deal, value in zip(deals, values, strict=True):
            distance = abs(value - middle)
            if distance >= math.log(limits["times"]) and distance >= limits["deviations"] * spread:
                cells = {"reported": str(deal.amount_idr), "expected": f"{math.exp(middle):.0f}"}
                yield finding(CHECK, SEVERITY, evidence.amount_of(deal), **cells, event_id=deal.event_id)
