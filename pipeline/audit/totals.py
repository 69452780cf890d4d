"""What each article says of one event: the view that the checks across articles share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.audit.evidence import Evidence


def is_figure(deal: Any) -> bool:
    """Tell whether a deal gives a single value of something done that is no total over several events."""
    settled = deal.status in SETTLED and deal.scope != "cumulative"
    return bool(settled and deal.amount_idr and deal.bound == "exact")


def totals(deals: Iterable[Any]) -> dict[str, Any]:
    """Return the deal that gives an event's total by article: the first behind a word of doing, else the first.

    Parts of an event follow its total, and mostly stand without such a word.
    """
    found: dict[str, Any] = {}
    for deal in filter(is_figure, deals):
        best = found.get(deal.article_id)
        if best is None or (deal.cue and not best.cue):
            found[deal.article_id] = deal
    return found


def denied(evidence: Evidence, deals: Iterable[Any], same: float) -> Iterator[tuple[Any, Any]]:
    """Yield (total, another article's total of the same status) where neither article speaks of the other's figure."""
    said = totals(deals)
    for ours in said.values():
        for theirs in said.values():
            known = _speaks_of(evidence, theirs, ours, same) or _speaks_of(evidence, ours, theirs, same)
            if ours.status == theirs.status and not known:
                yield ours, theirs
                break


def _speaks_of(evidence: Evidence, one: Any, other: Any, same: float) -> bool:
    """Tell whether the article of one deal has the value of another one, rounded or not: as a part, a target ..."""
    values = (row.amount_idr for row in evidence.stories[one.article_id].amounts if row.amount_idr)
    return any(abs(value - other.amount_idr) <= same * max(value, other.amount_idr) for value in values)


def told_events(evidence: Evidence) -> Iterator[tuple[str, list[Any]]]:
    """Yield (event_id, deals) of the events that several independent articles tell of."""
    for event_id, deals in evidence.events.items():
        if len({deal.article_id for deal in deals}) > 1:
            yield event_id, deals


def slip(one: int, other: int, slack: float) -> bool:
    """Tell whether one figure is the other in the wrong scale: a thousand or a million times as much."""
    low, high = sorted((one, other))
    return low > 0 and any(abs(high / low / many - 1) <= slack for many in (10**3, 10**6))
