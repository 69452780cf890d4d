"""Records: JSON Lines, one object a line, read one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read.decoding import SAMPLE, decode, sniff
from pipeline.read.record import SURROGATE, Record, cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def jsonl(path: Path, fields: Mapping[str, str]) -> Iterator[Record | ReadError]:
    """Yield the articles of one file; a bad line is an error, its number the record, and the others go on."""
    with path.open("rb") as file:
        found = sniff(file.read(SAMPLE))
    if found is None:
        yield ReadError(str(path), "", "binary", "The file is no text; write it as JSON Lines in UTF-8.")
        return
    empty = True
    for number, line in enumerate(_lines(path, *found), 1):
        if line is None or line.strip():
            empty = False
            yield _record(path, str(number), line, fields)
    if empty:
        yield ReadError(str(path), "", "empty", "The file holds no line; put one JSON object a line into it.")


def _lines(path: Path, encoding: str, begin: int) -> Iterator[str | None]:
    """Yield lines one by one, None for one that no encoding fits; only a line feed ends one."""
    if encoding == "utf-8":
        with path.open("rb") as file:
            file.seek(begin)
            for line in file:
                yield decode(line, encoding)
    else:
        with path.open(encoding=encoding, errors="replace", newline="\n") as wide:
            wide.seek(begin)
            yield from wide


def _record(path: Path, number: str, line: str | None, fields: Mapping[str, str]) -> Record | ReadError:
    if line is None:
        return ReadError(str(path), number, "undecodable", "The line is neither UTF-8 nor cp1252; save it as UTF-8.")
    try:
        # Numbers stay text: an id of 20 digits or 1.10 must not change.
        cells = json.loads(line, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        message = f"The line is no JSON ({_first(error)}); mend or remove it."
        return ReadError(str(path), number, "broken_json", message)
    if not isinstance(cells, dict):
        return ReadError(str(path), number, "no_object", "The line is JSON but no object; write {...} on every line.")
    return _shaped(path, number, {name: cells.get(key) for name, key in fields.items()}, fields["text"])


def _shaped(path: Path, number: str, cells: dict[str, object], text_field: str) -> Record | ReadError:
    text = cells["text"]
    if not isinstance(text, str) or not text.strip():
        message = f"The record has no text in its field {text_field!r}; fill it, or say which field holds the text."
        return ReadError(str(path), number, "no_text", message)
    return Record(
        article_id=cell(cells["id"]) or f"{SURROGATE.sub(chr(0xFFFD), path.stem)}-{number}",
        text=SURROGATE.sub("\ufffd", text),
        source=str(path),
        number=number,
        title=cell(cells["title"]),
        url=cell(cells["url"]),
        publisher=cell(cells["source"]),
        published=cell(cells["published"]),
    )


def _first(error: ValueError | RecursionError) -> str:
    return str(error).split(": line 1 column")[0] if isinstance(error, ValueError) else "nested too deeply"
