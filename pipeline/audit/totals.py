"""What each article says of one event: the view that the checks across articles share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.audit.evidence import SETTLED

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


def denied(deals: Iterable[Any], same: float) -> Iterator[tuple[Any, Any]]:
    """Yield (total, another article's total) where neither article knows the other's figure."""
    figures: dict[str, list[int]] = {}
    for deal in filter(is_figure, deals):
        figures.setdefault(deal.article_id, []).append(deal.amount_idr)
    said = totals(deals)
    for ours in said.values():
        for theirs in said.values():
            known = _knows(figures[theirs.article_id], ours, same) or _knows(figures[ours.article_id], theirs, same)
            if not known:
                yield ours, theirs
                break


def _knows(figures: Iterable[int], deal: Any, same: float) -> bool:
    """Tell whether a deal's value is among figures, rounded or not."""
    return any(abs(each - deal.amount_idr) <= same * max(each, deal.amount_idr) for each in figures)


def told_events(evidence: Evidence) -> Iterator[tuple[str, list[Any]]]:
    """Yield (event_id, deals) of the events that several independent articles tell of."""
    for event_id, deals in evidence.events.items():
        if len({deal.article_id for deal in deals}) > 1:
            yield event_id, deals


def slip(one: int, other: int, slack: float) -> bool:
    """Tell whether one figure is the other in the wrong scale: a thousand or a million times as much."""
    low, high = sorted((one, other))
    return low > 0 and any(abs(high / low / many - 1) <= slack for many in (10**3, 10**6))
