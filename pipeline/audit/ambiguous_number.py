"""A number that can be read in two ways.

What: three digits after the only separator of a number with a scale, if both readings are plausible and no other
amount in the article shows how it uses comma and dot.
Why: the value may be a thousand times larger or smaller; the tables hold the reading by Indonesian rules.
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
