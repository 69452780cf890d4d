"""Lines of an open file, decoded one by one."""

from __future__ import annotations

from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pipeline.read.decoding import decode, sniff
from pipeline.read.unpacking import LARGEST_BYTES, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator


def encoding_of(file: BinaryIO) -> str | None:
    """Return the encoding of an open file, None for a binary one; it is then read up to behind its byte order mark."""
    found = sniff(cast("Any", file).peek())
    if found is not None:
        file.read(found[1])
    return found and found[0]


def text_lines(file: BinaryIO, encoding: str) -> Iterator[str | None]:
    """Yield lines with their ends, None for one that no encoding fits; only a line feed ends one.

    Raises TooLargeError.
    """
    wide = TextIOWrapper(file, encoding, errors="replace", newline="\n") if encoding != "utf-8" else None
    while line := (wide or file).readline(LARGEST_BYTES + 1):
        if len(line) > LARGEST_BYTES:
            raise TooLargeError(f"a line is longer than {LARGEST_BYTES >> 20} MB")
        yield decode(line, encoding) if isinstance(line, bytes) else line
