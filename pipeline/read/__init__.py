"""From sources to articles: what stands in a file or record, nothing read into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read.frame import framed
from pipeline.read.sources import collect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.model import Article

__all__ = ["read"]


def read(*paths: str | Path, fields: Mapping[str, str] | None = None) -> Iterator[Article | ReadError]:
    """Yield the articles of files and folders, and an error for every input or record that gives none.

    Folders are walked in sorted order for the endings of `sources.READERS`. `fields` maps our names (`id`, `url`,
    `title`, `published`, `source`, `text`) to those of the records, for instance `{"text": "content"}`; names left
    out are their own. Ids are unique across one call: a second article with an id becomes a ReadError. Bad input
    never raises; an unknown name in `fields` is the caller's mistake and raises ValueError.
    """
    places: dict[str, str] = {}
    for record in collect(paths, fields or {}):
        if isinstance(record, ReadError):
            yield record
        elif record.article_id in places:
            message = (
                f"The id {record.article_id!r} was taken by {places[record.article_id]}; "
                "give one of the two another id, or rename its file."
            )
            yield ReadError(record.source, record.number, "duplicate_id", message)
        else:
            places[record.article_id] = record.place
            yield framed(record)
