"""Finished rows of a stretch of the inputs, and the file that keeps them until all stretches are done."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pipeline import schema
from pipeline.model import ReadError
from pipeline.write.atomic import write_atomic
from pipeline.write.rows import error_row, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.model import ArticleFacts

TEXTS = "articles.jsonl"
"""The stored texts, one JSON object a line (`article_id`, `text`): offsets point into these."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a stretch of the inputs gave, as text: it passes between processes and into files as it is."""

    counts: dict[str, int]
    """Rows per table; tables without a row are left out."""
    parts: dict[str, str]
    """CSV lines per table, and the lines of the stored texts under `TEXTS`."""


class Header(NamedTuple):
    """Second line of a chunk's file; the first one is the checksum of all behind it."""

    digest: str
    """Of the records it was made from."""
    counts: dict[str, int]
    sizes: dict[str, int]
    """Bytes per part, in the order in which they follow."""


def chunk(items: Iterable[ArticleFacts | ReadError]) -> Chunk:
    """Return the rows of articles and errors, in their order."""
    rows: dict[str, list[Row]] = defaultdict(list)
    texts = []
    for item in items:
        if isinstance(item, ReadError):
            rows["errors"].append(error_row(item))
            continue
        for table, row in table_rows(item):
            rows[table].append(row)
        line = {"article_id": item.article.article_id, "text": item.article.text}
        texts.append(json.dumps(line, ensure_ascii=False) + "\n")
    parts = {table: "".join(schema.csv_lines(found)) for table, found in rows.items()} | {TEXTS: "".join(texts)}
    return Chunk({table: len(found) for table, found in rows.items()}, parts)


def joined(chunks: Iterable[Chunk]) -> Chunk:
    """Return chunks that follow each other as one."""
    counts: Counter[str] = Counter()
    parts: dict[str, list[str]] = defaultdict(list)
    for piece in chunks:
        counts.update(piece.counts)
        for name, text in piece.parts.items():
            parts[name].append(text)
    return Chunk(dict(counts), {name: "".join(texts) for name, texts in parts.items()})


def csv_header(table: str) -> str:
    """Return the header line of a table."""
    return "".join(schema.csv_lines([schema.columns(table)]))


def write_chunk(path: Path, digest: str, done: Chunk) -> None:
    """Write a chunk's file whole or not at all; it is on the disk when this returns."""
    parts = {name: text.encode() for name, text in done.parts.items()}
    header = Header(digest, done.counts, {name: len(part) for name, part in parts.items()})
    content = [json.dumps(header).encode() + b"\n", *parts.values()]
    write_atomic(path, [_checksum(content), *content])


def is_sound(path: Path) -> bool:
    """Tell whether a chunk's file is as it was written, to the last byte."""
    with path.open("rb") as file:
        return file.readline() == _checksum(iter(lambda: file.read(1 << 20), b""))


def has_articles(path: Path) -> bool:
    """Tell whether a chunk holds articles; one that is damaged may."""
    return not is_sound(path) or bool(read_header(path).counts.get("articles"))


def read_header(path: Path) -> Header:
    """Return the header of a chunk's file."""
    with path.open("rb") as file:
        return _header(file)


def read_parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a chunk's file by name."""
    with path.open("rb") as file:
        for name, size in _header(file).sizes.items():
            yield name, file.read(size)


def _header(file: BinaryIO) -> Header:
    file.readline()
    return Header(*json.loads(file.readline()))


def _checksum(content: Iterable[bytes]) -> bytes:
    checksum = blake2b(digest_size=16)
    for piece in content:
        checksum.update(piece)
    return checksum.hexdigest().encode() + b"\n"


def stored_ids(folder: Path) -> Iterator[str]:
    """Yield the ids of the articles whose texts a folder stores."""
    with (folder / TEXTS).open("rb") as file:
        for line in file:
            yield json.loads(line)["article_id"]
