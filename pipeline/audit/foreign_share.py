"""A total that includes trade with other countries.

What: a total that is the sum of a value between provinces and a value with partners abroad.
Why: only the first of the two is trade between provinces.
Example: `Rp3,9 triliun`, of which `Rp1,02 triliun` between provinces, the rest with importers of Malaysia.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "foreign_share"
SEVERITY = NOTE

BEHIND_CHARS = 80
"""Characters behind an amount in which its partner abroad may stand."""
ROUNDED_SHARE = 0.01
MOST_AMOUNTS = 60
"""Amounts of an article; more are a table, where some two always add up to a third."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every total with a part from abroad; `expected` is the part between provinces."""
    for story in evidence:
        for total, part in shares(story):
            cells = {"reported": str(total.amount_idr), "expected": str(part)}
            yield finding(CHECK, SEVERITY, evidence.figure_of(total), **cells, event_id=total.event_id)


def shares(story: ArticleTables) -> Iterator[tuple[Any, int]]:
    """Yield (deal, its part between provinces) for the totals of an article that include trade with other countries."""
    values = [amount for amount in story.amounts if amount.amount_idr and not amount.per_unit]
    if len(values) > MOST_AMOUNTS:
        return
    abroad = [amount for amount in values if _is_abroad(story, amount)]
    seen = set()
    for total in story.deals:
        if total.status not in SETTLED or not total.amount_idr or total.amount_idr in seen:
            continue
        for foreign in abroad:
            part = next(
                (each for each in values if _adds_up(each.amount_idr, foreign.amount_idr, total.amount_idr)), None
            )
            if part:
                seen.add(total.amount_idr)
                yield total, part.amount_idr
                break


def _adds_up(part: int, foreign: int, total: int) -> bool:
    return part != foreign and abs(part + foreign - total) <= ROUNDED_SHARE * total


def _is_abroad(story: ArticleTables, amount: Any) -> bool:
    """Tell whether a country stands behind an amount, before the next one."""
    following = next((each.start for each in story.amounts if each.start > amount.start), len(story.text))
    stop = min(following, amount.stop + BEHIND_CHARS, story.sentences[story.sentence(amount.start)][1])
    return bool(foreign_places().search(story.text, amount.stop, stop))


@cache
def foreign_places() -> re.Pattern[str]:
    """Return a pattern that finds a country or a place abroad."""
    return re.compile(rf"\b(?:{either(row['place'] for row in load('foreign_places'))})\b")
