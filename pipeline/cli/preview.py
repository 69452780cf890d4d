"""`--preview`: the first rows of each table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal import out
from pipeline.write import records

if TYPE_CHECKING:
    from pathlib import Path

SHOWN_ROWS = 3
CELL_CHARS = 32
"""Characters of a cell."""

SENTENCE_CHARS = 60
"""Characters of evidence that is more than a mention."""

UNSEEN = {
    *("article_id", "start", "stop", "rule", "text_sha256", "source", "date_start", "date_stop", "official_id"),
    *("deal_id", "amount_min_idr", "amount_max_idr", "amount_start", "speaker", "scope", "place", "dateline"),
}
"""Columns that a first look can do without."""


def preview(folder: Path, names: list[str]) -> None:
    """Print the first rows of each table: what was read and what it means, without offsets and empty columns."""
    for name in names:
        rows = list(islice(records(folder, name), SHOWN_ROWS))
        shown = [column for column in rows[0] if column not in UNSEEN and _is_short(column, rows)]
        table = Table(*shown, title=f"{folder / name}", title_justify="left")
        for row in rows:
            table.add_row(*(Text(_cropped(row[column])) for column in shown))
        out.print(table)


def _is_short(column: str, rows: list[dict[str, str]]) -> bool:
    """Tell whether a column says something, and no whole sentence as evidence."""
    longest = max(len(row[column]) for row in rows)
    return longest > 0 and (column != "text" or longest <= SENTENCE_CHARS)


def _cropped(cell: str) -> str:
    flat = " ".join(cell.split())
    return flat if len(flat) <= CELL_CHARS else f"{flat[: CELL_CHARS - 1]}…"
