"""Two figures for one thing in one article.

What: an article gives two close but different values for what the same provinces did, without a comparison.
Why: one of them is a slip.
Example: `transaksi Rp13,2 miliar` in the first sentence, `transaksi Rp12,3 miliar` in the fourth.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern
from pipeline.audit.finding import WARNING, Finding, finding
from pipeline.audit.totals import is_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "two_figures"
SEVERITY = WARNING


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every second value of one thing."""
    near, same = (evidence.limits[CHECK][name] for name in ("near", "same"))
    for story in evidence:
        for one, other in told_twice(story):
            apart = abs(one.amount_idr - other.amount_idr) / max(one.amount_idr, other.amount_idr)
            if same < apart < near:
                cells = {"reported": str(other.amount_idr), "expected": str(one.amount_idr)}
                yield finding(CHECK, SEVERITY, evidence.figure_of(other), **cells, event_id=other.event_id)


def told_twice(story: ArticleTables) -> Iterator[tuple[Any, Any]]:
    """Yield pairs of deals of an article that give what the same provinces did in all, in two sentences."""
    totals = [deal for deal in story.deals if _is_total(deal)]
    yield from ((one, other) for one, other in combinations(totals, 2) if _is_one_thing(one, other))


def _is_total(deal: Any) -> bool:
    """Tell whether a deal states what was done in all, and its sentence no second figure to compare it with."""
    return (
        is_figure(deal)
        and bool(deal.cue)
        and not any(pattern(use).search(deal.text) for use in ("other_figure", "part", "interim"))
    )


def _is_one_thing(one: Any, other: Any) -> bool:
    same = set(one.parties.split(";")) == set(other.parties.split(";"))
    return (
        same
        and one.start != other.start
        and one.kind == other.kind
        and one.status == other.status
        and (one.date or "") in {"", other.date or ""}
    )
