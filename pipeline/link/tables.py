"""Tables row by row: read as they stand, written aside and put in place together."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Self

from pipeline import schema
from pipeline.load import TablesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import TextIO

Row = dict[str, str]


def rows(folder: Path, table: str) -> Iterator[Row]:
    """Yield the rows of one table as text cells, in order.

    Raises TablesError when the folder does not hold it.
    """
    with _opened(folder / f"{table}.csv") as file:
        yield from csv.DictReader(file)


def _opened(path: Path) -> TextIO:
    csv.field_size_limit(schema.LONGEST_CELL)
    try:
        return path.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise TablesError(f"{path} is missing; make the tables again with niaga extract") from None


class Aside:
    """Writes whole tables beside the old ones; as a context manager it puts all in place at the end, or none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: list[str] = []

    def write(self, table: str, content: Iterable[Row]) -> None:
        """Write the rows of one table; its columns are those of the schema."""
        self._write(table, schema.columns(table), content)

    def rewrite(self, table: str, change: Callable[[Row], Row]) -> None:
        """Write one table anew, each row changed, with the columns that it has."""
        with _opened(self.folder / f"{table}.csv") as file:
            reader = csv.DictReader(file)
            self._write(table, reader.fieldnames or (), map(change, reader))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table in self._written:
            if kind is None:
                self._aside(table).replace(self.folder / f"{table}.csv")
            else:
                self._aside(table).unlink(missing_ok=True)

    def _write(self, table: str, columns: Iterable[str], content: Iterable[Row]) -> None:
        self._written.append(table)
        with self._aside(table).open("w", encoding="utf-8", newline="") as file:
            names = tuple(columns)
            file.writelines(schema.csv_lines([names]))
            file.writelines(schema.csv_lines([row[name] for name in names] for row in content))

    def _aside(self, table: str) -> Path:
        return self.folder / f".{table}.csv.partial"
