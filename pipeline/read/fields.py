"""How records name their cells: as the user says, else as we, news-please, trafilatura and their like do."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline import schema
from pipeline.lexicon import load
from pipeline.model import ReadError
from pipeline.read.record import FIELDS, Record, cell, encodable
from pipeline.read.unpacking import LARGEST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.read.source import Source

GOLD = "gold"
"""Code of a record that holds the facts of an article which lies elsewhere: `sources` passes over it."""

ADDRESS = ("http://", "https://")


def checked(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the user's names of our fields.

    Raises ValueError for a field that is not ours.
    """
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise ValueError(f"unknown field names {unknown}: choose from {', '.join(FIELDS)}")
    return fields


def shaped(source: Source, number: str, cells: Mapping[str, object], fields: Mapping[str, str]) -> Record | ReadError:
    """Return the article of one record, or an error where it has no text."""
    found = {name: _cell(name, cells, fields) for name in FIELDS}
    text = _raw("text", cells, fields)
    if _is_gold(cells, fields):
        return ReadError(source.name, number, GOLD, "The record holds facts of an article, not its text.")
    if not isinstance(text, str) or not text.strip():
        held = f"in its field {fields['text']!r}" if "text" in fields else "in a field that we know"
        message = f"The record has no text {held}; fill it, or say with --field text=NAME which field holds the text."
        return ReadError(source.name, number, "no_text", message)
    if len(text) > LARGEST_BYTES:
        message = f"The record's text is longer than {LARGEST_BYTES >> 20} MB; that is no article."
        return ReadError(source.name, number, "too_large", message)
    return Record(
        article_id=found["id"] or f"{source.stem}-{number}",
        text=encodable(text),
        source=source.name,
        number=number,
        title=found["title"],
        url=found["url"],
        publisher=found["source"],
        published=found["published"],
    )


def _is_gold(cells: Mapping[str, object], fields: Mapping[str, str]) -> bool:
    """Tell whether a record is gold: an id, no field for a text, and lists of facts named as our tables."""
    if "id" not in cells or any(name in cells for name in _theirs("text", fields)):
        return False
    return any(isinstance(cells.get(table), list) for table in schema.names())


def _cell(name: str, cells: Mapping[str, object], fields: Mapping[str, str]) -> str | None:
    found = cell(_raw(name, cells, fields))
    # trafilatura writes the address where we write the publisher.
    if found and "source" not in fields and name == "source" and found.startswith(ADDRESS):
        return cell(_raw(name, {**cells, "source": None}, fields))
    return None if found and name == "url" and "url" not in fields and not found.startswith(ADDRESS) else found


def _raw(name: str, cells: Mapping[str, object], fields: Mapping[str, str]) -> object:
    """Return the first cell of the names of a field that is not empty."""
    return next((cells[each] for each in _theirs(name, fields) if cells.get(each)), None)


def _theirs(name: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return what records may call a field of ours."""
    return (fields[name],) if name in fields else _names()[name]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    rows = sorted(load("record_fields"), key=lambda row: int(row["rank"]))
    return {name: tuple(row["theirs"] for row in rows if row["field"] == name) for name in FIELDS}
