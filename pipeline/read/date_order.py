"""The order of day, month and year in dates of numbers: `10/7/2025` beside `10/13/2025` in one file is month first.

A file decides for itself by the cells that allow one order only. One whose cells allow several goes by the other files
of its folder, if these agree. Where nothing decides, the order stays empty.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read import published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.read.record import HtmlPage, Record


def ordered(
    found: Iterable[Record | HtmlPage | ReadError],
    again: Callable[[], Iterable[Record | HtmlPage | ReadError]],
    given: str = "",
) -> Iterator[Record | HtmlPage | ReadError]:
    """Yield the records, those of several readings with the order of their file, which `given` overrides.

    `again` reads all inputs once more; that is done at the first date of several readings, before its article is dated.
    """
    orders: Orders | None = None
    for item in found:
        if isinstance(item, ReadError) or not _is_ambiguous(item, given):
            yield item
        elif given:
            yield replace(item, date_order=given)
        else:
            orders = orders or Orders(again())
            yield replace(item, date_order=orders.of(item.source))


def _is_ambiguous(item: Record | HtmlPage, given: str) -> bool:
    return item.published is not None and len(set(published.readings(item.published, given).values())) > 1


class Orders:
    """What the dates of all files tell of their order."""

    def __init__(self, found: Iterable[Record | HtmlPage | ReadError]) -> None:
        self._files: dict[str, set[str]] = defaultdict(set)
        self._folders: dict[str, set[str]] = defaultdict(set)
        for item in found:
            if not isinstance(item, ReadError) and (order := _only(item)):
                self._files[item.source].add(order)
                self._folders[_folder(item.source)].add(order)

    def of(self, source: str) -> str:
        """Return the order of a file, empty where nothing decides or its dates contradict each other."""
        orders = self._files.get(source) or self._folders.get(_folder(source)) or set()
        return next(iter(orders)) if len(orders) == 1 else ""


def _folder(source: str) -> str:
    return str(PurePath(source).parent)


def _only(item: Record | HtmlPage) -> str:
    """Return the only order that a date allows, or that the day in the address leaves; empty where several do."""
    found = published.readings(item.published or "")
    if item.url and (day := published.from_url(item.url)) in found.values():
        found = {order: iso for order, iso in found.items() if iso == day}
    return next(iter(found)) if len(found) == 1 else ""
