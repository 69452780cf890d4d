"""What was found: the rows of the tables, by article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline import schema
from pipeline.write.rows import table_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.model import ArticleFacts

Row = dict[str, str]

TABLES = frozenset({"articles", *schema.with_evidence()} - {"rejected"})
"""Those that tell what was found; what reviewers rejected is not."""


@dataclass(frozen=True, slots=True)
class FoundTables:
    """The rows of one article."""

    text: str = ""
    """The stored text."""
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """By table; cells as the CSV has them."""


def from_facts(facts: Iterable[ArticleFacts]) -> dict[str, FoundTables]:
    """Return what was found by article, without writing it down."""
    found = {}
    for one in facts:
        mine = found[one.article.article_id] = FoundTables(one.article.text)
        for table, row in table_rows(one):
            if table in TABLES:
                mine.tables[table].append(dict(zip(schema.columns(table), row, strict=True)))
    return found


def from_folder(folder: Path) -> dict[str, FoundTables]:
    """Return what was found by article from the tables of an outputs folder, of any form.

    Raises FileNotFoundError where they are not whole.
    """
    from pipeline.load import TablesError, load  # noqa: PLC0415 (start-up: articles are evaluated without pandas)

    try:
        tables = load(folder)
        frames = {table: tables[table].astype("string").fillna("") for table in TABLES}
    except TablesError as error:
        raise FileNotFoundError(str(error)) from None
    found = {article_id: FoundTables(text) for article_id, text in tables.texts()}
    for table, frame in frames.items():
        for row in frame.to_dict("records"):
            found[row["article_id"]].tables[table].append({str(name): cell for name, cell in row.items()})
    return found
