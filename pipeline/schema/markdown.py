"""The tables as Markdown: docs/tables.md is made of this, so that it cannot differ from what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """\
# The tables

Made by `python -m pipeline.schema > docs/tables.md` from `pipeline/schema/*.json`; a test compares the two.

The tables are CSV in UTF-8 with `\\n` line ends and a header row. An empty cell means that the text does not say.
Dates are ISO 8601 and may be partial (`2019`, `2019-01`). Money is in whole Rupiah. Provinces have ISO 3166-2
codes, regencies and cities Kemendagri codes. Lists in a cell are joined by `;`. Positions (`start`, `stop`) count
the characters of the article's stored text (`articles.jsonl`): `stored_text[start:stop] == text`. [The
rules](rules/index.md) explain each name in a column `rule`.
"""


CODES = """\
# The code lists

The lists that the codes of the tables stand for, as the run used them, in the folder `codes` beside the tables.
"""


def markdown() -> str:
    """Return all tables, in order of their names."""
    tables = (line for table in schema.names() for line in _table(table))
    codes = (line for name in schema.code_lists() for line in _code_list(name))
    return "\n".join([HEAD, *tables, CODES, *codes])


def _table(name: str) -> Iterator[str]:
    declared = schema.load(name)
    yield f"## {name}.csv: {declared['title']}\n"
    yield f"{declared['description']}\n"
    yield from _keys(declared)
    yield "| column | meaning | type | unit | needed |"
    yield "|---|---|---|---|---|"
    yield from (_column(field) for field in declared["fields"])
    yield ""


def _code_list(name: str) -> Iterator[str]:
    yield f"## codes/{name}.csv\n"
    yield "| column | meaning |"
    yield "|---|---|"
    yield from (f"| `{column}` | {meaning} |" for column, meaning in schema.code_lists()[name].items())
    yield ""


def _keys(declared: dict[str, Any]) -> Iterator[str]:
    if "primaryKey" in declared:
        yield f"- Key: {_names(declared['primaryKey'])}"
    for key in declared.get("foreignKeys", ()):
        reference = key["reference"]
        table = reference["resource"].replace("codes-", "codes/") or "the same table"
        yield f"- {_names(key['fields'])} refers to {_names(reference['fields'])} of {table}"
    yield ""


def _names(columns: str | list[str]) -> str:
    return ", ".join(f"`{column}`" for column in ([columns] if isinstance(columns, str) else columns))


def _column(field: dict[str, Any]) -> str:
    constraints = field.get("constraints", {})
    values = " ".join(f"`{value}`" for value in constraints.get("enum", ()))
    meaning = f"{field['description']} {values}".rstrip()
    needed = "always" if constraints.get("required") else ""
    return f"| `{field['name']}` | {meaning} | {field['type']} | {field.get('unit', '')} | {needed} |"
