"""Does a deal tell of an event known already? Within one article, and over several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.link.deal_reports import MANY_REPORTS
from pipeline.link.figures import agree, slip
from pipeline.link.windows import DAY, ISSUE, MONTH, NEAR, YEAR
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.link.deal_reports import DealReport, Event

Score = tuple[bool, ...]
"""How well a deal fits an event, best first: figure, day, kind."""

CLOSE_DAYS = 5
"""Days that two reports without a date and a figure in common must share to be of one event."""

MOST_REPORTS = 100
"""Reports of one event that an article's next deal is compared with; no news has more."""


def told_together(deal: DealReport, own: Sequence[DealReport]) -> bool:
    """Tell whether a deal is of the event that others of its article, between the same provinces, tell of.

    A target and a result are; a plan and a result are not, nor are contracts of different value that no gathering
    brings together, nor a total over several events and one of them.
    """
    own = own[:MOST_REPORTS]
    gathering = deal.is_mission or any(other.is_mission for other in own)
    return all(_together(deal, other) and (gathering or not _two_contracts(deal, other)) for other in own)


def _together(deal: DealReport, other: DealReport) -> bool:
    if deal.scope != other.scope or (deal.status == "planned") != (other.status == "planned"):
        return False
    if deal.window and other.window and not deal.window.meets(other.window):
        return False
    return deal.is_mission == other.is_mission or not _result_of_later_aim(deal, other)


def _two_contracts(deal: DealReport, other: DealReport) -> bool:
    """Tell whether two results differ as those of two contracts do."""
    return bool(deal.result and other.result and not agree(deal.result, other.result))


def _result_of_later_aim(deal: DealReport, aim: DealReport) -> bool:
    """Tell whether a result without a date stands behind something still aimed at: it is of the time before."""
    return deal.status in SETTLED and aim.status not in SETTLED and not deal.date


def match_score(deal: DealReport, event: Event) -> Score | None:
    """Return how well a deal of one article fits an event of others, None when it must be another one."""
    if _copied(deal, event):
        return True, True, True
    first = event.reports[0]
    if deal.window is None or event.window is None or deal.scope != first.scope:
        return None
    meets = deal.window.meets(event.window)
    if not meets and not _recalled(deal, event):
        return None
    bases = {deal.window.basis, event.window.basis}
    same_figure = _same_figure(deal, event)
    if not meets or deal.scope == "cumulative":
        fits = same_figure
    elif bases & {YEAR, ISSUE}:
        fits = same_figure and YEAR not in bases and deal.figure is not None and deal.figure.report
    else:
        fits = same_figure or _at_one_time(deal, event, bases)
    return (same_figure, bases == {DAY}, deal.kind == first.kind) if fits else None


def _at_one_time(deal: DealReport, event: Event, bases: set[str]) -> bool:
    """Tell whether place, kind and time are enough, for want of a figure in common."""
    fits = _mission_fits if deal.is_mission else _contract_fits
    return (bases == {DAY} or _same_hub(deal, event)) and fits(deal, event, bases)


def _copied(deal: DealReport, event: Event) -> bool:
    """Tell whether a copy of the text told the same."""
    told = deal.kind, deal.status, deal.figure
    return deal.story in event.stories and any(
        (each.kind, each.status, each.figure) == told
        for each in event.reports[:MANY_REPORTS]
        if each.story == deal.story
    )


def fit_by_figure(deal: DealReport, event: Event) -> bool:
    """Tell whether a deal fits an event of other provinces: a very figure, told of one hub or pair at one time."""
    first = event.reports[0]
    if deal.window is None or event.window is None or {deal.window.basis, event.window.basis} & {YEAR, ISSUE}:
        return False
    same = (deal.scope, deal.kind) == ("event", first.kind) and first.scope == "event"
    hub = bool(deal.hub) and deal.hub == first.hub
    shared = len(set(deal.parties) & set(first.parties))
    return same and (hub or shared > 1) and deal.window.meets(event.window) and deal.result in event.figures


def _recalled(deal: DealReport, event: Event) -> bool:
    """Tell whether one tells of the other's gathering months later, or before, without a date but with its figure."""
    gatherings = deal.scope == "event" and deal.is_mission and event.reports[0].is_mission
    if deal.window is None or event.window is None or not gatherings:
        return False
    return deal.window.recalls(event.window) or event.window.recalls(deal.window)


def _mission_fits(deal: DealReport, event: Event, bases: set[str]) -> bool:
    """Tell whether it is the gathering: one a month between the same provinces, with figures told in conflict."""
    told = event.reports[:MANY_REPORTS]
    if bases == {DAY}:
        return True
    if any(other.is_mission for other in told):
        return MONTH in bases or _close(deal, event, bases)
    unvalued = not deal.result or not any(other.result for other in told)
    return unvalued and MONTH not in bases and _close(deal, event, bases)


def _contract_fits(deal: DealReport, event: Event, bases: set[str]) -> bool:
    """Tell whether it is a contract without a figure, or with a wrong unit, or the only one of that day."""
    results = [other.result for other in event.reports[:MANY_REPORTS] if other.result]
    if deal.result and results:
        only = bases == {DAY} and not event.told_in_parts
        return only or any(slip(deal.result, each) for each in results)
    return MONTH not in bases and _close(deal, event, bases)


def _close(deal: DealReport, event: Event, bases: set[str]) -> bool:
    """Tell whether two windows that rest on the publication share days enough."""
    if bases != {NEAR} or not (deal.window and event.window):
        return True
    start, stop = max(deal.window.start, event.window.start), min(deal.window.stop, event.window.stop)
    return (stop - start).days >= CLOSE_DAYS


def _same_figure(deal: DealReport, event: Event) -> bool:
    if deal.figure is None or deal.figure.single is None:
        return False
    return any(each.single is not None and agree(deal.figure, each) for each in event.figures)


def _same_hub(deal: DealReport, event: Event) -> bool:
    return not (deal.hub and event.hubs) or deal.hub in event.hubs
