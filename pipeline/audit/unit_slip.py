"""A value in the wrong scale.

What: articles that tell of one event give it values of which one is a thousand or a million times the other.
Why: `juta` for `miliar`, `miliar` for `triliun`: the commonest slip, and the one that spoils every sum.
Example: `Rp13,2 juta` in one paper, `Rp13,2 miliar` in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.audit.totals import slip, told_events, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "unit_slip"
SEVERITY = ERROR


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every article whose value of an event is another's in a different scale."""
    slack = evidence.limits[CHECK]["slack"]
    for event_id, deals in told_events(evidence):
        said = totals(deals)
        for deal in said.values():
            other = next((each for each in said.values() if slip(deal.amount_idr, each.amount_idr, slack)), None)
            if other:
                cells = {"reported": str(deal.amount_idr), "expected": str(other.amount_idr)}
                row = evidence.amount_of(deal)
                yield finding(CHECK, SEVERITY, row, **cells, related_article_id=other.article_id, event_id=event_id)
