"""What each article says of one event: the view that the checks across articles share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.evidence import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.audit.evidence import Evidence


def totals(deals: Iterable[Any]) -> dict[str, Any]:
    """Return the deal that gives an event's total by article: the greatest exact figure of what was done."""
    found: dict[str, Any] = {}
    for deal in deals:
        if (
            deal.status in SETTLED
            and deal.amount_idr is not None
            and deal.bound == "exact"
            and deal.scope != "cumulative"
        ):
            best = found.get(deal.article_id)
            if best is None or deal.amount_idr > best.amount_idr:
                found[deal.article_id] = deal
    return found


def told_events(evidence: Evidence) -> Iterator[tuple[str, list[Any]]]:
    """Yield (event_id, deals) of the events that several independent articles tell of."""
    for event_id, deals in evidence.events.items():
        if len({deal.article_id for deal in deals}) > 1:
            yield event_id, deals


def opponents(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (article, other article that says something else); the other is the first one that does."""
    for article_id, value in said.items():
        other = next((each for each, theirs in said.items() if theirs != value), None)
        if other:
            yield article_id, other


def groups(deals: dict[str, Any], same: float) -> dict[str, int]:
    """Return the figure of each article, figures that differ by at most a share taken as one."""
    kept: list[int] = []
    for deal in deals.values():
        if not any(abs(deal.amount_idr - value) <= same * max(value, deal.amount_idr) for value in kept):
            kept.append(deal.amount_idr)
    return {article_id: min(kept, key=lambda value: abs(value - deal.amount_idr)) for article_id, deal in deals.items()}


def slip(one: int, other: int, slack: float) -> bool:
    """Tell whether one figure is the other in the wrong scale: a thousand or a million times as much."""
    low, high = sorted((one, other))
    return low > 0 and any(abs(high / low / many - 1) <= slack for many in (10**3, 10**6))
