"""Deals of many articles -> events: deals are read in order, each joins the event that it fits best or opens one."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.link.deal_reports import MOST_KEPT_SETS, Event
from pipeline.link.same_event import fit_by_figure, match_score, told_together
from pipeline.link.windows import DAY, ISSUE, OFF, YEAR

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from pipeline.link.deal_reports import DealReport
    from pipeline.link.windows import Window

Parties = frozenset[str]

MOST_CANDIDATES = 100
"""Events of one key that a deal is compared with, the latest ones."""


class Events:
    """All events so far."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._told: dict[tuple[Parties, str], list[Event]] = {}
        """Events by the provinces and the article that told of them."""
        self._index: defaultdict[Hashable, list[Event]] = defaultdict(list)
        """Events by provinces and month, by provinces and value, by value alone."""

    def find(self, deal: DealReport) -> Event:
        """Return the event that a deal tells of, a new one where no event before fits."""
        parties = _set(deal.parties)
        event = self._own(deal, parties) or self._other(deal, parties) or self._new(deal, parties)
        event.add(deal)
        own = self._told.setdefault((parties, deal.article_id), [])
        if event not in own:
            own.append(event)
        for key in ((parties, deal.story), *_values(deal, parties)):
            if event not in self._latest(key):
                self._index[key].append(event)
        return event

    def _own(self, deal: DealReport, parties: Parties) -> Event | None:
        """Return the event that the same article told of before."""
        own = self._told.get((parties, deal.article_id), ())
        return next((event for event in own if told_together(deal, event.by_article[deal.article_id])), None)

    def _other(self, deal: DealReport, parties: Parties) -> Event | None:
        """Return the event of other articles that fits best, the first of those."""
        best, best_score = None, None
        for event in self._candidates(deal, parties):
            score = match_score(deal, event)
            if score and (best_score is None or score > best_score):
                best, best_score = event, score
        return best or self._of_value(deal)

    def _of_value(self, deal: DealReport) -> Event | None:
        """Return the event of other articles, and partly of other provinces, that has the very value."""
        if deal.result is None or not deal.result.report:
            return None
        told = self._strangers(deal, [deal.result.size])
        return next((event for event in told if fit_by_figure(deal, event)), None)

    def _candidates(self, deal: DealReport, parties: Parties) -> Iterator[Event]:
        months = [(parties, month) for month in _months(deal.window)] if deal.window else []
        return self._strangers(deal, [(parties, deal.story), *months, *_values(deal, parties)[:1]])

    def _strangers(self, deal: DealReport, keys: Iterable[Hashable]) -> Iterator[Event]:
        """Yield the latest events of some keys that the article has not told of, each once."""
        seen: set[int] = set()
        for key in keys:
            for event in self._latest(key):
                if id(event) not in seen and deal.article_id not in event.by_article:
                    seen.add(id(event))
                    yield event

    def _latest(self, key: Hashable) -> list[Event]:
        return self._index.get(key, [])[-MOST_CANDIDATES:]

    def _new(self, deal: DealReport, parties: Parties) -> Event:
        event = Event([], deal.window, self._resembling(deal, parties))
        self.events.append(event)
        if deal.window is not None and deal.window.basis not in {YEAR, ISSUE}:
            for month in _months(deal.window):
                self._index[parties, month].append(event)
        return event

    def _resembling(self, deal: DealReport, parties: Parties) -> str:
        """Return the event of the same provinces, value and year that only a date is missing to join, or nothing."""
        if deal.figure is None or not deal.figure.report:
            return ""
        alike = self._strangers(deal, _values(deal, parties)[:1])
        return next((event.event_id for event in alike if _vaguely_one(deal.window, event.window)), "")


@lru_cache(MOST_KEPT_SETS)
def _set(parties: tuple[str, ...]) -> Parties:
    return frozenset(parties)


def _vaguely_one(left: Window | None, right: Window | None) -> bool:
    """Tell whether two windows without a day leave it open that they are of one event."""
    if left is None or right is None:
        return True
    return left.start.year == right.start.year and {left.basis, right.basis} != {DAY}


def _months(window: Window) -> range:
    """Return the months that a window and what is near it touch, counted from year 0."""
    start, stop = window.start - OFF, window.stop + OFF
    return range(start.year * 12 + start.month, stop.year * 12 + stop.month + 1)


def _values(deal: DealReport, parties: Parties) -> list[Hashable]:
    """Return the keys of a single value: with its provinces, and alone where it is telling."""
    if deal.figure is None or deal.figure.single is None:
        return []
    alone = [deal.figure.single] if deal.result and deal.figure.report else []
    return [(parties, "value", deal.figure.single), *alone]
