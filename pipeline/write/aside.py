"""Tables changed in a finished folder: written aside as CSV, put in place together, in the folder's form."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Self

from pipeline import schema
from pipeline.write import delimited
from pipeline.write.made import note_changed, note_made, note_rows
from pipeline.write.tables import FORMS, Row, columns, form_of, missing, records

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path
    from types import TracebackType


class Aside:
    """Writes whole tables beside the old ones; as a context manager it puts all in place at the end, or none.

    A table that stays the same is left alone, and so is what was made from it.
    """

    def __init__(self, folder: Path, makes: Collection[str] = ()) -> None:
        """Open a folder; `makes` are the tables that are made anew of all others."""
        self.folder = folder
        self._makes = makes
        self._form = FORMS[form_of(folder)]
        self._new: dict[str, Path] = {}
        self._rows: dict[str, int] = {}

    def write(self, table: str, content: Iterable[Row]) -> None:
        """Write the rows of one table; its columns are those of the schema."""
        self._write(table, schema.columns(table), content)

    def rewrite(self, table: str, change: Callable[[Row], Row]) -> None:
        """Write one table anew, each row changed, with the columns that it has."""
        names = columns(self.folder, table)
        if names is None:
            raise missing(self.folder, table)
        self._write(table, names, map(change, records(self.folder, table)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._put()
        finally:
            for path in self._new.values():
                path.unlink(missing_ok=True)

    def _put(self) -> None:
        changed = {table: path for table, path in self._new.items() if self._is_new(table, path)}
        note_changed(self.folder, changed, self._makes)
        if changed:
            self._form.put(self.folder, changed)
        note_rows(self.folder, self._rows)
        note_made(self.folder, self._makes)

    def _is_new(self, table: str, path: Path) -> bool:
        """Tell whether a file holds another table than the folder."""
        names = self._form.columns(self.folder, table)
        lines = delimited.lines(path)
        if names != next(lines):
            return True
        return any(old != new for old, new in zip_longest(self._form.rows(self.folder, table), lines))

    def _write(self, table: str, names: Iterable[str], content: Iterable[Row]) -> None:
        names = tuple(names)
        self._new[table] = self.folder / f".{table}.csv.partial"
        self._rows[table] = 0
        with self._new[table].open("w", encoding="utf-8", newline="") as file:
            file.writelines(schema.csv_lines([names]))
            for line in schema.csv_lines([row.get(name, "") for name in names] for row in content):
                file.write(line)
                self._rows[table] += 1
