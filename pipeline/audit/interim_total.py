"""An interim total beside the final one.

What: an article gives two values of one event, one of them for an earlier hour.
Why: the interim value is part of the final one; they must not be added.
Example: `catatan sementara pukul 15.00 Rp188,4 miliar`, in the end `Rp203,9 miliar`.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern
from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables, Evidence

CHECK = "interim_total"
SEVERITY = NOTE


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every value that a greater one of the same article supersedes."""
    for story in evidence:
        settled = [deal for deal in story.deals if deal.status in SETTLED and deal.amount_idr]
        interims = [deal for deal in settled if _is_interim(story, deal)]
        finals = [deal for deal in settled if deal not in interims]
        seen = set()
        for interim, final in product(interims, finals):
            if interim.amount_idr not in seen and _supersedes(final, interim):
                seen.add(interim.amount_idr)
                cells = {"reported": str(interim.amount_idr), "expected": str(final.amount_idr)}
                yield finding(CHECK, SEVERITY, evidence.figure_of(interim), **cells, event_id=interim.event_id)


def _is_interim(story: ArticleTables, deal: Any) -> bool:
    """Tell whether words before a deal's value, and behind the value before it, call it an interim one."""
    figure = story.figure_of(deal)
    stops = [amount.stop for amount in story.amounts if deal.start <= amount.stop <= figure.start]
    return bool(pattern("interim").search(story.text, max([deal.start, *stops]), figure.start))


def _supersedes(final: Any, interim: Any) -> bool:
    same = set(final.parties.split(";")) == set(interim.parties.split(";"))
    return same and final.amount_idr > interim.amount_idr and interim.date in {"", final.date}
