"""Deals of many articles -> events: deals are read in order, each joins the event that it fits best or opens one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.link.figures import agree
from pipeline.link.same_event import fit, told_together
from pipeline.link.tellings import Event
from pipeline.link.windows import OFF, RECALLED, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from pipeline.link.tellings import Telling
    from pipeline.link.windows import Window

Parties = frozenset[str]

MOST_CANDIDATES = 200
"""Events of one month between the same provinces that a deal is compared with, the latest ones."""
TELLING_DIGITS = 3
"""Digits of a figure that hardly two events of a year share."""


class Events:
    """All events so far."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._by_month: defaultdict[tuple[Parties, int], list[Event]] = defaultdict(list)
        self._by_year: defaultdict[tuple[Parties, int], list[Event]] = defaultdict(list)
        self._by_article: defaultdict[tuple[Parties, str], list[Event]] = defaultdict(list)

    def find(self, deal: Telling) -> Event:
        """Return the event that a deal tells of, a new one where no event before fits."""
        parties = frozenset(deal.parties)
        event = self._own(deal, parties) or self._other(deal, parties) or self._new(deal, parties)
        event.add(deal)
        own = self._by_article[parties, deal.article_id]
        if event not in own:
            own.append(event)
        return event

    def _own(self, deal: Telling, parties: Parties) -> Event | None:
        """Return the event that the same article told of before."""
        own = self._by_article[parties, deal.article_id]
        return next((event for event in own if self._consistent(deal, event)), None)

    def _consistent(self, deal: Telling, event: Event) -> bool:
        return all(told_together(deal, other) for other in event.by_article.get(deal.article_id, ()))

    def _other(self, deal: Telling, parties: Parties) -> Event | None:
        """Return the event of other articles that fits best, the first of those."""
        best, best_score = None, None
        for event in self._candidates(deal, parties):
            if deal.article_id in event.by_article:
                continue
            score = fit(deal, event)
            if score and (best_score is None or score > best_score):
                best, best_score = event, score
        return best

    def _candidates(self, deal: Telling, parties: Parties) -> Iterator[Event]:
        if deal.window is None:
            return
        seen: set[int] = set()
        reach = RECALLED if deal.is_mission and deal.figure else OFF
        for month in _months(deal.window, reach):
            for event in self._by_month.get((parties, month), [])[-MOST_CANDIDATES:]:
                if id(event) not in seen:
                    seen.add(id(event))
                    yield event

    def _new(self, deal: Telling, parties: Parties) -> Event:
        event = Event([], deal.window)
        self.events.append(event)
        if deal.window is not None:
            event.maybe_same_as = self._resembling(deal, deal.window, parties)
            for month in _months(deal.window, OFF):
                self._by_month[parties, month].append(event)
            for year in range(deal.window.start.year, deal.window.stop.year + 1):
                self._by_year[parties, year].append(event)
        return event

    def _resembling(self, deal: Telling, window: Window, parties: Parties) -> str:
        """Return the event of the same parties, figure and year that only a date is missing to join, or nothing."""
        value = deal.figure
        if value is None or value.single is None or len(str(value.single).rstrip("0")) < TELLING_DIGITS:
            return ""
        for event in self._by_year.get((parties, window.start.year), [])[-MOST_CANDIDATES:]:
            vague = event.window is not None and YEAR in (event.window.basis, window.basis)
            same_figure = any(each.single is not None and agree(value, each) for each in event.figures)
            if vague and same_figure and deal.article_id not in event.by_article:
                return event.event_id
        return ""


def _months(window: Window, reach: timedelta) -> range:
    """Return the months that a window and what is near it touch, counted from year 0."""
    start, stop = window.start - reach, window.stop + reach
    return range(start.year * 12 + start.month, stop.year * 12 + stop.month + 1)
