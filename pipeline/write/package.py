"""The Frictionless Data Package beside the tables, and the code lists they use."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from pipeline import lexicon, schema
from pipeline.write.folder import write_json
from pipeline.write.manifest import VERSION

if TYPE_CHECKING:
    from pathlib import Path

CODES = {
    "provinces": "province",
    "regencies": "regency",
    "commodities": "commodity",
    "measures": "measure",
    "roles": "role",
    "outlets": "outlet",
}
"""Code lists and their key columns; each is the word list of that name."""

FORMS = {
    "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
    "sqlite": {"format": "sqlite", "mediatype": "application/vnd.sqlite3", "path": "niaga.sqlite"},
}
"""How tables that are no CSV are described."""


def write_package(folder: Path, form: str = "csv") -> None:
    """Write codes/*.csv and datapackage.json for tables of a form; equal word lists give equal bytes."""
    (folder / "codes").mkdir(exist_ok=True)
    for name in CODES:
        (folder / "codes" / f"{name}.csv").write_text(_code_list(name), encoding="utf-8", newline="")
    write_json(folder / "datapackage.json", describe(form))


def describe(form: str = "csv") -> dict[str, Any]:
    """Return the descriptor of the package: every table with its schema, every code list with its version."""
    return {
        "profile": "tabular-data-package",
        "name": "niaga-outputs",
        "title": "Trade facts from Indonesian news",
        "version": VERSION,
        "resources": [_table(name, form) for name in schema.names()] + [_codes(name) for name in CODES],
    }


def _table(name: str, form: str) -> dict[str, Any]:
    declared = schema.load(name)
    about = {key: declared[key] for key in ("title", "description")}
    kept = {key: value for key, value in declared.items() if key not in about}
    csv_file = _resource(name, f"{name}.csv", about, kept)
    if form == "csv":
        return csv_file
    del csv_file["encoding"]
    return {**csv_file, **FORMS[form], "path": FORMS[form].get("path", f"{name}.{form}"), **_within(name, form)}


def _within(name: str, form: str) -> dict[str, Any]:
    """Return how a table is found in a file that holds several."""
    return {"dialect": {"sql": {"table": name}}} if form == "sqlite" else {}


def _codes(name: str) -> dict[str, Any]:
    columns = next(csv.reader(_code_list(name).splitlines()))
    about = {"title": f"Code list: {name}", "version": lexicon.digest(name)}
    meanings = schema.code_lists()[name]
    fields = [{"name": column, "type": "string", "description": meanings[column]} for column in columns]
    return _resource(f"codes-{name}", f"codes/{name}.csv", about, {"fields": fields, "primaryKey": [CODES[name]]})


def _resource(name: str, path: str, about: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name.replace("__", "-"),
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **about,
        "schema": table,
    }


def _code_list(name: str) -> str:
    rows = lexicon.load(name)
    columns = [column for column in rows[0] if column != "example"]
    return "".join(schema.csv_lines([columns, *([row[column] for column in columns] for row in rows)]))
