"""Classes of roles, by the columns of roles.csv.

`seat` says where a role stands (`regional` whatever the text says of it, `abroad`, `private`), `level` the region that
it heads, `leads` the kind of private body; `by_body` marks those that the kind of the body decides on, `before_body`
those whose heads often stand before the name of a body.
"""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import load


@cache
def having(column: str, cell: str = "true") -> frozenset[str]:
    """Return the roles with that cell in a column."""
    return frozenset(row["role"] for row in load("roles") if row[column] == cell)


@cache
def keyed(column: str) -> dict[str, str]:
    """Return the cells of a column by role, without empty ones."""
    return {row["role"]: row[column] for row in load("roles") if row[column]}


@cache
def open_roles() -> frozenset[str]:
    """Return what titles.csv has for a role where only the body makes it one: `chair`, `director`, `member`."""
    return frozenset(row["role"] for row in load("titles")) - {row["role"] for row in load("roles")} - {"none"}
