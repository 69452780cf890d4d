"""A recorded value far below the target.

What: a later article reports a result for the same provinces that is far below the target in an earlier one.
Why: the target was missed, or one of the figures is in the wrong scale.
Example: target `Rp8 miliar`, later `nilainya baru ratusan juta rupiah`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.cues import pattern
from pipeline.audit.days import may_follow
from pipeline.audit.evidence import has_figure
from pipeline.audit.finding import NOTE, Finding, finding
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import Evidence

CHECK = "far_below_target"
SEVERITY = NOTE

VAGUE = "vague_rupiah"
"""Rule of the amounts that name an order of magnitude only."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for every target and for the later value that is far below it."""
    deals: dict[frozenset[str], list[Any]] = {}
    for deal in evidence.deals:
        deals.setdefault(_parties(deal), []).append(deal)
    for group in deals.values():
        for target in (deal for deal in group if deal.status == "target" and deal.amount_min_idr):
            later = [article for deal in group if (article := _later(evidence, target, deal))]
            for article_id in dict.fromkeys(later):
                yield from _weigh(evidence, target, article_id, group)


def _parties(deal: Any) -> frozenset[str]:
    return frozenset(deal.parties.split(";"))


def _later(evidence: Evidence, target: Any, deal: Any) -> str:
    """Return the article of a deal that was told of after a target, empty for others."""
    if deal.article_id == target.article_id or deal.status not in SETTLED:
        return ""
    aimed, done = target.date or evidence.published(target.article_id), evidence.published(deal.article_id)
    return str(deal.article_id) if may_follow(aimed, done, evidence.limits[CHECK]["days"]) else ""


def _weigh(evidence: Evidence, target: Any, article_id: str, group: list[Any]) -> Iterator[Finding]:
    """Compare the greatest value that an article records for the provinces with their target."""
    own = [deal for deal in group if deal.article_id == article_id and deal.status in SETTLED and has_figure(deal)]
    story = evidence.stories[article_id]
    values = [(deal, evidence.figure_of(deal)) for deal in own] or [
        (amount, amount)
        for amount in story.amounts
        if not amount.per_unit and pattern("meeting").search(story.around(amount.start))
    ]
    bounded = [(most, figure) for value, figure in values if (most := _greatest(value, figure)) is not None]
    if not values or len(bounded) < len(values):
        return
    most, best = max(bounded, key=lambda pair: pair[0])
    if most < evidence.limits[CHECK]["share"] * target.amount_min_idr:
        cells = {"reported": str(target.amount_min_idr), "expected": str(most), "case": "target"}
        yield finding(CHECK, SEVERITY, evidence.figure_of(target), **cells, related_article_id=article_id)
        cells = {"reported": str(most), "expected": str(target.amount_min_idr), "case": "value"}
        yield finding(CHECK, SEVERITY, best, **cells, related_article_id=target.article_id)


def _greatest(value: Any, figure: Any) -> int | None:
    """Return the most that a value can be: `ratusan juta` is less than ten times its lower end."""
    if figure.rule == VAGUE and value.amount_min_idr:
        return int(value.amount_min_idr) * 10
    return None if value.amount_max_idr is None else int(value.amount_max_idr)
