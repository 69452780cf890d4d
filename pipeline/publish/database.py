"""The published tables as one SQLite database for Datasette: keys between tables, full-text search over evidence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.publish.tables import names, private
from pipeline.write.sqlite import DATABASE, fill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEARCHED = ("text", "sentence", "title", "message", "reason", "name", "variants")
"""Columns with words to search."""


def write_database(folder: Path) -> None:
    """Make the database of the CSV tables and code lists of a folder."""
    path = folder / DATABASE
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        fill(database, folder, names())
        for table in names():
            for column in private(table):
                database.execute(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
            _searchable(database, table)
        database.commit()
        database.execute("VACUUM")


def _searchable(database: sqlite3.Connection, table: str) -> None:
    """Add an index of words, named and made as Datasette looks for it."""
    found = [name for name in schema.columns(table) if name in SEARCHED and name not in private(table)]
    if not found:
        return
    columns = ", ".join(f'"{name}"' for name in found)
    database.execute(
        f'CREATE VIRTUAL TABLE "{table}_fts" USING FTS5 ({columns}, content="{table}", tokenize="unicode61")'
    )
    database.execute(
        f'INSERT INTO "{table}_fts" (rowid, {columns}) SELECT rowid, {columns} FROM "{table}"'  # noqa: S608 (names of ours)
    )


def metadata(package: Mapping[str, Any]) -> dict[str, Any]:
    """Return what Datasette shows beside the database: titles, columns in words, the licence."""
    licence = package["licenses"][0]
    tables = {
        resource["name"].replace("-", "__") if not resource["name"].startswith("codes-") else "": {
            "title": resource["title"],
            "description": resource["description"],
            "columns": {field["name"]: field["description"] for field in resource["schema"]["fields"]},
        }
        for resource in package["resources"]
        if "description" in resource
    }
    return {
        "title": package["title"],
        "license": licence["title"],
        "license_url": licence["path"],
        "databases": {DATABASE.removesuffix(".sqlite"): {"tables": tables}},
    }
