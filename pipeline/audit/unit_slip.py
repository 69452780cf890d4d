"""A value in the wrong scale.

What: in one article, or in several about one event, one value is a thousand or a million times another.
Why: `juta` for `miliar`, `miliar` for `triliun`: the most common slip, and the one that spoils every sum.
Example: `Rp13,2 juta` in one paper, `Rp13,2 miliar` in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.audit.totals import slip, told_events, totals
from pipeline.audit.two_figures import told_twice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "unit_slip"
SEVERITY = ERROR


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value that the article, or another one of the event, gives in a different scale."""
    slack = evidence.limits[CHECK]["slack"]
    for story in evidence:
        for one, other in told_twice(story):
            if slip(one.amount_idr, other.amount_idr, slack):
                yield _finding(evidence, other, one, "here")
    for _, deals in told_events(evidence):
        said = totals(deals)
        for deal in said.values():
            other = next((each for each in said.values() if slip(deal.amount_idr, each.amount_idr, slack)), None)
            if other:
                yield _finding(evidence, deal, other, "elsewhere")


def _finding(evidence: Evidence, deal: Any, other: Any, case: str) -> Finding:
    cells = {"case": case, "reported": str(deal.amount_idr), "expected": str(other.amount_idr)}
    related = other.article_id if case == "elsewhere" else ""
    row = evidence.figure_of(deal)
    return finding(CHECK, SEVERITY, row, **cells, related_article_id=related, event_id=deal.event_id)
