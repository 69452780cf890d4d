"""The tables, declared once: one Frictionless Table Schema per table."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = files(__name__)

EVIDENCE = ("article_id", "start", "stop", "text", "rule")
"""First columns of every fact table."""

SETTLED = ("realised", "agreed")
"""Statuses of deals that have happened, the furthest first."""

MESSAGES = {"en": "message", "id": "message_indonesian"}
"""Language -> the column of a finding's message."""

LONGEST_CELL_CHARS = 2**31 - 1
"""A sentence without an end may be longer than what csv takes by default."""

FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""First characters that make a spreadsheet run a cell; the wide ones do where East Asian keyboards are at home."""

NEGATIVE = re.compile(r"-[0-9]+(?:\.[0-9]+)?")


@cache
def load(table: str) -> dict[str, Any]:
    """Return the Table Schema of one table.

    Raises FileNotFoundError when no such table is declared.
    """
    schema: dict[str, Any] = json.loads(FOLDER.joinpath(f"{table}.json").read_text(encoding="utf-8"))
    return schema


def names() -> list[str]:
    """Return the names of all declared tables, sorted."""
    return sorted(entry.name[:-5] for entry in FOLDER.iterdir() if entry.name.endswith(".json"))


@cache
def columns(table: str) -> tuple[str, ...]:
    """Return the column names of one table, in order."""
    return tuple(field["name"] for field in load(table)["fields"])


@cache
def code_lists() -> dict[str, dict[str, str]]:
    """Return code list -> its columns with what they mean, in order."""
    found: dict[str, dict[str, str]] = {}
    lines = FOLDER.joinpath("code_lists.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        found.setdefault(row["list"], {})[row["column"]] = row["meaning"]
    return found


@cache
def with_evidence() -> tuple[str, ...]:
    """Return the tables whose rows stand on words of an article, sorted."""
    return tuple(name for name in names() if columns(name)[: len(EVIDENCE)] == EVIDENCE)


@cache
def rules(table: str) -> dict[str, str]:
    """Return what each rule that a table can name takes, by its name; Markdown, one sentence or two."""
    lines = FOLDER.joinpath("rules.csv").read_text(encoding="utf-8").splitlines()
    return {row["rule"]: row["meaning"] for row in csv.DictReader(lines) if row["table"] == table}


def escape_formula(text: str) -> str:
    """Return a text cell that no spreadsheet runs: `'` before what it would take for a formula; numbers stay."""
    return f"'{text}" if text[:1] in FORMULA and not NEGATIVE.fullmatch(text) else text


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield rows as lines of CSV, each with a line feed; carriage returns are quoted, or they would end the row."""
    writer = csv.writer(_Line(), lineterminator=_Line.END)
    for row in rows:
        yield writer.writerow(row)


class _Line:
    """Gives a line of CSV back to who writes it, its end shortened: `csv` quotes no character that ends no line."""

    END = "\r\n"

    def write(self, line: str) -> str:
        return line.removesuffix(self.END) + "\n"
