"""From the files of finished chunks to whole tables, in the form that was asked for."""

from __future__ import annotations

import csv
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO

from pipeline import schema
from pipeline.write import parquet, sqlite
from pipeline.write.chunks import TEXTS, csv_header, read_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMS = {"csv": None, "parquet": parquet, "sqlite": sqlite}
"""Forms of the tables: what turns CSV into them and back."""


def files(form: str) -> list[str]:
    """Return the names of the files that hold the tables in a form."""
    home = FORMS[form]
    return home.files() if home else [f"{table}.csv" for table in schema.names()]


def assemble(home: Path, chunks: Iterable[Path]) -> None:
    """Append the rows of chunks, in order, to the CSV tables and the stored texts of `home`."""
    with ExitStack() as stack:
        names = {table: f"{table}.csv" for table in schema.names()} | {TEXTS: TEXTS}
        opened = {part: stack.enter_context((home / name).open("ab")) for part, name in names.items()}
        for path in chunks:
            for name, part in read_parts(path):
                opened[name].write(part)


def begin(home: Path, form: str, base: Path | None) -> None:
    """Write the CSV tables and the stored texts with which a run begins: those of `base`, else none but headers."""
    for table in schema.names():
        with (home / f"{table}.csv").open("wb") as file:
            _begin(file, table, form, base)
    with (home / TEXTS).open("wb") as file:
        if base:
            _copy(base / TEXTS, file)


def convert(home: Path, form: str) -> None:
    """Turn the CSV tables of `home` into the form."""
    if turn := FORMS[form]:
        turn.convert(home)


def rows(folder: Path, table: str, form: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table of a finished folder as text cells."""
    if turn := FORMS[form]:
        yield from turn.rows(folder, table)
        return
    csv.field_size_limit(schema.LONGEST_CELL)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        yield from map(tuple, lines)


def _begin(file: BinaryIO, table: str, form: str, base: Path | None) -> None:
    turn = FORMS[form]
    if base and not turn:
        _copy(base / f"{table}.csv", file)
        return
    file.write(csv_header(table).encode())
    if base and turn:
        file.writelines(line.encode() for line in schema.csv_lines(turn.rows(base, table)))


def _copy(path: Path, file: BinaryIO) -> None:
    with path.open("rb") as old:
        shutil.copyfileobj(old, file, 1 << 20)
