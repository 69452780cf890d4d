"""From the files of finished chunks to whole tables, in the form that was asked for."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO, Self

from pipeline import schema
from pipeline.write.chunks import TEXTS, csv_header, read_parts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class CsvTables:
    """The tables as CSV: a chunk's lines are copied as they are."""

    def __init__(self, home: Path, base: Path | None) -> None:
        self._open = ExitStack()
        self._files = {table: self._begun(home, f"{table}.csv", base) for table in schema.names()}
        for table, file in self._files.items():
            if base is None:
                file.write(csv_header(table).encode())

    @staticmethod
    def files() -> list[str]:
        """Return the names of the files that hold the tables."""
        return [f"{table}.csv" for table in schema.names()]

    def add(self, table: str, lines: bytes) -> None:
        """Append rows."""
        self._files[table].write(lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _begun(self, home: Path, name: str, base: Path | None) -> BinaryIO:
        return self._open.enter_context(begun(home / name, base))


FORMS = {"csv": CsvTables}
"""Forms of the tables; each takes CSV lines as the chunks hold them."""


def assemble(home: Path, chunks: Iterable[Path], form: str, base: Path | None) -> None:
    """Write the tables and the stored texts into `home`: behind those of `base`, the rows of the chunks in order."""
    with FORMS[form](home, base) as tables, begun(home / TEXTS, base) as texts:
        for path in chunks:
            for name, part in read_parts(path):
                if name == TEXTS:
                    texts.write(part)
                else:
                    tables.add(name, part)


def begun(path: Path, base: Path | None) -> BinaryIO:
    """Return a new file open for writing, at the end of a copy of its like in `base` where there is one."""
    file = path.open("wb")
    if base is not None:
        with (base / path.name).open("rb") as old:
            shutil.copyfileobj(old, file, 1 << 20)
    return file
