"""A part inside the province, in a list of deals with other provinces.

What: one item of a list with values comes from the hub's own province.
Why: the total of the list is larger than the trade between provinces.
Example: rice from a regency of Riau in the list of what Pekanbaru buys from its neighbours.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.audit.finding import NOTE, Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "inside_part"
SEVERITY = NOTE

FEWEST_DEALS = 2
"""Deals of a sentence that make it a list."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value of a list that stays inside the hub's province."""
    for story in evidence:
        lists: dict[int, list[Any]] = {}
        for deal in story.deals:
            if deal.hub and deal.amount_idr:
                lists.setdefault(deal.start, []).append(deal)
        for deals in (each for each in lists.values() if len(each) >= FEWEST_DEALS):
            yield from _inside(story, deals)


def _inside(story: ArticleTables, deals: list[Any]) -> Iterator[Finding]:
    """Yield the amounts of a list's sentence before which only places of the hub stand."""
    used = {deal.amount_idr for deal in deals}
    amounts = [row for row in story.amounts if deals[0].start <= row.start < deals[0].stop and not row.per_unit]
    for above, amount in pairwise(amounts):
        places = {place.province for place in story.provinces if above.stop <= place.start < amount.start}
        if amount.amount_idr and amount.amount_idr not in used and places == {deals[0].hub}:
            yield finding(CHECK, SEVERITY, amount, reported=str(amount.amount_idr), expected=deals[0].hub)
