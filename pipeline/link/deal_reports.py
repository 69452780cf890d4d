"""A deal as linking sees it: one article's report of an event, and the event gathered from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from pipeline.link.figures import ReportedValue, figure
from pipeline.link.windows import Window, window
from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from pipeline.write import Row

MISSIONS = frozenset({"trade_mission", "business_meeting"})
"""Kinds of one gathering; all others are contracts, of which there may be several at one time."""
MOST_KEPT_SETS = 4096
"""Sets of parties that are kept once."""
MANY_REPORTS = 20
"""Reports and figures of an event that others are compared with: one told more often is no better known."""


@dataclass(frozen=True, slots=True)
class DealReport:
    """One row of deals.csv, with what is known of its article."""

    deal_id: str
    article_id: str
    story: str
    """The article, or the one that it copies."""
    kind: str
    status: str
    hub: str
    parties: tuple[str, ...]
    figure: ReportedValue | None
    scope: str
    date: str
    place: str
    window: Window | None
    published: str = ""

    @property
    def is_mission(self) -> bool:
        """Whether it is a gathering, not a contract."""
        return self.kind in MISSIONS

    @property
    def result(self) -> ReportedValue | None:
        """The value done or signed, None for values aimed at."""
        return self.figure if self.status in SETTLED else None


def report(deal: Row, published: str, story: str) -> DealReport:
    """Return a row of deals.csv as a report; cells that many rows have in common are kept once."""
    return DealReport(
        deal_id=deal["deal_id"],
        article_id=deal["article_id"],
        story=story,
        kind=intern(deal["kind"]),
        status=intern(deal["status"]),
        hub=intern(deal["hub"]),
        parties=_parties(deal["parties"]),
        figure=figure(deal),
        scope=intern(deal["scope"]),
        date=intern(deal["date"]),
        place=intern(deal["place"]),
        window=window(deal["date"], published, deal["status"]),
        published=intern(published),
    )


@lru_cache(MOST_KEPT_SETS)
def _parties(cell: str) -> tuple[str, ...]:
    return tuple(map(intern, cell.split(";")))


@dataclass(slots=True, eq=False)
class Event:
    """All reports of one event so far, the first one first."""

    reports: list[DealReport]
    window: Window | None
    maybe_same_as: str = ""
    hubs: set[str] = field(default_factory=set)
    figures: list[ReportedValue] = field(default_factory=list)
    """The first different values told, aimed at or done."""
    stories: set[str] = field(default_factory=set)
    told_in_parts: bool = False
    """Whether an article has more than one deal of it."""
    by_article: dict[str, list[DealReport]] = field(default_factory=dict)

    @property
    def event_id(self) -> str:
        """The id: that of the first deal, with a mark of its own."""
        return f"event-{self.reports[0].deal_id}"

    def add(self, report: DealReport) -> None:
        """Take in one more report."""
        self.reports.append(report)
        own = self.by_article.setdefault(report.article_id, [])
        own.append(report)
        self.told_in_parts |= len(own) > 1
        self.stories.add(report.story)
        self.hubs |= {report.hub} - {""}
        if report.figure and len(self.figures) < MANY_REPORTS and report.figure not in self.figures:
            self.figures.append(report.figure)
        if report.window:
            self.window = self.window.narrowed(report.window) if self.window else report.window
