"""Files, folders, patterns and addresses: what is read, in which order, and by which format."""

from __future__ import annotations

import glob
import os
import warnings
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read import pages, records, remote, tables, text, warc
from pipeline.read.extras import MissingExtraError
from pipeline.read.fields import GOLD, checked
from pipeline.read.record import encodable
from pipeline.read.source import STDIN, ClosedInputError, Meter, Source
from pipeline.read.unpacking import PACKED, CutShortError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.read.record import HtmlPage, Record

    Reader = Callable[[Source, Mapping[str, str]], Iterator[Record | HtmlPage | ReadError]]

READERS: dict[str, Reader] = {
    ".csv": tables.delimited,
    ".htm": pages.html,
    ".html": pages.html,
    ".json": records.document,
    ".jsonl": records.jsonl,
    ".ndjson": records.jsonl,
    ".parquet": tables.parquet,
    ".tsv": tables.delimited,
    ".txt": text.txt,
    ".warc": warc.warc,
}
"""Ending (small letters, before .gz and .zst) -> its format. A new format is one file and one line here."""

SPECIAL = "special file"
"""What a pipe, a socket or a device in a folder counts as: reading it might never end."""

NO_FILE = (
    "This is a pipe or a device, which can't be read twice; save it as a file, or give it as standard input with -."
)

CONTENT: tuple[tuple[bytes, Reader], ...] = (
    (b"WARC/", warc.warc),
    (b"PAR1", tables.parquet),
    (b"{", records.jsonl),
    (b"[", records.document),
)
"""First bytes -> its format, for files without a known ending."""


def collect(
    paths: tuple[str | Path, ...], fields: Mapping[str, str], meter: Meter | None = None
) -> Iterator[Record | HtmlPage | ReadError]:
    """Yield the records of files, folders, patterns and addresses in order; a file reached twice is read once.

    Gold is no article: it is passed over, and a warning names its files. Raises ValueError for an unknown name in
    `fields`.
    """
    names = checked(fields)
    done: set[str] = set()
    gold: set[str] = set()
    for source in _sources(paths, meter or Meter()):
        if isinstance(source, ReadError):
            yield source
        elif (real := source.name if source.opener else os.path.realpath(source.name)) not in done:
            done.add(real)
            for item in _guarded(source, names):
                if isinstance(item, ReadError) and item.error == GOLD:
                    gold.add(item.source)
                else:
                    yield item
    if gold:
        named = min(gold) if len(gold) == 1 else f"{min(gold)} and {len(gold) - 1} more"
        warnings.warn(f"passed over gold, which holds facts and no articles: {named}", stacklevel=2)


@lru_cache
def as_named(path: str | Path, root: Path | None = None) -> str:
    """Return a path as the tables tell it: `articles/` and `articles` are one input, and bytes of no UTF-8 are U+FFFD.

    Where a root is given and holds it, it is told relative to that; addresses are told as they are.
    """
    if str(path) == STDIN or remote.is_remote(str(path)):
        return encodable(str(path))
    if root is not None:
        with suppress(ValueError, OSError):
            return encodable(Path(path).resolve().relative_to(root.resolve()).as_posix())
    return encodable(str(Path(path)))


def absent(paths: tuple[str | Path, ...]) -> str | None:
    """Return the first path or pattern on this machine that stands for nothing, None where there is none."""
    return next(
        (path for path in map(str, paths) if not (path == STDIN or remote.is_remote(path) or _is_there(path))), None
    )


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists() or (glob.has_magic(path) and any(glob.iglob(path, recursive=True)))  # noqa: PTH207
    except (OSError, ValueError):
        return False


def size(paths: tuple[str | Path, ...]) -> int:
    """Return the bytes of all files, 0 where that is not known."""
    total = 0
    for source in _sources(paths, Meter()):
        if isinstance(source, Source):
            if source.opener or source.name == STDIN:
                return 0
            with suppress(OSError, ValueError):
                total += Path(source.name).stat().st_size
    return total


def _sources(paths: tuple[str | Path, ...], meter: Meter) -> Iterator[Source | ReadError]:
    for path in map(str, paths):
        if path == STDIN:
            yield Source(STDIN, meter)
        elif remote.is_remote(path):
            try:
                yield from remote.found(path, meter, lambda source: source.suffix in READERS)
            except MissingExtraError as error:
                yield ReadError(path, "", "missing_extra", str(error))
        else:
            for file in _files(path, meter):
                yield file if isinstance(file, ReadError) else Source(str(file), meter)


