"""Articles in tables: a row of CSV or Parquet is a record."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read.fields import shaped
from pipeline.read.lines import encoding_of, text_lines
from pipeline.read.source import LARGEST, bounded, needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.read.record import Record
    from pipeline.read.source import Source

SEPARATORS = (",", ";", "\t", "|")
ROWS = 64
"""Rows of Parquet that are held at once."""


def delimited(source: Source, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the articles of a CSV file; its separator is the one its header has most of."""
    with source.open() as file:
        encoding = encoding_of(file)
        lines = (line or "" for line in text_lines(file, encoding or "utf-8"))
        header = next(lines, "") if encoding else ""
        if not header.strip():
            what = "empty" if encoding else "binary"
            yield ReadError(source.name, "", what, f"The file is {what}; write it as CSV in UTF-8 with a header.")
            return
        csv.field_size_limit(LARGEST)
        reader = csv.DictReader(chain([header], lines), delimiter=max(SEPARATORS, key=header.count))
        try:
            for number, cells in enumerate(reader, 1):
                yield shaped(source, str(number), cells, fields)
        except csv.Error as error:
            message = f"The table breaks off behind line {reader.line_num} ({error}); mend it there."
            yield ReadError(source.name, str(reader.line_num), "broken_csv", message)


def parquet(source: Source, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the articles of a Parquet file."""
    pq = needed("pyarrow.parquet", "parquet")
    arrow = needed("pyarrow", "parquet")
    with source.open_raw() as file:
        whole = file if file.seekable() else arrow.BufferReader(bounded(file))
        try:
            number = 0
            for rows in pq.ParquetFile(whole).iter_batches(batch_size=ROWS):
                for cells in rows.to_pylist():
                    number += 1
                    yield shaped(source, str(number), {name: _written(value) for name, value in cells.items()}, fields)
        except arrow.ArrowException as error:
            message = f"The file is no Parquet that can be read ({str(error).splitlines()[0]}); write it anew."
            yield ReadError(source.name, str(number or ""), "broken_parquet", message)


def _written(value: object) -> object:
    """Return a cell as JSON would hold it: days and numbers as text."""
    if value is None or isinstance(value, str | list | dict):
        return value
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
