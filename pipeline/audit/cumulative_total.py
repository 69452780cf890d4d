"""A total over several events beside values of single events.

What: an article gives the total of several events, and also values of single events.
Why: the total contains them; they must not be added.
Example: `tiga misi dagang menghasilkan Rp98,35 miliar`: `Jawa Timur Rp52,4 miliar, Jawa Tengah Rp27,6 miliar ...`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "cumulative_total"
SEVERITY = NOTE

FEWEST_EVENTS = 2


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every cumulative total whose article has values of single events too."""
    for story in evidence:
        for total in story.deals:
            single = [deal for deal in story.deals if _is_in(deal, total)]
            if len(single) >= FEWEST_EVENTS:
                cells = {"reported": str(total.amount_idr), "expected": str(len(single))}
                yield finding(CHECK, SEVERITY, evidence.figure_of(total), **cells)


def _is_in(deal: Any, total: Any) -> bool:
    """Tell whether a deal is one of those that a cumulative total is of: done by its hub in its time, and smaller."""
    if (deal.scope, total.scope) != ("event", "cumulative") or not deal.amount_idr or not total.amount_idr:
        return False
    ours, theirs = deal.date or "", total.date or ""
    in_time = ours.startswith(theirs) or theirs.startswith(ours)
    return in_time and _is_shared(deal, total) and deal.amount_idr < total.amount_idr


def _is_shared(deal: Any, total: Any) -> bool:
    """Tell whether both are targets or both are done, and the deal is of the hub: a total seldom names all partners."""
    parties = set(deal.parties.split(";"))
    of_hub = total.hub in parties or parties <= set(total.parties.split(";"))
    return of_hub and (deal.status in SETTLED) == (total.status in SETTLED)