def _files(path: str, meter: Meter) -> Iterator[Path | ReadError]:
    """Yield a file itself, what a pattern matches, or the readable files below a folder."""
    here = Path(path)
    try:
        os.path.realpath(path)  # raises for what can be no path
        if here.is_dir():
            yield from _folder(here, meter)
        elif here.exists() and not here.is_file():
            yield ReadError(path, "", "unreadable", NO_FILE)
        elif here.exists() or not glob.has_magic(path):
            yield here
        else:
            matched = [Path(name) for name in sorted(glob.iglob(path, recursive=True))]  # noqa: PTH207 (any pattern)
            yield from (file for file in matched if file.is_file())
            if not matched:
                yield ReadError(path, "", "missing", "No file matches the pattern; check it.")
    except (OSError, ValueError) as error:
        yield ReadError(path, "", "unreadable", f"The path cannot be looked at ({_why(error)}); check its name.")


def _folder(folder: Path, meter: Meter) -> Iterator[Path | ReadError]:
    empty = True
    for file in _walk(folder, meter):
        empty = False
        yield file
    if empty:
        endings = ", ".join(READERS)
        yield ReadError(str(folder), "", "no_articles", f"The folder holds no file ending in {endings}; name another.")


def _walk(folder: Path, meter: Meter) -> Iterator[Path | ReadError]:
    """Yield the files of known endings below a folder, in sorted order, and count the others; hidden ones are none."""
    errors: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=errors.append):
        folders.sort()
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith(".") or pages.is_index(path):
                continue
            if Source(name).suffix in READERS and _is_regular(path):
                yield path
            else:
                meter.passed[encodable(path.suffix.lower()) if _is_regular(path) else SPECIAL] += 1
    for error in errors:
        message = f"The folder cannot be listed ({_why(error)}); check its permissions."
        yield ReadError(str(error.filename), "", "unreadable", message)


def _is_regular(path: Path) -> bool:
    """Tell whether a file can be read to its end; a link into the void is told of when it is opened."""
    return path.is_file() or path.is_symlink()


def _guarded(source: Source, fields: Mapping[str, str]) -> Iterator[Record | HtmlPage | ReadError]:
    """Yield the records of one file; what the system refuses becomes an error."""
    try:
        reader = READERS.get(source.suffix) or _by_content(source)
        if reader is None:
            endings = ", ".join([*READERS, *PACKED])
            message = f"Only {endings} are read; convert or rename the file."
            yield ReadError(source.name, "", "unknown_ending", message)
        else:
            yield from reader(source, fields)
    except MissingExtraError as error:
        yield ReadError(source.name, "", "missing_extra", str(error))
    except ClosedInputError as error:
        yield ReadError(source.name, "", "unreadable", str(error))
    except TooLargeError as error:
        yield ReadError(source.name, "", "too_large", f"The input can't be read: {error}; look what is wrong with it.")
    except FileNotFoundError:
        there = "Nothing is there, or no server answers; check the address and the network."
        message = there if source.opener else "There is no such file or folder; check the path."
        yield ReadError(source.name, "", "missing", message)
    except CutShortError:
        yield ReadError(source.name, "", "cut_short", "The compressed file ends too early; fetch it again.")
    except (OSError, ValueError) as error:
        message = f"The file cannot be read ({_why(error)}); {_remedy(source, error)}."
        yield ReadError(source.name, "", "unreadable", message)


def _remedy(source: Source, error: OSError | ValueError) -> str:
    """Return what to do about a file that the system or a reader refuses."""
    if source.opener:
        return "check the address and the network, and run the command again"
    return "check its permissions" if isinstance(error, PermissionError) else "fetch it again or convert it"


def _by_content(source: Source) -> Reader | None:
    """Return the format of a file without a known ending, by its first bytes; standard input may be plain text."""
    head = source.head()
    begin = head.lstrip()
    if pages.is_page(head):
        return pages.html
    found = next((reader for mark, reader in CONTENT if begin.startswith(mark)), None)
    return found or (text.txt if source.name == STDIN else None)


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
