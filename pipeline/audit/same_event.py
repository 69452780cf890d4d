"""One event, several articles.

What: an article reports an event that another article reports too.
Why: its value must be counted once.
Example: two papers report one trade mission with the same total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.audit.totals import told_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "same_event"
SEVERITY = NOTE


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every article that shares an event with another one."""
    for event_id, deals in told_events(evidence):
        first = {deal.article_id: deal for deal in reversed(deals)}
        for article_id, deal in sorted(first.items()):
            other = min(each for each in first if each != article_id)
            cells = {"reported": str(len(first)), "related_article_id": other, "event_id": event_id}
            yield finding(CHECK, SEVERITY, evidence.figure_of(deal), **cells)
