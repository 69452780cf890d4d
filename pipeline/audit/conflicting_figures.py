"""Different figures for one event.

What: articles about one event give it different values. Wire copies are not counted as a second source. It is only a
note if one article also mentions the other's figure, for example as a part or an earlier count, or if a value is a
bound.
Why: at most one of them is right; the event keeps no value.
Example: `Rp13,2 miliar` in one paper, `Rp12,3 miliar` in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.evidence import has_figure
from pipeline.audit.finding import ERROR, NOTE, Finding, Severity, finding
from pipeline.audit.totals import denied, slip, told_events
from pipeline.link.deal_reports import MISSIONS
from pipeline.link.figures import ReportedValue, agree
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "conflicting_figures"
SEVERITY = ERROR
CASES: dict[str, Severity] = {"denied": ERROR, "open": NOTE}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every article whose value of an event another one denies."""
    same, slack = evidence.limits[CHECK]["same"], evidence.limits["unit_slip"]["slack"]
    for event_id, deals in told_events(evidence):
        pairs = list(denied(evidence, deals, same))
        for deal, theirs in pairs:
            if not slip(deal.amount_idr, theirs.amount_idr, slack):
                yield _finding(evidence, deal, theirs, "denied")
        if not pairs and event_id in evidence.conflicts:
            for deal, theirs in _apart(deals):
                yield _finding(evidence, deal, theirs, "open")


def _apart(deals: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield (deal, the one farthest from it) of the values that articles give an event and that do not agree."""
    greatest = {deal.article_id: deal for deal in sorted(_results(deals), key=lambda deal: _value(deal).size)}
    for deal in greatest.values():
        others = [each for each in greatest.values() if not agree(_value(each), _value(deal))]
        if others:
            yield deal, max(others, key=lambda each: abs(_value(each).size - _value(deal).size))


def _results(deals: list[Any]) -> list[Any]:
    """Return the deals that value what was done, else what was agreed: the gathering's own, else all of them."""
    for status in SETTLED:
        valued = [deal for deal in deals if deal.status == status and has_figure(deal)]
        if valued:
            return [deal for deal in valued if deal.kind in MISSIONS] or valued
    return []


def _value(deal: Any) -> ReportedValue:
    least, most = (None if end is None else int(end) for end in (deal.amount_min_idr, deal.amount_max_idr))
    return ReportedValue(least, most, deal.bound == "exact")


def _finding(evidence: Evidence, deal: Any, theirs: Any, case: str) -> Finding:
    reported, expected = (str(_value(each).size) for each in (deal, theirs))
    cells = {"case": case, "reported": reported, "expected": expected, "event_id": deal.event_id}
    return finding(CHECK, CASES[case], evidence.figure_of(deal), **cells, related_article_id=theirs.article_id)
