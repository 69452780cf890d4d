"""The tables as one workbook for Excel and LibreOffice: a sheet per table and one that tells what the columns mean.

Text is written as text: no cell is ever a formula. Whole days are dates, partial ones text.
"""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.analysis.codebook import Column, codebook
from pipeline.analysis.errors import ExportError, missing
from pipeline.write import columns, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipeline.load import Tables

MOST_ROWS = 1_048_575
"""Below the header; Excel has no more."""
LONGEST_CHARS = 32_767
"""Characters of a cell."""
MOST_DIGITS = 15
"""Of a number that Excel keeps; what is longer is written as text."""
DAY = re.compile(r"(?:19|2\d)\d{2}-\d{2}-\d{2}")
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Equal tables give equal bytes: the workbook does not tell the hour."""
FIRST = ("trade", "deals", "flows", "events", "articles")


def write(tables: Tables, folder: Path) -> list[Path]:
    """Write `niaga.xlsx`. Raises ExportError where a table has more rows than a sheet; warns of cells cut short."""
    try:
        import xlsxwriter  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise missing("xlsxwriter") from error
    path = folder / "niaga.xlsx"
    names = [*FIRST, *(name for name in schema.names() if name not in FIRST)]
    held = [name for name in names if columns(tables.folder, name) is not None]
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": MADE})
        sheets = _Sheets(book)
        for name in held:
            own = {column.name: column.type for column in codebook(name)}
            header = columns(tables.folder, name) or ()
            sheets.add(name, header, [own.get(column, "string") for column in header], rows(tables.folder, name))
        entries = [_entry(column) for name in held for column in codebook(name)]
        sheets.add("codebook", Column._fields, ["string"] * len(Column._fields), entries)
    if sheets.cut:
        warnings.warn(f"{sheets.cut} texts longer than {LONGEST_CHARS:,} characters are cut in {path}", stacklevel=2)
    return [path]


def _entry(column: Column) -> tuple[str, ...]:
    return (*column[:4], " | ".join(column.codes), column.meaning)


class _Sheets:
    """The sheets of a workbook, all alike."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.cut = 0

    def add(self, name: str, header: Sequence[str], kinds: Sequence[str], content: Iterable[Sequence[str]]) -> None:
        """Add a sheet with a frozen header and filters."""
        sheet = self._book.add_worksheet(name)
        for at, title in enumerate(header):
            sheet.write_string(0, at, title, self._bold)
        last = 0
        for last, row in enumerate(content, 1):
            if last > MOST_ROWS:
                raise ExportError(f"{name} has more rows than a sheet can hold ({MOST_ROWS:,}); use --to flat or dta")
            for at, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
                self._put(sheet, (last, at), cell, kind)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(header) - 1)
        sheet.set_column(0, len(header) - 1, 16)

    def _put(self, sheet: Any, at: tuple[int, int], cell: str, kind: str) -> None:
        if not cell:
            return
        if kind in {"integer", "number"} and sum(sign.isdigit() for sign in cell) <= MOST_DIGITS:
            sheet.write_number(*at, float(cell))
        elif kind == "boolean":
            sheet.write_boolean(*at, cell == "true")
        elif kind == "date" and DAY.fullmatch(cell):
            sheet.write_datetime(*at, date.fromisoformat(cell), self._day)
        else:
            self.cut += len(cell) > LONGEST_CHARS
            sheet.write_string(*at, cell[:LONGEST_CHARS])
