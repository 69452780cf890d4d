"""Different days for one event.

What: articles about one event give different days for it. Wire copies are not counted as a second source.
Why: one of them may have taken the day of the interview for the day of the event.
Example: `Selasa (9/3/2021)` in one paper, `Rabu (10/3/2021)` in another.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.totals import told_events
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "conflicting_dates"
SEVERITY = WARNING

DAY = len("2021-03-09")
"""Characters of a date in full."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every article whose day of an event another one denies."""
    for event_id, deals in told_events(evidence):
        said: dict[str, dict[str, Any]] = defaultdict(dict)
        for deal in deals:
            if deal.status in SETTLED and len(deal.date or "") == DAY:
                said[deal.article_id].setdefault(deal.date, deal)
        for days in said.values():
            other = next((each for each, theirs in said.items() if not theirs.keys() & days.keys()), None)
            if other:
                day, deal = next(iter(days.items()))
                cells = {"reported": day, "expected": ";".join(sorted(said[other]))}
                row = evidence.date_of(deal)
                yield finding(CHECK, SEVERITY, row, **cells, related_article_id=other, event_id=event_id)
