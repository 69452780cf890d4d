"""What each column means, as the schemas declare it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
"""Pattern by which the schemas declare a partial date."""


class Column(NamedTuple):
    """One column of a table."""

    table: str
    name: str
    type: str
    """`string`, `integer`, `number`, `boolean` or `date`."""
    unit: str
    codes: tuple[str, ...]
    """Those that it can have, none where they are open."""
    meaning: str


def codebook(table: str) -> Iterator[Column]:
    """Yield the columns of a table, in order."""
    for field in schema.load(table)["fields"]:
        limits = field.get("constraints", {})
        kind = "date" if limits.get("pattern") == DATE else field["type"]
        codes = tuple(map(str, limits.get("enum", ())))
        yield Column(table, field["name"], kind, field.get("unit", ""), codes, field["description"])


def two_lines(column: Column) -> str:
    """Return a column's entry as text: name, type, unit and values; then the meaning."""
    about = ", ".join(filter(None, (column.type, column.unit)))
    values = f": {' | '.join(column.codes)}" if column.codes else ""
    return f"{column.name} ({about}){values}\n    {column.meaning}\n"
