"""What of each table is published: no whole sentences, no names of journalists, no paths of a computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import schema

if TYPE_CHECKING:
    from pipeline.write import Row

KEPT_BACK = frozenset({"errors", "rejected", "reviews_unapplied"})
"""Tables that hold paths, or words of reviewers."""
PRIVATE = {"articles": ("reporters", "editors", "source"), "findings": ("review_note",)}
"""Table -> columns left out."""
QUOTED = ("text", "sentence")
"""Columns that hold words of an article."""
LONGEST_CHARS = 120
"""Characters of evidence: enough to find the place, no substitute for the article."""
CUT = "…"
PUBLIC = ("http://", "https://")
"""Beginnings of addresses that others can look up."""

SHORTENED = f"Cut behind {LONGEST_CHARS} characters ({CUT}); start and stop tell all of it."


def names() -> list[str]:
    """Return the tables that are published."""
    return [name for name in schema.names() if name not in KEPT_BACK]


def private(table: str) -> tuple[str, ...]:
    """Return the columns of a table that are left out."""
    return PRIVATE.get(table, ())


def public(row: Row) -> Row:
    """Return a row with its evidence cut short and no address but those of the web."""
    cells = dict(row)
    cells |= {name: short(cells[name]) for name in QUOTED if name in cells}
    if "url" in cells and not cells["url"].lower().startswith(PUBLIC):
        cells["url"] = ""
    return cells


def short(text: str) -> str:
    """Return evidence, cut between two words where it is long."""
    if len(text) <= LONGEST_CHARS:
        return text
    head, _, _ = text[:LONGEST_CHARS].rpartition(" ")
    return (head or text[: LONGEST_CHARS - 1]) + CUT


def described(resource: dict[str, Any], table: str) -> dict[str, Any]:
    """Return the description of a table without what is left out."""
    fields = [
        {**field, "description": f"{field['description']} {SHORTENED}"} if field["name"] in QUOTED else field
        for field in resource["schema"]["fields"]
        if field["name"] not in private(table)
    ]
    return {**resource, "schema": {**resource["schema"], "fields": fields}}
