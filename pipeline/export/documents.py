"""Articles with their marked words, as annotation tools know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline import schema
from pipeline.language.labels import KINDS
from pipeline.language.spans import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.load import Tables

MENTIONS = tuple(kind for kind in KINDS if kind not in WHOLE)
"""Kinds that people correct word by word."""

LISTS = {"parties"}
"""Columns that hold lists joined by `;`."""


class AnnotationError(ValueError):
    """A file of an annotation tool can't be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A labelled stretch of a text."""

    start: int
    stop: int
    kind: str
    row: Mapping[str, Any] | None = None
    """The row of its table in plain JSON types, None for what a person marked."""


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """An article with its marked words."""

    article_id: str
    text: str
    """The stored text."""
    marks: tuple[Marked, ...]
    """By kind, then in reading order."""

    def distinct(self) -> list[Marked]:
        """Return the marks in reading order, one of those of the same words and kind (a range of dates is two rows)."""
        first = {(mark.start, mark.stop, mark.kind): mark for mark in reversed(self.marks)}
        return [first[key] for key in sorted(first)]


def documents(tables: Tables, kinds: Sequence[str]) -> Iterator[AnnotatedDocument]:
    """Yield the articles of an outputs folder with the rows of some kinds, in order."""
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for kind in kinds:
        for row in tables[kind].to_dict("records"):
            plain = {str(name): _plain(str(name), cell) for name, cell in row.items() if name != "article_id"}
            rows.setdefault(row["article_id"], {}).setdefault(kind, []).append(plain)
    for article_id, text in tables.texts():
        mine = rows.get(article_id, {})
        marks = (Marked(row["start"], row["stop"], kind, row) for kind in kinds for row in mine.get(kind, ()))
        yield AnnotatedDocument(article_id, text, tuple(marks))


def meaning(mark: Marked) -> str:
    """Return what a row says beyond its words (`province=ID-KS; level=province`), to be read beside the mark."""
    cells = {name: cell for name, cell in (mark.row or {}).items() if name not in schema.EVIDENCE}
    return "; ".join(f"{name}={_shown(cell)}" for name, cell in cells.items() if cell is not None)


def _shown(cell: Any) -> str:
    return "+".join(cell) if isinstance(cell, list) else str(cell)


def _plain(name: str, cell: Any) -> Any:
    """Return a cell in a plain JSON type; empty and missing cells are None."""
    if pd.isna(cell) or cell == "":
        return None
    return cell.split(";") if name in LISTS else cell
