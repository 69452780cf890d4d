"""From sources to articles: what stands in a file or record, nothing read into it."""

from __future__ import annotations

import warnings
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from pipeline import schema
from pipeline.model import ReadError
from pipeline.read import frame, pages
from pipeline.read.date_order import ordered
from pipeline.read.record import HtmlPage, Record
from pipeline.read.source import STDIN, Meter
from pipeline.read.sources import absent, as_named, collect, size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.model import Article

__all__ = ["STDIN", "Meter", "RawItem", "absent", "as_named", "read", "records", "size", "to_article"]

RawItem: TypeAlias = Record | HtmlPage | ReadError
"""What a source holds: an article not yet looked into, or why there is none."""


def read(
    *paths: str | Path, fields: Mapping[str, str] | None = None, date_order: str = ""
) -> Iterator[Article | ReadError]:
    """Yield the articles of the inputs, and an error for every input or record that gives none.

    An input is a file, a folder, a pattern (`news/*.jsonl.gz`), an address (`s3://...`) or `-` for standard input.
    Folders are walked in sorted order for the endings of `sources.READERS`. `fields` maps our names (`id`, `url`,
    `title`, `published`, `source`, `text`) to those of the records, for instance `{"text": "content"}`; names left out
    are those of the word list `record_fields`. `date_order` (`dmy`, `mdy`, `ymd`) says how dates of numbers are read;
    left out, the dates of each file tell. Ids are unique across one call: a second article with an id becomes a
    ReadError. A file of gold facts is passed over with a warning. Bad input never raises; an unknown name in `fields`
    is the caller's mistake and raises ValueError.
    """
    return map(to_article, records(*paths, fields=fields, date_order=date_order))


def records(
    *paths: str | Path,
    fields: Mapping[str, str] | None = None,
    date_order: str = "",
    taken: Iterable[str] = (),
    meter: Meter | None = None,
    root: Path | None = None,
) -> Iterator[RawItem]:
    """Yield what `read` reads, one step before: cheap to make and to send to another process.

    `taken` are ids that no article may have; `meter` counts the bytes; sources are told relative to `root`.
    """
    ids = {_digest(each) for each in taken}
    found = ordered(collect(paths, fields or {}, meter), partial(_once_more, paths, fields or {}), date_order)
    for record in map(partial(_named, root), found):
        if isinstance(record, ReadError):
            yield record
        elif (digest := _digest(record.article_id)) in ids:
            message = (
                f"An article before it has the id {record.article_id!r} (articles.csv tells its source): "
                "leave this one out if it is the same, else give it another id, or rename its file."
            )
            yield ReadError(record.source, record.number, "duplicate_id", message)
        else:
            ids.add(digest)
            yield record


def _once_more(paths: tuple[str | Path, ...], fields: Mapping[str, str]) -> Iterator[RawItem]:
    """Read the inputs again, without a second word on what is passed over; standard input is gone by then."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield from collect(tuple(path for path in paths if str(path) != STDIN), fields)


def to_article(found: RawItem) -> Article | ReadError:
    """Return the article of a record or a saved page; where reading failed, the error as it is."""
    if isinstance(found, HtmlPage):
        found = pages.unpacked(found)
    return found if isinstance(found, ReadError) else frame.to_article(found)


def _named(root: Path | None, found: RawItem) -> RawItem:
    """Return a record with the source and the id that all tables write: an id is one that no spreadsheet runs."""
    if (source := as_named(found.source, root)) != found.source:
        found = replace(found, source=source)
    if isinstance(found, ReadError) or (article_id := schema.escape_formula(found.article_id)) == found.article_id:
        return found
    return replace(found, article_id=article_id)


def _digest(article_id: str) -> bytes:
    """Return what stands for an id where millions are remembered."""
    return blake2b(article_id.encode(), digest_size=16).digest()
