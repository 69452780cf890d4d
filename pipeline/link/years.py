"""The year by which events, deals and flows are counted, and what it rests on.

`stated`: the text gives a date; `event`: another report of the same event does; `published`: no text does, so it is
the year of the event's first report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.write import Row


class Dated(NamedTuple):
    """A year, `YYYY` or empty where nothing tells it, and its basis."""

    year: str = ""
    year_basis: str = ""


def dated(date: str, published: Iterable[str]) -> Dated:
    """Return the year of a partial ISO date, else of the first publication."""
    if date:
        return Dated(date[:4], "stated")
    first = min(filter(None, published), default="")
    return Dated(first[:4], "published") if first else Dated()


class Years:
    """Fills the years of deals, then of flows; those of the events are known."""

    def __init__(self, events: Iterable[Row], published: Mapping[str, str]) -> None:
        self._events = {row["event_id"]: Dated(row["year"], row["year_basis"]) for row in events}
        self._published = published
        self._deals: dict[str, Dated] = {}

    def deal(self, row: Row) -> Row:
        """Return a deal with its own year, else that of its event, else that of its article."""
        own = dated(row["date"], [self._published.get(row["article_id"], "")])
        event = self._events.get(row["event_id"])
        if event and own.year_basis != "stated":
            own = Dated(event.year, "event") if event.year_basis == "stated" else event
        self._deals[row["deal_id"]] = own
        return row | own._asdict()

    def flow(self, row: Row) -> Row:
        """Return a flow with the year of its deal, else that of its article."""
        alone = dated("", [self._published.get(row["article_id"], "")])
        return row | self._deals.get(row["deal_id"], alone)._asdict()
