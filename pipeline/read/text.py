"""Plain text: one file, one article, its id the file's stem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read.decoding import SAMPLE, decode, sniff
from pipeline.read.record import SURROGATE, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def txt(path: Path, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:  # noqa: ARG001 (same for all)
    """Yield the article of one file."""
    data = path.read_bytes()
    found = sniff(data[:SAMPLE])
    if not data:
        yield ReadError(str(path), "", "empty", "The file is empty; put the article's text into it or leave it out.")
    elif found is None:
        yield ReadError(str(path), "", "binary", "The file is no text; convert it to UTF-8 text first.")
    else:
        yield _record(path, decode(data[found[1] :], found[0]))


def _record(path: Path, text: str | None) -> Record | ReadError:
    if text is None:
        message = "The file is neither UTF-8, UTF-16 nor cp1252; save it as UTF-8."
        return ReadError(str(path), "", "undecodable", message)
    if not text.strip():
        message = "The file holds nothing but white space; put the article's text into it or leave it out."
        return ReadError(str(path), "", "empty", message)
    return Record(SURROGATE.sub("\ufffd", path.stem), SURROGATE.sub("\ufffd", text), str(path))
