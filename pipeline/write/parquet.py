"""The tables as Parquet, typed by their schemas."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.write.folder import FolderError
from pipeline.write.rows import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK = 64 << 20
"""Bytes of CSV turned at once; no row is longer."""


def files() -> list[str]:
    """Return the names of the files that hold the tables."""
    return [f"{table}.parquet" for table in schema.names()]


def convert(home: Path) -> None:
    """Turn the CSV tables of a folder into Parquet; an empty cell is null."""
    arrow_csv, pq = _arrow("pyarrow.csv"), _arrow("pyarrow.parquet")
    for table in schema.names():
        columns = _columns(table)
        reader = arrow_csv.open_csv(
            home / f"{table}.csv",
            read_options=arrow_csv.ReadOptions(block_size=BLOCK, use_threads=False),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=columns, null_values=[""], strings_can_be_null=True, true_values=["true"]
            ),
        )
        with pq.ParquetWriter(home / f"{table}.parquet", columns, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch.cast(columns))
        (home / f"{table}.csv").unlink()


def rows(folder: Path, table: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table as CSV holds them."""
    for batch in _arrow("pyarrow.parquet").ParquetFile(folder / f"{table}.parquet").iter_batches():
        for row in batch.to_pylist():
            yield tuple(_written(value) for value in row.values())


def _columns(table: str) -> Any:
    arrow = _arrow("pyarrow")
    types = {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    return arrow.schema(
        arrow.field(
            each["name"], types.get(each["type"], arrow.string()), metadata={"description": each["description"]}
        )
        for each in schema.load(table)["fields"]
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
