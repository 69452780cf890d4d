"""The inputs cut into chunks: the same inputs and options give the same chunks, whatever was done before."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.read import RawItem

LARGE_CHARS = 4_000_000
"""Characters at which a chunk is full even if its articles are few."""


class Task(NamedTuple):
    """A chunk of the inputs."""

    number: int
    """From 0, in the order of the inputs."""
    records: tuple[RawItem, ...]
    digest: str
    """Of all that the records hold."""


def cut(found: Iterable[RawItem], size: int) -> Iterator[Task]:
    """Yield the records in chunks of `size`, fewer where they are large."""
    records: list[RawItem] = []
    characters = index = 0
    for record in found:
        records.append(record)
        characters += 0 if isinstance(record, ReadError) else record.size
        if len(records) == size or characters >= LARGE_CHARS:
            yield _task(index, records)
            records, characters, index = [], 0, index + 1
    if records:
        yield _task(index, records)


def _task(index: int, records: list[RawItem]) -> Task:
    digest = blake2b(digest_size=16)
    for record in records:
        digest.update(repr(record).encode(errors="surrogatepass"))
    return Task(index, tuple(records), digest.hexdigest())
