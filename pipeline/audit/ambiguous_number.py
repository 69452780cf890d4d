"""A number that can be read in two ways.

What: three digits behind the only separator of a scaled number, where both readings are plausible sums and no other
amount of the article shows how it uses comma and dot.
Why: the value may be a thousand times as much or as little; the tables hold the reading of the Indonesian rules.
Example: `Rp1,542 miliar` (1.542 billion, or 1,542 billion?); but not `Rp1,542 triliun`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.audit.separators import twofold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "ambiguous_number"
SEVERITY = NOTE


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every Rupiah amount whose number can be read in two ways."""
    for story in evidence:
        for amount in twofold(story.amounts):
            reported = "" if amount.amount_idr is None else str(amount.amount_idr)
            yield finding(CHECK, SEVERITY, amount, reported=reported)
