"""The tables as CSV: the form in which all others are made and changed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from pipeline import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def files() -> list[str]:
    """Return the names of the files that hold the tables."""
    return [file(table) for table in schema.names()]


def file(table: str) -> str:
    """Return the name of the file that holds a table."""
    return f"{table}.csv"


def convert(home: Path) -> None:
    """Leave the CSV tables of a folder as they are."""


def columns(folder: Path, table: str) -> tuple[str, ...] | None:
    """Return the columns that a folder's table has, None where it has no such table."""
    path = folder / file(table)
    return next(lines(path), ()) if path.exists() else None


def rows(folder: Path, table: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table."""
    found = lines(folder / file(table))
    next(found, None)
    yield from found


def put(folder: Path, new: Mapping[str, Path]) -> None:
    """Put CSV files in the place of a folder's tables."""
    for table, path in new.items():
        path.replace(folder / file(table))


def lines(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a CSV file as cells, its header first."""
    csv.field_size_limit(schema.LONGEST_CELL_CHARS)
    with path.open(encoding="utf-8", newline="") as file:
        yield from map(tuple, csv.reader(file))
