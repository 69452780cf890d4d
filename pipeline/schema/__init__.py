"""The tables, declared once: one Frictionless Table Schema per table."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = files(__name__)

EVIDENCE = ("article_id", "start", "stop", "text", "rule")
"""First columns of every fact table."""


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
