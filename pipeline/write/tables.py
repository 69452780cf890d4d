"""The tables of a folder, in whichever form: made of finished chunks, read back row by row."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO, Protocol

from pipeline import schema
from pipeline.write import delimited, parquet, sqlite
from pipeline.write.chunks import TEXTS, csv_header, read_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path


class Form(Protocol):
    """What a module can do that knows one form of the tables; all turn CSV into it and back."""

    def files(self) -> list[str]: ...  # noqa: D102 (the modules say it)
    def file(self, table: str, /) -> str: ...  # noqa: D102
    def convert(self, home: Path) -> None: ...  # noqa: D102
    def columns(self, folder: Path, table: str) -> tuple[str, ...] | None: ...  # noqa: D102
    def rows(self, folder: Path, table: str) -> Iterator[tuple[str, ...]]: ...  # noqa: D102
    def put(self, folder: Path, new: Mapping[str, Path]) -> None: ...  # noqa: D102


FORMS: dict[str, Form] = {"csv": delimited, "parquet": parquet, "sqlite": sqlite}
"""Forms of the tables, all alike."""


Row = dict[str, str]
"""A row of a table: its cells, as text, by column."""


class TablesError(Exception):
    """The folder holds no tables of ours; the message says what to do."""


def form_of(folder: Path) -> str:
    """Return the form of a folder's tables.

    Raises TablesError where it has none.
    """
    found = next((form for form, home in FORMS.items() if (folder / home.file("articles")).exists()), None)
    if found is None:
        raise TablesError(f"{folder} holds no tables of niaga; run: niaga extract PATH... -o {folder}")
    return found


def files(form: str) -> list[str]:
    """Return the names of the files that hold the tables in a form."""
    return FORMS[form].files()


def file(folder: Path, table: str) -> str:
    """Return the name of the file that holds a folder's table."""
    return FORMS[form_of(folder)].file(table)


def columns(folder: Path, table: str) -> tuple[str, ...] | None:
    """Return the columns that a folder's table has, None where it has no such table."""
    return FORMS[form_of(folder)].columns(folder, table)


def rows(folder: Path, table: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table of a folder as text cells, the same for all forms.

    Raises TablesError where it has no such table.
    """
    form = form_of(folder)
    if FORMS[form].columns(folder, table) is None:
        raise missing(folder, table)
    yield from FORMS[form].rows(folder, table)


def records(folder: Path, table: str) -> Iterator[Row]:
    """Yield the rows of a table as dicts by column; see `rows`.

    Columns that an earlier version did not write yet are empty.
    """
    names = columns(folder, table) or ()
    later = dict.fromkeys(added_later(table, names), "")
    for row in rows(folder, table):
        yield dict(zip(names, row, strict=True)) | later


def added_later(table: str, names: Collection[str]) -> list[str]:
    """Return the columns of a table that `names` lacks: those added after another version had written it."""
    return [column for column in schema.columns(table) if names and column not in names]


def missing(folder: Path, table: str) -> TablesError:
    """Return the error for a table that a folder lacks."""
    return TablesError(f"{folder / file(folder, table)} is missing; make the tables again with niaga extract")


def assemble(home: Path, chunks: Iterable[Path]) -> None:
    """Append the rows of chunks, in order, to the CSV tables and the stored texts of `home`."""
    with ExitStack() as stack:
        names = {table: delimited.file(table) for table in schema.names()} | {TEXTS: TEXTS}
        opened = {part: stack.enter_context((home / name).open("ab")) for part, name in names.items()}
        for path in chunks:
            for name, part in read_parts(path):
                opened[name].write(part)


def begin(home: Path, base: Path | None) -> None:
    """Write the CSV tables and the stored texts with which a run begins: those of `base`, else none but headers."""
    for table in schema.names():
        with (home / delimited.file(table)).open("wb") as lines:
            _begin(lines, table, base)
    with (home / TEXTS).open("wb") as lines:
        if base:
            _copy(base / TEXTS, lines)


def convert(home: Path, form: str) -> None:
    """Turn the CSV tables of `home` into the form."""
    FORMS[form].convert(home)


def _begin(lines: BinaryIO, table: str, base: Path | None) -> None:
    if base and form_of(base) == "csv":
        _copy(base / delimited.file(table), lines)
        return
    lines.write(csv_header(table).encode())
    if base:
        lines.writelines(line.encode() for line in schema.csv_lines(rows(base, table)))


def _copy(path: Path, lines: BinaryIO) -> None:
    with path.open("rb") as old:
        shutil.copyfileobj(old, lines, 1 << 20)
