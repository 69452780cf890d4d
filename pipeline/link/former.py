"""Ids that stay: what an earlier run knew keeps the id it had, and what merged, parted or went is listed.

Each row of a re-run is matched with the row of the same article that it was before; an event or a person keeps the id
that most of its rows had. So ids may be cited, whatever later models and later articles bring together.
"""

from __future__ import annotations

import csv
import sqlite3
import warnings
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pipeline.write import Row, TablesError, columns, form_of, records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

UNREADABLE = (TablesError, ValueError, OSError, ImportError, csv.Error, sqlite3.Error)
MERGED, PARTED, GONE = "merged", "parted", "gone"
CHANGES = "id_changes"


class Kind(NamedTuple):
    """What has an id over all articles."""

    name: str
    home: str
    """The table with a row for each."""
    members: str
    """The table whose rows belong to them."""
    column: str
    """The id in both."""
    likeness: tuple[tuple[str, ...], ...]
    """Columns in which a row of an article equals the one that it was before, the surest first."""


EVENTS = Kind("event", "events", "deals", "event_id", (("start", "status", "parties"), ("start",), ("parties",)))
PEOPLE = Kind("person", "people", "officials", "official_id", (("start",), ("name",)))


@dataclass
class Former:
    """The ids of one kind that a folder gave before, and where they are now."""

    kind: Kind
    ids: list[str] = field(default_factory=list)
    _articles: Collection[str] = ()
    _groups: Iterator[tuple[str, list[Row]]] = field(default_factory=lambda: iter(()))
    _passed: dict[str, list[Row]] = field(default_factory=dict)
    _shared: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Former id and the one that a row would have now -> rows."""
    _new: list[str] = field(default_factory=list)
    _kept: dict[str, str] = field(default_factory=dict)

    def see(self, article_id: str, rows: Sequence[Row], new_ids: Iterable[str]) -> None:
        """Take in the rows of an article and the ids that they would have without a former run."""
        if article_id in self._articles:
            was = _were(rows, self._of(article_id), self.kind)
            self._shared.update(pair for pair in zip(was, new_ids, strict=True) if pair[0])

    def assign_ids(self, new_ids: Iterable[str]) -> None:
        """Let each keep the id of the former one with which it shares most rows; `new_ids` are those without one."""
        order = {former: number for number, former in enumerate(self.ids)}
        self._new = list(new_ids)
        taken: set[str] = set()
        for former, new in sorted(self._shared, key=lambda pair: (-self._shared[pair], order[pair[0]])):
            if new not in self._kept and former not in taken:
                self._kept[new] = former
                taken.add(former)
        used = {*self.ids, *self._new}
        for new in self._new:
            if new not in self._kept and new in order:
                self._kept[new] = _free(new, used)
                used.add(self._kept[new])

    def now(self, new: str) -> str:
        """Return the id to write for one that a row would have without a former run."""
        return self._kept.get(new, new)

    @property
    def alive(self) -> set[str]:
        """All ids that are written."""
        return set(map(self.now, self._new))

    def changes(self) -> Iterator[Row]:
        """Yield a row for each former id whose rows are now elsewhere, in part or all of them."""
        alive = self.alive
        went: defaultdict[str, list[str]] = defaultdict(list)
        for former, new in self._shared:
            went[former].append(self.now(new))
        for former in self.ids:
            for now in went[former] or [""]:
                if now != former:
                    change = PARTED if former in alive else MERGED if now else GONE
                    yield {"kind": self.kind.name, "former_id": former, "id": now, "change": change}

    def _of(self, article_id: str) -> list[Row]:
        """Return the rows of an article, which mostly come in the order in which they are asked for."""
        if article_id in self._passed:
            return self._passed.pop(article_id)
        for other, rows in self._groups:
            if other == article_id:
                return rows
            self._passed[other] = rows
        return []


def former(folder: Path, kind: Kind) -> Former:
    """Return the ids that the tables of a folder give; none where there are no linked tables.

    Warns (UserWarning) of tables that can't be read: ids are made anew then.
    """
    try:
        if not columns(folder, kind.home):
            return Former(kind)
        ids = [row[kind.column] for row in records(folder, kind.home)]
        articles = {row["article_id"] for row in records(folder, kind.members)} if ids else set()
    except (*UNREADABLE, KeyError):
        if _has_tables(folder):
            warnings.warn(f"the former tables of {folder} can't be read: its ids are made anew", stacklevel=2)
        return Former(kind)
    return Former(kind, ids, articles, _groups(folder, kind, set(ids)))


def listed(folder: Path) -> list[Row]:
    """Return what changed in earlier runs."""
    try:
        return list(records(folder, CHANGES)) if columns(folder, CHANGES) else []
    except UNREADABLE:
        return []


def together(earlier: Iterable[Row], *settled: Former) -> list[Row]:
    """Return the changes of all runs, each once; an id that is in use again has neither merged nor gone."""
    alive = {former_id for former in settled for former_id in former.alive}
    now = (row for former in settled for row in former.changes())
    rows = {tuple(row.items()): row for row in (*earlier, *now)}
    return [row for row in rows.values() if row["change"] == PARTED or row["former_id"] not in alive]


def _has_tables(folder: Path) -> bool:
    try:
        return bool(form_of(folder))
    except TablesError:
        return False


def _groups(folder: Path, kind: Kind, ids: set[str]) -> Iterator[tuple[str, list[Row]]]:
    wanted = {kind.column, *(name for names in kind.likeness for name in names)}
    for article_id, rows in groupby(records(folder, kind.members), key=lambda row: row["article_id"]):
        yield article_id, [{name: row.get(name, "") for name in wanted} for row in rows if row[kind.column] in ids]


def _were(rows: Sequence[Row], before: Sequence[Row], kind: Kind) -> list[str]:
    """Return the id that each row of an article had before, empty for a new one."""
    found = [""] * len(rows)
    left = dict(enumerate(before))
    for names in kind.likeness:
        waiting: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for number, row in left.items():
            waiting[tuple(row[name] for name in names)].append(number)
        for at, row in enumerate(rows):
            alike = waiting.get(tuple(row[name] for name in names))
            if alike and not found[at]:
                found[at] = left.pop(alike.popleft())[kind.column]
    return found


def _free(name: str, used: Collection[str]) -> str:
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"
