"""A misspelt province.

What: a name that is one slip away from that of a province, and is no other place.
Why: a search for the province misses the article.
Example: `Kalimatan Selatan`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.finding import WARNING, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "misspelt_province"
SEVERITY = WARNING


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every misspelling of a province."""
    for story in evidence:
        for place in story.provinces:
            if place.basis == "misspelling":
                yield finding(CHECK, SEVERITY, place, reported=" ".join(place.text.split()), expected=place.name)
