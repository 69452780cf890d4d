"""Files and folders: which are read, in which order, and by which format."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read import records, text
from pipeline.read.record import FIELDS, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Reader = Callable[[Path, Mapping[str, str]], Iterator[Record | ReadError]]

READERS: dict[str, Reader] = {
    ".jsonl": records.jsonl,
    ".ndjson": records.jsonl,
    ".txt": text.txt,
}
"""Ending (small letters) -> its format. A new format is one file with `reader(path, fields)` and one line here."""


def collect(paths: tuple[str | Path, ...], fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the records of files and folders in order; a file reached twice is read once.

    Raises ValueError for an unknown name in `fields`.
    """
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise ValueError(f"unknown field names {unknown}: choose from {', '.join(FIELDS)}")
    names = {name: fields.get(name, name) for name in FIELDS}
    done: set[Path] = set()
    for path in map(Path, paths):
        for file in _files(path):
            if isinstance(file, ReadError):
                yield file
            elif (whole := file.absolute()) not in done:
                done.add(whole)
                yield from _guarded(file, names)


def _files(path: Path) -> Iterator[Path | ReadError]:
    """Yield a file itself, or the readable files below a folder."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield ReadError(str(path), "", "unreadable", f"The path cannot be looked at ({_why(error)}); check its name.")
        return
    if not is_folder:
        yield path
        return
    empty = True
    for file in _walk(path):
        empty = False
        yield file
    if empty:
        endings = ", ".join(READERS)
        yield ReadError(str(path), "", "no_articles", f"The folder holds no file ending in {endings}; name another.")


def _walk(folder: Path) -> Iterator[Path | ReadError]:
    """Yield the files of known endings below a folder, hidden ones left out, in sorted order."""
    errors: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=errors.append):
        folders.sort()
        for name in sorted(files):
            if Path(name).suffix.lower() in READERS and not name.startswith("."):
                yield Path(here, name)
    for error in errors:
        message = f"The folder cannot be listed ({_why(error)}); check its permissions."
        yield ReadError(str(error.filename), "", "unreadable", message)


def _guarded(file: Path, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the records of one file; what the system refuses becomes an error."""
    reader = READERS.get(file.suffix.lower(), _unknown)
    try:
        yield from reader(file, fields)
    except FileNotFoundError:
        yield ReadError(str(file), "", "missing", "There is no such file or folder; check the path.")
    except (OSError, ValueError) as error:
        yield ReadError(
            str(file), "", "unreadable", f"The file cannot be read ({_why(error)}); check its name and rights."
        )


def _unknown(file: Path, fields: Mapping[str, str]) -> Iterator[ReadError]:  # noqa: ARG001 (stands in for a format)
    file.stat()
    endings = ", ".join(READERS)
    yield ReadError(str(file), "", "unknown_ending", f"Only {endings} are read; convert or rename the file.")


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
