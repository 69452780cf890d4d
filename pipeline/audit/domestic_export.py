"""An export that stays in the country.

What: goods are said to be exported, but go only to another province, and no foreign country is mentioned.
Why: it is trade between provinces, not an export.
Example: `melepas ekspor jagung` to Surabaya and Makassar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.audit.cues import pattern
from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.audit.foreign_share import foreign_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "domestic_export"
SEVERITY = NOTE


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for the first such word of every article that has goods go from province to province."""
    for story in evidence:
        movements = [flow for flow in story.flows if flow.destination]
        word = pattern("export").search(story.text) if movements else None
        if word and not foreign_places().search(story.text):
            yield finding(CHECK, SEVERITY, story.cut(*word.span()), reported=word[0])
