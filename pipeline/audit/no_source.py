"""A value that nobody gives.

What: the value of a deal, where the article names no person and no source for it anywhere near.
Why: it can't be checked.
Example: an article with a total, and no word of who reckoned it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern
from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence, Story

CHECK = "no_source"
SEVERITY = NOTE


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value of a deal without a source, once per value and article."""
    around = evidence.limits[CHECK]["sentences"]
    for story in evidence:
        seen = set()
        for deal in story.deals:
            if deal.amount_start is not None and deal.amount_min_idr not in seen:
                seen.add(deal.amount_min_idr)
                if not any(_has_source(story, row, around) for row in _sayings(story, deal)):
                    amount = evidence.amount_of(deal)
                    yield finding(CHECK, SEVERITY, amount, reported=str(deal.amount_min_idr or deal.amount_max_idr))


def _sayings(story: Story, deal: Any) -> list[Any]:
    """Return all places where the article says a deal's value."""
    return [row for row in story.amounts if (row.amount_min_idr, row.bound) == (deal.amount_min_idr, deal.bound)]


def _has_source(story: Story, amount: Any, around: int) -> bool:
    near = story.around(amount.start, around, around)
    return bool(amount.speaker or pattern("source").search(near) or _speech().search(near))


@cache
def _speech() -> re.Pattern[str]:
    cues = sorted({row["cue"] for row in load("speech_cues")}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, cues))})\b", re.IGNORECASE)
