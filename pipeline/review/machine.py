"""The tables as the machine made them, kept beside those with decisions on them.

machine/<table>.csv    as extracted, linked and audited, before any decision
machine/state.json     which bytes `apply` wrote: a table with other bytes is a new one of the machine
"""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.write import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.review.decision import Row

HOME = "machine"
STATE = "state.json"

KEPT = ("deals", "flows", "findings", "articles")
"""Tables that decisions change; what follows from them (deals__parties) is made anew.

Articles come last: until their copy is renewed, it tells which articles are new.
"""


ADDED_RULE = "review"
"""`rule` of rows that a reviewer added."""


class ReviewError(Exception):
    """The folder can't take decisions; the message says what to do."""


class Machine:
    """The machine's tables of one folder; hold the folder's lock while using it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / HOME
        state = self._state()
        self._written: dict[str, list[str]] = state.get("written", {})
        self.event_ids: Row = state.get("event_ids", {})
        """deal_id -> event_id of added deals, as `niaga link` gave them."""
        kept = self.home / "articles.csv"
        self._known = {row["article_id"] for row in read_rows(kept)[1]} if kept.exists() else set()

    def keep(self, table: str) -> Path | None:
        """Return where the machine's rows of a table are kept, after keeping them; None where there is no such table.

        Raises ReviewError when the table has decisions on it but is not what `apply` wrote.
        """
        path, copy = self.folder / f"{table}.csv", self.home / f"{table}.csv"
        if not path.exists():
            return None
        if self._is_written(table):
            return copy
        if not _has_decisions(path):
            self.home.mkdir(exist_ok=True)
            if not copy.exists() or copy.read_bytes() != path.read_bytes():
                write_whole(copy, [path.read_bytes()])
            self._written.pop(table, None)
        elif not copy.exists() or not self._take_over(table, path, copy):
            raise ReviewError(
                f"{path} was changed after decisions had been applied; make the tables again with niaga extract "
                "(decisions are kept in reviews.jsonl)"
            )
        return copy

    def publish(self, files: Mapping[str, bytes]) -> None:
        """Put tables with decisions on them in place; killed in between, the next `apply` still tells them apart."""
        for name, content in files.items():
            table = name.removesuffix(".csv")
            if table in KEPT:
                self._written[table] = [*self._written.get(table, [])[-1:], digest(content)]
        self.home.mkdir(exist_ok=True)
        state = {"written": self._written, "event_ids": self.event_ids}
        write_whole(self.home / STATE, [json.dumps(state, indent=1).encode() + b"\n"])
        for name, content in files.items():
            if not (self.folder / name).exists() or (self.folder / name).read_bytes() != content:
                write_whole(self.folder / name, [content])

    def _take_over(self, table: str, path: Path, copy: Path) -> bool:
        """Take over what others wrote into a table with decisions on it: rows of new articles, and links of deals."""
        columns, machine = read_rows(copy)
        machine = [row for row in machine if row["article_id"] in self._known]
        header, rows = read_rows(path)
        old = [row for row in rows if row["article_id"] in self._known]
        new = [row for row in rows if row["article_id"] not in self._known]
        if any(row["reviewed"] for row in new):
            return False
        if digest(csv_bytes(header, old)) not in self._written.get(table, ()):
            linked = self._linked(machine, old) if table == "deals" else None
            if linked is None:
                return False
            machine = linked
        write_whole(copy, [csv_bytes(columns, [*machine, *new])])
        self._written[table] = [digest(path.read_bytes())]
        return True

    def _linked(self, machine: list[Row], deals: list[Row]) -> list[Row] | None:
        """Return the machine's deals with what `niaga link` wrote: events, and one id per person."""
        now = {row["deal_id"]: row for row in deals}
        rows = [{**row, **_linked(now.pop(row["deal_id"], {}))} for row in machine]
        if any(row["rule"] != ADDED_RULE for row in now.values()):
            return None
        self.event_ids = {deal_id: row["event_id"] for deal_id, row in now.items()}
        return rows

    def _is_written(self, table: str) -> bool:
        path = self.folder / f"{table}.csv"
        return table in self._written and digest(path.read_bytes()) in self._written[table]

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


def read_rows(path: Path) -> tuple[list[str], list[Row]]:
    """Return the header and the rows of a table, cells as text."""
    csv.field_size_limit(schema.LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def csv_bytes(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a table as its file."""
    cells = ([row.get(column, "") for column in columns] for row in rows)
    return "".join(schema.csv_lines(chain([columns], cells))).encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return sha256(content).hexdigest()


def _has_decisions(path: Path) -> bool:
    columns, rows = read_rows(path)
    return "reviewed" in columns and any(row["reviewed"] for row in rows)
