"""Plain text: one file, one article, its id the file's stem. A page of HTML under that name is read as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read import pages
from pipeline.read.decoding import SAMPLE_BYTES, decode, sniff
from pipeline.read.record import Record, encodable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.read.record import HtmlPage
    from pipeline.read.source import Source


def txt(source: Source, fields: Mapping[str, str]) -> Iterator[Record | HtmlPage | ReadError]:
    """Yield the article of one file."""
    data = source.read()
    if pages.is_page(data):
        yield from pages.html(source, fields, data)
        return
    found = sniff(data[:SAMPLE_BYTES])
    if not data:
        yield ReadError(source.name, "", "empty", "The file is empty; put the article's text into it or leave it out.")
    elif found is None:
        yield ReadError(source.name, "", "binary", "The file is no text; convert it to UTF-8 text first.")
    else:
        yield _record(source, decode(data[found[1] :], found[0]))


def _record(source: Source, text: str | None) -> Record | ReadError:
    if text is None:
        message = "The file is neither UTF-8, UTF-16 nor cp1252; save it as UTF-8."
        return ReadError(source.name, "", "undecodable", message)
    if not text.strip():
        message = "The file holds nothing but white space; put the article's text into it or leave it out."
        return ReadError(source.name, "", "empty", message)
    return Record(source.stem, encodable(text), source.name)
