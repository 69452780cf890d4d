"""A total over several events beside the values of these events.

What: an article gives the total of several events, and values of single ones.
Why: the total contains them; they must not be added.
Example: `tiga misi dagang menghasilkan Rp98,35 miliar`: `Jawa Timur Rp52,4 miliar, Jawa Tengah Rp27,6 miliar ...`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.finding import NOTE, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "cumulative_total"
SEVERITY = NOTE

FEWEST = 2


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every cumulative total whose article has values of single events too."""
    for story in evidence:
        for total in story.deals:
            single = [
                deal
                for deal in story.deals
                if deal.scope == "event" and deal.amount_idr and total.amount_idr and deal.amount_idr < total.amount_idr
            ]
            if total.scope == "cumulative" and len(single) >= FEWEST:
                cells = {"reported": str(total.amount_idr), "expected": str(len(single))}
                yield finding(CHECK, SEVERITY, evidence.figure_of(total), **cells)
