"""Different figures for one event.

What: articles that tell of one event give it different values. Wire copies are no second source.
Why: at most one of them is right; no value is kept for the event.
Example: `Rp13,2 miliar` in one paper, `Rp12,3 miliar` in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.audit.totals import denied, slip, told_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "conflicting_figures"
SEVERITY = ERROR


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every article whose value of an event another one denies."""
    same, slack = evidence.limits[CHECK]["same"], evidence.limits["unit_slip"]["slack"]
    for event_id, deals in told_events(evidence):
        for deal, theirs in denied(evidence, deals, same):
            if not slip(deal.amount_idr, theirs.amount_idr, slack):
                cells = {"reported": str(deal.amount_idr), "expected": str(theirs.amount_idr), "event_id": event_id}
                row = evidence.figure_of(deal)
                yield finding(CHECK, SEVERITY, row, **cells, related_article_id=theirs.article_id)
