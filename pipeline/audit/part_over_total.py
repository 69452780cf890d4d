"""A part that exceeds its total.

What: a part of a total (`yang terbesar`, `di antaranya`) is larger than the total.
Why: one of the two is wrong, mostly in its scale: `juta` for `miliar`.
Example: `transaksi Rp13,2 juta. Yang terbesar pembelian beras, Rp5,1 miliar`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern
from pipeline.audit.finding import ERROR, Finding, finding
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "part_over_total"
SEVERITY = ERROR

EXACT = {"exact", "about"}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every total that one of its parts exceeds."""
    within = evidence.limits[CHECK]["sentences"]
    for story in evidence:
        for deal in _totals(story):
            part = next((amount for amount in story.amounts if _is_greater_part(story, deal, amount, within)), None)
            if part is not None:
                row = evidence.figure_of(deal)
                cells = {"reported": str(deal.amount_idr), "expected": str(part.amount_idr)}
                yield finding(CHECK, SEVERITY, row, **cells, event_id=deal.event_id)


def _totals(story: ArticleTables) -> list[Any]:
    """Return the deals that state the total of an event, behind a word of doing."""
    return [
        deal for deal in story.deals if deal.status in SETTLED and deal.amount_idr and deal.cue and deal.bound in EXACT
    ]


def _is_greater_part(story: ArticleTables, deal: Any, amount: Any, within: int) -> bool:
    """Tell whether an amount behind a total is said to be part of it and is greater."""
    if not amount.amount_idr or amount.amount_idr <= deal.amount_idr or amount.per_unit:
        return False
    if not 0 < story.sentence(amount.start) - story.sentence(story.figure_of(deal).start) <= within:
        return False
    begin = story.sentences[story.sentence(amount.start)][0]
    own = [each for each in story.amounts if begin <= each.start < amount.start]
    said = not own and pattern("part").search(story.text, begin, amount.start)
    return bool(said) and not _is_of_others(story, deal, amount) and not _has_another_total(story, amount, within)


def _is_of_others(story: ArticleTables, deal: Any, amount: Any) -> bool:
    """Tell whether an amount is the value of a deal between other provinces."""
    own = set(deal.parties.split(";"))
    return any(each.amount_start == amount.start and set(each.parties.split(";")) != own for each in story.deals)


def _has_another_total(story: ArticleTables, part: Any, within: int) -> bool:
    """Tell whether a value stands before a part that is great enough to be what it is a part of."""
    first = max(story.sentence(part.start) - within, 0)
    begin = max(story.sentences[first][0], story.title[1])
    before = (each for each in story.amounts if begin <= each.start < part.start and not each.per_unit)
    return any((each.amount_idr or each.amount_min_idr or 0) >= part.amount_idr for each in before)
