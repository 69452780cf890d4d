"""The tables as one SQLite database, with their keys: it opens in Datasette as it is."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.write.chunks import TEXTS
from pipeline.write.package import CODES
from pipeline.write.rows import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

DATABASE = "niaga.sqlite"
TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
QUICK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
"""The file is made anew or not at all: nothing is lost with the journal."""


def files() -> list[str]:
    """Return the names of the files that hold the tables."""
    return [DATABASE]


def file(_: str) -> str:
    """Return the name of the file that holds a table: one for all."""
    return DATABASE


def convert(home: Path) -> None:
    """Turn the CSV tables of a folder, its code lists and its texts into a database; an empty cell is null."""
    with closing(sqlite3.connect(home / DATABASE)) as database:
        database.executescript(QUICK)
        fill(database, home, schema.names())
        _texts(database, home / TEXTS)
        database.commit()
    for table in schema.names():
        (home / f"{table}.csv").unlink()


def fill(database: sqlite3.Connection, home: Path, tables: Iterable[str]) -> None:
    """Take the code lists and some CSV tables of a folder into an empty database, with their keys."""
    csv.field_size_limit(schema.LONGEST_CELL_CHARS)
    for name in CODES:
        _codes(database, name, home / "codes" / f"{name}.csv")
    for table in tables:
        _create(database, table)
        _fill(database, table, home / f"{table}.csv")


def columns(folder: Path, table: str) -> tuple[str, ...] | None:
    """Return the columns that a folder's table has, None where it has no such table."""
    if not (folder / DATABASE).exists():
        return None
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return _columns(database, table) or None


def rows(folder: Path, table: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table as CSV holds them."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        kinds = [_kinds(table)[name] for name in _columns(database, table)]
        for row in database.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608 (a name of ours)
            yield tuple(_written(value, kind == "boolean") for value, kind in zip(row, kinds, strict=True))


def put(folder: Path, new: Mapping[str, Path]) -> None:
    """Put what CSV files hold in the place of a folder's tables, all in one transaction."""
    csv.field_size_limit(schema.LONGEST_CELL_CHARS)
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        for table, path in new.items():
            if _columns(database, table):
                database.execute(f'DELETE FROM "{table}"')  # noqa: S608 (a name of ours)
            else:
                _create(database, table)
            _fill(database, table, path)
    for path in new.values():
        path.unlink()


def _columns(database: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Return the columns of a table, none where there is no such table."""
    return tuple(row[1] for row in database.execute(f'PRAGMA table_info("{table}")'))


def _kinds(table: str) -> dict[str, str]:
    return {field["name"]: field["type"] for field in schema.load(table)["fields"]}


def _create(database: sqlite3.Connection, table: str) -> None:
    declared = schema.load(table)
    columns = [f'"{field["name"]}" {TYPES.get(field["type"], "TEXT")}' for field in declared["fields"]]
    keys = [f"PRIMARY KEY ({_listed(declared['primaryKey'])})"] if declared.get("primaryKey") else []
    keys += [f"FOREIGN KEY ({_listed(key['fields'])}) REFERENCES {home}" for key, home in _references(table)]
    database.execute(f'CREATE TABLE "{table}" ({", ".join(columns + keys)})')


def _fill(database: sqlite3.Connection, table: str, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        names = next(lines)
        kinds = [_kinds(table)[name] for name in names]
        typed = ([_typed(cell, kind) for cell, kind in zip(line, kinds, strict=True)] for line in lines)
        _insert(database, f'"{table}" ({_listed(names)})', len(names), typed)
    declared = schema.load(table)
    for key in [{"fields": "article_id"}, *declared.get("foreignKeys", [])]:
        if set(_names(key["fields"])) <= {field["name"] for field in declared["fields"]}:
            name = "_".join([table, *_names(key["fields"])])
            database.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON "{table}" ({_listed(key["fields"])})')


def _references(table: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield foreign keys and what they refer to, where that is a primary key: SQLite takes no other."""
    for key in schema.load(table).get("foreignKeys", []):
        resource, fields = key["reference"]["resource"] or table, key["reference"]["fields"]
        if resource.startswith("codes-"):
            yield key, f'"{resource.replace("-", "_")}" ({_listed(fields)})'
        elif _names(fields) == schema.load(resource.replace("-", "__")).get("primaryKey"):
            yield key, f'"{resource.replace("-", "__")}" ({_listed(fields)})'


def _codes(database: sqlite3.Connection, name: str, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        columns = next(lines)
        key = CODES[name]
        cells = ", ".join(f'"{column}" TEXT{" PRIMARY KEY" if column == key else ""}' for column in columns)
        database.execute(f'CREATE TABLE "codes_{name}" ({cells})')
        _insert(database, f'"codes_{name}"', len(columns), lines)


def _texts(database: sqlite3.Connection, path: Path) -> None:
    database.execute("CREATE TABLE texts (article_id TEXT PRIMARY KEY REFERENCES articles (article_id), text TEXT)")
    with path.open(encoding="utf-8") as file:
        records = map(json.loads, file)
        _insert(database, '"texts"', 2, ((record["article_id"], record["text"]) for record in records))


def _insert(database: sqlite3.Connection, target: str, width: int, content: Iterable[Any]) -> None:
    database.executemany(f"INSERT INTO {target} VALUES ({', '.join('?' * width)})", content)  # noqa: S608


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields


def _listed(fields: str | list[str]) -> str:
    return ", ".join(f'"{name}"' for name in _names(fields))


def _typed(cell: str, kind: str) -> str | int | None:
    if not cell:
        return None
    return int(cell) if kind == "integer" else int(cell == "true") if kind == "boolean" else cell


def _written(value: object, is_flag: bool) -> str:  # noqa: FBT001 (one call)
    if value is None:
        return ""
    if isinstance(value, float):
        return number(value)
    return ("true" if value else "false") if is_flag else str(value)
