"""A value without a source.

What: the value of a deal, if the article mentions no person and no source anywhere near it.
Why: it cannot be checked.
Example: an article with a total, and no word about who calculated it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern
from pipeline.audit.evidence import has_figure
from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "no_source"
SEVERITY = NOTE


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value of a deal without a source, once per value and article."""
    around = evidence.limits[CHECK]["sentences"]
    for story in evidence:
        seen, said = set(), _sayings(story)
        for deal in story.deals:
            if has_figure(deal) and deal.amount_min_idr not in seen:
                seen.add(deal.amount_min_idr)
                figure = evidence.figure_of(deal)
                if not _has_source(story, said[deal.amount_min_idr, deal.bound] or [figure], around):
                    yield finding(CHECK, SEVERITY, figure, reported=str(deal.amount_min_idr or deal.amount_max_idr))


def _sayings(story: ArticleTables) -> dict[tuple[int | None, str], list[Any]]:
    """Return by value and bound all places where the article says it."""
    said: dict[tuple[int | None, str], list[Any]] = defaultdict(list)
    for row in story.amounts:
        said[row.amount_min_idr, row.bound].append(row)
    return said


def _has_source(story: ArticleTables, said: list[Any], around: int) -> bool:
    """Tell whether a person or a source is named near one of the places; a stretch that several share is read once."""
    near = dict.fromkeys(story.around(row.start, around, around) for row in said)
    return any(row.speaker for row in said) or any(
        pattern("source").search(text) or _speech().search(text) for text in near
    )


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(row['cue'] for row in load('speech_cues'))})\b", re.IGNORECASE)
