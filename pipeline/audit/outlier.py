"""A value far from the other deals of the same provinces.

What: a value that is many times, or a small fraction of, the usual value of deals between the same provinces.
Why: mostly the scale is wrong: `triliun` for `miliar`.
Example: `Rp214 triliun` beside a dozen missions of some Rp200 billion.
"""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.totals import totals

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
    """Yield a finding for every total of an event that lies far from those of other events of the same provinces."""
    groups: dict[frozenset[str], dict[str, list[Any]]] = {}
    for event_id, deals in evidence.events.items():
        for total in totals(deals).values():
            parties = frozenset(total.parties.split(";"))
            groups.setdefault(parties, {}).setdefault(event_id, []).append(total)
    for events in groups.values():
        for event_id, own in events.items():
            others = [each[0].amount_idr for other, each in events.items() if other != event_id]
            if len(others) >= evidence.limits[CHECK]["deals"]:
                yield from _weigh(evidence, own, [math.log(value) for value in others])


def _weigh(evidence: Evidence, totals: list[Any], others: list[float]) -> Iterator[Finding]:
    """Compare totals with the logarithms of others; robust statistics, so that a few odd ones don't matter."""
    limits = evidence.limits[CHECK]
    middle = median(others)
    spread = max(MAD_TO_DEVIATION * median(abs(value - middle) for value in others), LEAST_SPREAD)
    for deal in totals:
        distance = abs(math.log(deal.amount_idr) - middle)
        if distance >= math.log(limits["times"]) and distance >= limits["deviations"] * spread:
            cells = {"reported": str(deal.amount_idr), "expected": f"{math.exp(middle):.0f}"}
            yield finding(CHECK, SEVERITY, evidence.figure_of(deal), **cells, event_id=deal.event_id)
