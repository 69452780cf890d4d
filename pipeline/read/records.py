"""Records of JSON: one object a line, read one by one, or one document with an object or a list of them."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline.model import ReadError
from pipeline.read.fields import shaped
from pipeline.read.lines import encoding_of, text_lines
from pipeline.read.unpacking import LARGEST_BYTES, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.read.record import Record
    from pipeline.read.source import Source


def jsonl(source: Source, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the articles of one file; a bad line is an error, its number the record, and the others go on."""
    with source.open() as file:
        encoding = encoding_of(file)
        if encoding is None:
            yield ReadError(source.name, "", "binary", "The file is no text; write it as JSON Lines in UTF-8.")
        else:
            yield from _by_line(source, text_lines(file, encoding), fields)


def document(source: Source, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the articles of a .json file: a list, an object over many lines, or JSON Lines of that name."""
    with source.open() as file:
        encoding = encoding_of(file)
        if encoding is None:
            yield ReadError(source.name, "", "binary", "The file is no text; write it as JSON in UTF-8.")
            return
        lines = text_lines(file, encoding)
        first = next((line for line in lines if line is None or line.strip()), "")
        if first is None or isinstance(_parsed(first), dict):
            yield from _by_line(source, chain([first], lines), fields)
            return
        whole = "".join(_bounded(line or "" for line in chain([first], lines)))
    content = _parsed(whole)
    if isinstance(content, ValueError | RecursionError):
        yield ReadError(source.name, "", "broken_json", f"The file is no JSON ({_first(content)}); mend it.")
        return
    for number, cells in enumerate(content if isinstance(content, list) else [content], 1):
        yield _checked(source, str(number), cells, fields)


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a document that is held in memory as a whole.

    Raises TooLargeError.
    """
    size = 0
    for line in lines:
        size += len(line)
        if size > LARGEST_BYTES:
            raise TooLargeError(
                f"one document of JSON is larger than {LARGEST_BYTES >> 20} MB; write one object a line as .jsonl"
            )
        yield line


def _by_line(source: Source, lines: Iterable[str | None], fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    empty = True
    for number, line in enumerate(lines, 1):
        if line is None or line.strip():
            empty = False
            yield _record(source, str(number), line, fields)
    if empty:
        yield ReadError(source.name, "", "empty", "The file holds no line; put one JSON object a line into it.")


def _record(source: Source, number: str, line: str | None, fields: Mapping[str, str]) -> Record | ReadError:
    if line is None:
        message = "The line is neither UTF-8 nor cp1252; save it as UTF-8."
        return ReadError(source.name, number, "undecodable", message)
    cells = _parsed(line)
    if isinstance(cells, ValueError | RecursionError):
        message = f"The line is no JSON ({_first(cells)}); mend or remove it."
        return ReadError(source.name, number, "broken_json", message)
    return _checked(source, number, cells, fields)


def _checked(source: Source, number: str, cells: Any, fields: Mapping[str, str]) -> Record | ReadError:
    if not isinstance(cells, dict):
        message = "The line is JSON but no object; write {...} on every line."
        return ReadError(source.name, number, "no_object", message)
    return shaped(source, number, cells, fields)


def _parsed(text: str) -> Any:
    """Return what JSON says, or why it says nothing; numbers stay text: an id of 20 digits or 1.10 must not change."""
    try:
        return json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        return error


def _first(error: ValueError | RecursionError) -> str:
    return str(error).split(": line 1 column")[0] if isinstance(error, ValueError) else "nested too deeply"
