"""A share in percent that does not follow from its figures.

What: `A atau P persen dari total B` where A is not P percent of B.
Why: one of the three numbers is wrong.
Example: `Rp3 miliar atau 70 persen dari target Rp5 miliar`: that is 60 percent.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pipeline.audit.cues import words
from pipeline.audit.figures import ABOUT, FIGURE, GAP, PERCENT, alike, rounding_interval
from pipeline.audit.finding import WARNING, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence
    from pipeline.audit.figures import Figure

CHECK = "share"
SEVERITY = WARNING


@cache
def share() -> re.Pattern[str]:
    """Return the pattern of a part with its share of a total."""
    return re.compile(
        rf"(?P<part>{FIGURE})(?:,?\s(?:atau|setara|yakni|yaitu)\s(?:setara\s)?|\s\(){ABOUT}(?P<rate>{PERCENT})\)?\s"
        rf"dari\s(?:{words('base')})\s{GAP}{{0,30}}?(?P<total>{FIGURE})",
        re.IGNORECASE,
    )


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every share that part and total do not give."""
    slack = evidence.limits[CHECK]["whole_number_slack"]
    rate_slack = Decimal(str(evidence.limits[CHECK]["rate_slack"]))
    for story in evidence:
        for match in share().finditer(story.shape.text):
            part, rate, total = (story.shape.at(match.start(name)) for name in ("part", "rate", "total"))
            if not (part.value and rate.value and total.value and alike(part, total)):
                continue
            slip = 2 * rate.slack + rate.value * rate_slack
            least, most = _bounds(part, total, slack)
            if most < rate.value - slip or least > rate.value + slip:
                expected = 100 * part.value / total.value
                yield finding(CHECK, SEVERITY, rate, reported=f"{rate.value:f}", expected=f"{expected:.1f}")


def _bounds(part: Figure, total: Figure, slack: float) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest share in percent that the rounded figures allow."""
    (part_least, part_most), (total_least, total_most) = rounding_interval(part, slack), rounding_interval(total, slack)
    return 100 * part_least / total_most, 100 * part_most / total_least
