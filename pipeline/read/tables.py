"""Articles in tables: a row of CSV or Parquet is a record."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline.model import ReadError
from pipeline.read.extras import require_extra
from pipeline.read.fields import shaped
from pipeline.read.lines import encoding_of, text_lines
from pipeline.read.unpacking import INFLATED_BYTES, LARGEST_BYTES, RATIO, TooLargeError, bounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.read.record import Record
    from pipeline.read.source import Source

SEPARATORS = (",", ";", "\t", "|")
MOST_ROWS = 64
"""Rows of Parquet that are held at once, fewer where a column is large: one cell may stand for all its rows."""


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
        csv.field_size_limit(LARGEST_BYTES)
        reader = csv.DictReader(chain([header], lines), delimiter=max(SEPARATORS, key=header.count))
        try:
            for number, cells in enumerate(reader, 1):
                yield shaped(source, str(number), cells, fields)
        except csv.Error as error:
            message = f"The table breaks off behind line {reader.line_num} ({error}); mend it there."
            yield ReadError(source.name, str(reader.line_num), "broken_csv", message)


def parquet(source: Source, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the articles of a Parquet file."""
    pq = require_extra("pyarrow.parquet", "parquet")
    arrow = require_extra("pyarrow", "parquet")
    with source.open_raw() as file:
        whole = file if file.seekable() else arrow.BufferReader(bounded(file))
        try:
            number = 0
            table = pq.ParquetFile(whole)
            for rows in table.iter_batches(
                batch_size=max(1, min(MOST_ROWS, INFLATED_BYTES // _largest(table.metadata)))
            ):
                for cells in rows.to_pylist():
                    number += 1
                    yield shaped(source, str(number), {name: _written(value) for name, value in cells.items()}, fields)
        except arrow.ArrowException as error:
            message = f"The file is no Parquet that can be read ({str(error).splitlines()[0]}); write it anew."
            yield ReadError(source.name, str(number or ""), "broken_parquet", message)


def _largest(metadata: Any) -> int:
    """Return the bytes of the largest column of a row group, uncompressed.

    Raises TooLargeError where it grows beyond all measure.
    """
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    columns = [group.column(number) for group in groups for number in range(group.num_columns)]
    for column in columns:
        if column.total_uncompressed_size > max(INFLATED_BYTES, RATIO * column.total_compressed_size):
            raise TooLargeError(f"a column grows beyond {INFLATED_BYTES >> 20} MB")
    return max((column.total_uncompressed_size for column in columns), default=0) or 1


def _written(value: object) -> object:
    """Return a cell as JSON would hold it: days and numbers as text."""
    if value is None or isinstance(value, str | list | dict):
        return value
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
