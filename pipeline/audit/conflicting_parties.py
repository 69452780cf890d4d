"""Different provinces for one event.

What: articles about one event give different provinces, and neither list is part of the other.
Why: one of them has a wrong province.
Example: `Jawa Timur dan Riau` in one paper, `Jawa Timur dan Kepulauan Riau` in another.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.totals import told_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "conflicting_parties"
SEVERITY = WARNING


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every article whose provinces of an event another one denies."""
    for event_id, deals in told_events(evidence):
        said: dict[str, set[str]] = defaultdict(set)
        first: dict[str, Any] = {}
        for deal in deals:
            said[deal.article_id] |= set(deal.parties.split(";"))
            first.setdefault(deal.article_id, deal)
        for article_id, parties in said.items():
            other = next((each for each, theirs in said.items() if not (theirs <= parties or parties <= theirs)), None)
            if other:
                cells = {"reported": ";".join(sorted(parties)), "expected": ";".join(sorted(said[other]))}
                yield finding(CHECK, SEVERITY, first[article_id], **cells, related_article_id=other, event_id=event_id)
