"""A target repeated as a result.

What: an article reports as done, to the Rupiah, the value that another article gave as the target of the same
provinces.
Why: results hardly ever equal their target; the later article may have copied the target.
Example: `menargetkan Rp75 miliar` in September, `membukukan Rp75 miliar` in December.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.days import may_follow
from pipeline.audit.finding import NOTE, WARNING, Finding, finding
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "target_as_result"
SEVERITY = WARNING


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every result that equals another article's target, and a note for that target."""
    targets = [deal for deal in evidence.deals if deal.status == "target" and deal.amount_idr]
    results: dict[tuple[frozenset[str], int], list[Any]] = {}
    for deal in evidence.deals:
        if deal.status in SETTLED and deal.amount_idr and not evidence.is_copy(deal.article_id):
            results.setdefault(_key(deal), []).append(deal)
    for target in targets:
        for result in results.get(_key(target), ()):
            if _may_follow(evidence, target, result):
                yield from _pair(evidence, target, result)


def _key(deal: Any) -> tuple[frozenset[str], int]:
    return frozenset(deal.parties.split(";")), deal.amount_idr


def _may_follow(evidence: Evidence, target: Any, result: Any) -> bool:
    """Tell whether the result is another article's, of the time after the target."""
    said, done = evidence.published(target.article_id), evidence.published(result.article_id)
    return target.article_id != result.article_id and may_follow(said, done, evidence.limits[CHECK]["days"])


def _pair(evidence: Evidence, target: Any, result: Any) -> Iterator[Finding]:
    pairs = ((result, target, "result", WARNING), (target, result, "target", NOTE))
    for deal, other, case, severity in pairs:
        cells = {"case": case, "reported": str(deal.amount_idr), "related_article_id": other.article_id}
        yield finding(CHECK, severity, evidence.figure_of(deal), **cells, event_id=deal.event_id)
