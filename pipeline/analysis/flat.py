"""The flat table trade as CSV, whatever form the folder has, and its codebook: two lines per column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import schema
from pipeline.analysis.codebook import codebook, two_lines
from pipeline.write import columns, rows, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.load import Tables


def write(tables: Tables, folder: Path) -> list[Path]:
    """Write `trade.csv` and `trade-codebook.txt`."""
    data, book = folder / "trade.csv", folder / "trade-codebook.txt"
    content = rows(tables.folder, "trade")
    header = columns(tables.folder, "trade") or ()
    write_atomic(data, (line.encode() for part in ([header], content) for line in schema.csv_lines(part)))
    write_atomic(book, (two_lines(column).encode() for column in codebook("trade")))
    return [data, book]
