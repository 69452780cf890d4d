"""The tables as Parquet, typed by their schemas."""

from __future__ import annotations

import csv
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.write.folder import FolderError
from pipeline.write.rows import number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

BLOCK_BYTES = 64 << 20
"""Bytes of CSV turned at once; no row is longer."""


def files() -> list[str]:
    """Return the names of the files that hold the tables."""
    return [file(table) for table in schema.names()]


def file(table: str) -> str:
    """Return the name of the file that holds a table."""
    return f"{table}.parquet"


def convert(home: Path) -> None:
    """Turn the CSV tables of a folder into Parquet; an empty cell is null."""
    for table in schema.names():
        path = home / f"{table}.csv"
        _turn(path, table, home / file(table))
        path.unlink()


def columns(folder: Path, table: str) -> tuple[str, ...] | None:
    """Return the columns that a folder's table has, None where it has no such table."""
    path = folder / file(table)
    return tuple(_arrow("pyarrow.parquet").read_schema(path).names) if path.exists() else None


def put(folder: Path, new: Mapping[str, Path]) -> None:
    """Put what CSV files hold in the place of a folder's tables."""
    for table, path in new.items():
        _turn(path, table, path.with_suffix(".turned"))
    for table, path in new.items():
        path.with_suffix(".turned").replace(folder / file(table))
        path.unlink()


def _turn(source: Path, table: str, target: Path) -> None:
    """Write the Parquet file of one CSV table; columns that it lacks are left out."""
    arrow_csv, pq = _arrow("pyarrow.csv"), _arrow("pyarrow.parquet")
    with source.open(encoding="utf-8", newline="") as lines:
        declared = _columns(table, next(csv.reader(lines)))
    reader = arrow_csv.open_csv(
        source,
        read_options=arrow_csv.ReadOptions(block_size=BLOCK_BYTES, use_threads=False),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types=declared, null_values=[""], strings_can_be_null=True, true_values=["true"]
        ),
    )
    with pq.ParquetWriter(target, declared, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch.cast(declared))


def rows(folder: Path, table: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table as CSV holds them."""
    for batch in _arrow("pyarrow.parquet").ParquetFile(folder / file(table)).iter_batches():
        for row in batch.to_pylist():
            yield tuple(_written(value) for value in row.values())


def _columns(table: str, names: Collection[str]) -> Any:
    arrow = _arrow("pyarrow")
    types = {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    return arrow.schema(
        arrow.field(
            each["name"], types.get(each["type"], arrow.string()), metadata={"description": each["description"]}
        )
        for each in schema.load(table)["fields"]
        if each["name"] in names
    )


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return number(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _arrow(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        message = "Parquet needs a package that is not installed; run: pip install 'niaga[parquet]'"
        raise FolderError(message) from None
