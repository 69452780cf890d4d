"""The row of events.csv: what the independent articles agree on, and how far they don't."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.link.figures import ReportedValue, agree, precise
from pipeline.link.years import dated
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.link.deal_reports import DealReport, Event
    from pipeline.write import Row

STATUSES = (*SETTLED, "target", "planned")
"""From the furthest to the least."""


def event_row(event: Event) -> Row:
    """Return the row of one event."""
    reports = event.reports
    status, values = _results(reports)
    told = precise(values) if values else None
    agreed = told is not None and all(agree(told, each) for each in values)
    single = told.single if told and agreed else None
    least, most = (single, single) if single is not None else _range(values)
    aimed = _range(_values(reports, "target"))
    hub = _commonest(each.hub for each in reports)
    date = _date(reports)
    return {
        "event_id": event.event_id,
        "kind": _commonest(each.kind for each in _main(reports)),
        "hub": hub,
        "parties": _parties(reports, hub),
        "date": date,
        "amount_idr": _cell(single),
        "amount_min_idr": _cell(least),
        "amount_max_idr": _cell(most),
        "articles": str(len(event.by_article)),
        "independent_articles": str(len({each.story for each in reports})),
        "conflict": str(bool(values) and not agreed).lower(),
        "status": status,
        "target_min_idr": _cell(aimed[0]),
        "target_max_idr": _cell(aimed[1]),
        "scope": reports[0].scope,
        "deals": str(len(reports)),
        "maybe_same_as": event.maybe_same_as,
        **dated(date, (each.published for each in reports))._asdict(),
    }


def _results(reports: list[DealReport]) -> tuple[str, list[ReportedValue]]:
    """Return the furthest status for which a result is given, and its value by story; else the furthest status."""
    for status in SETTLED:
        if values := _values(reports, status):
            return status, values
    return min((each.status for each in reports), key=STATUSES.index), []


def _values(reports: list[DealReport], status: str) -> list[ReportedValue]:
    """Return one value for each story that gives one: the greatest, for the others are its parts or came before it."""
    by_story: dict[str, list[ReportedValue]] = {}
    for each in _main([one for one in reports if one.status == status and one.figure]):
        if each.figure:
            by_story.setdefault(each.story, []).append(each.figure)
    return [_greatest(values) for values in by_story.values()]


def _greatest(values: list[ReportedValue]) -> ReportedValue:
    most = max(values, key=lambda each: each.size)
    return precise([each for each in values if agree(each, most)])


def _main(reports: list[DealReport]) -> list[DealReport]:
    """Return the reports of the gathering itself, without the contracts that were closed there."""
    return [each for each in reports if each.is_mission] or reports


def _range(values: list[ReportedValue]) -> tuple[int | None, int | None]:
    """Return the least and the greatest value; None for an end that one of them leaves open."""
    least = [each.least for each in values if each.least is not None]
    most = [each.most for each in values if each.most is not None]
    every = len(values)
    return (min(least) if least and len(least) == every else None), (max(most) if most and len(most) == every else None)


def _parties(reports: list[DealReport], hub: str) -> str:
    """Return the provinces that most reports name, hub first."""
    told = Counter(frozenset(each.parties) for each in reports)
    parties = next(each.parties for each in reports if told[frozenset(each.parties)] == max(told.values()))
    return ";".join(sorted(parties, key=lambda each: each != hub))


def _date(reports: list[DealReport]) -> str:
    """Return the date that most stories give, of those said most precisely."""
    said = {(each.date, each.story): None for each in reports if each.date}
    longest = max((len(date) for date, _ in said), default=0)
    return _commonest(date for date, _ in said if len(date) == longest)


def _commonest(said: Iterable[str]) -> str:
    """Return the cell said most often, the first of those; empty when none says anything."""
    counts = Counter(each for each in said if each)
    return max(counts, key=counts.__getitem__, default="")


def _cell(value: int | None) -> str:
    return "" if value is None else str(value)
