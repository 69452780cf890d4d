"""The tables as the machine made them, kept beside those with decisions on them.

machine/<table>.csv    as extracted, linked and audited, before any decision
machine/state.json     which bytes `apply` wrote: a table with other bytes is a new one of the machine
"""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import schema
from pipeline.write import Aside, columns, records, write_atomic
from pipeline.write.delimited import lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.review.decision import Row

HOME = "machine"
STATE = "state.json"

KEPT = ("deals", "flows", "findings", "articles")
"""Tables that decisions change; what follows from them (deals__parties) is made anew.

Articles come last: until their copy is renewed, it tells which articles are new.
"""

RECKONED = ("year", "year_basis")
"""Columns of deals and flows that follow from other tables and are reckoned anew with them."""

ADDED_RULE = "review"
"""`rule` of rows that a reviewer added."""


class ReviewError(Exception):
    """The folder can't take decisions; the message says what to do."""


class Table(NamedTuple):
    """A whole table, cells as text."""

    columns: tuple[str, ...]
    rows: list[Row]

    def content(self) -> bytes:
        """Return the table as a file of CSV."""
        cells = ([row.get(column, "") for column in self.columns] for row in self.rows)
        return "".join(schema.csv_lines(chain([self.columns], cells))).encode()

    @property
    def digest(self) -> str:
        """Its hash, the same in whichever form it is kept and whatever years were reckoned for its rows."""
        own = tuple(column for column in self.columns if column not in RECKONED)
        return sha256(Table(own, self.rows).content()).hexdigest()


class OriginalTables:
    """The machine's tables of one folder; hold the folder's lock while using it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / HOME
        state = self._state()
        self._written: dict[str, list[str]] = state.get("written", {})
        self.event_ids: Row = state.get("event_ids", {})
        """deal_id -> event_id of added deals, as `niaga link` gave them."""
        kept = self._kept("articles")
        self._known = {row["article_id"] for row in kept.rows} if kept else set()

    def keep(self, table: str) -> Table | None:
        """Return the machine's rows of a table, after keeping them; None where there is no such table.

        Raises ReviewError when the table has decisions on it but is not what `apply` wrote.
        """
        names = columns(self.folder, table)
        if names is None:
            return None
        now, kept = Table(names, list(records(self.folder, table))), self._kept(table)
        if kept and now.digest in self._written.get(table, ()):
            return kept
        if not any(row.get("reviewed") for row in now.rows):
            self._written.pop(table, None)
            return self._keep(table, now, kept)
        taken = self._take_over(table, now, kept) if kept else None
        if taken is None:
            raise ReviewError(
                f"the table {table} of {self.folder} was changed after decisions had been applied; make the tables "
                "again with niaga extract (decisions are kept in reviews.jsonl)"
            )
        self._written[table] = [now.digest]
        return self._keep(table, taken, kept)

    def publish(self, tables: Mapping[str, Table]) -> None:
        """Put tables with decisions on them in place; killed in between, the next `apply` still tells them apart."""
        for table in KEPT:
            if table in tables:
                self._written[table] = [*self._written.get(table, [])[-1:], tables[table].digest]
        self.home.mkdir(exist_ok=True)
        state = {"written": self._written, "event_ids": self.event_ids}
        write_atomic(self.home / STATE, [json.dumps(state, indent=1).encode() + b"\n"])
        with Aside(self.folder) as aside:
            for table, content in tables.items():
                aside.write(table, content.rows)

    def _kept(self, table: str) -> Table | None:
        path = self.home / f"{table}.csv"
        if not path.exists():
            return None
        names, *rows = lines(path)
        return Table(names, [dict(zip(names, row, strict=True)) for row in rows])

    def _keep(self, table: str, new: Table, kept: Table | None) -> Table:
        if new != kept:
            self.home.mkdir(exist_ok=True)
            write_atomic(self.home / f"{table}.csv", [new.content()])
        return new

    def _take_over(self, table: str, now: Table, kept: Table) -> Table | None:
        """Take over what others wrote into a table with decisions on it: rows of new articles, and links of deals."""
        machine = [row for row in kept.rows if row["article_id"] in self._known]
        old = [row for row in now.rows if row["article_id"] in self._known]
        new = [row for row in now.rows if row["article_id"] not in self._known]
        if any(row["reviewed"] for row in new):
            return None
        if Table(now.columns, old).digest not in self._written.get(table, ()):
            linked = self._linked(machine, old) if table == "deals" else None
            if linked is None:
                return None
            machine = linked
        return Table(kept.columns, [*machine, *new])

    def _linked(self, machine: list[Row], deals: list[Row]) -> list[Row] | None:
        """Return the machine's deals with what `niaga link` wrote: events, and one id per person."""
        now = {row["deal_id"]: row for row in deals}
        rows = [{**row, **_linked(now.pop(row["deal_id"], {}))} for row in machine]
        if any(row["rule"] != ADDED_RULE for row in now.values()):
            return None
        self.event_ids = {deal_id: row["event_id"] for deal_id, row in now.items()}
        return rows

    def _state(self) -> dict[str, Any]:
        try:
            state: dict[str, Any] = json.loads((self.home / STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        kept = {table: of for table, of in state["written"].items() if (self.home / f"{table}.csv").exists()}
        return {**state, "written": kept}


def _linked(row: Row) -> Row:
    """Return the cells of a deal that `niaga link` writes; the reviewer's own are no part of the machine's rows."""
    columns = ("event_id",) if row.get("reviewed") else ("event_id", "speaker")
    return {column: row[column] for column in columns if column in row}
