"""The tables for Stata 14 and later: a file per table, codes with value labels, variables with what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pandas as pd

from pipeline import schema
from pipeline.analysis.codebook import Column, codebook
from pipeline.write import columns

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.load import Tables

UTF8: Literal[118] = 118
"""Version of the format that holds every character and texts of any length."""
LONGEST_BYTES = 2045
"""Bytes of a text that is kept in its row; longer ones go to a place of their own (`strL`)."""
LABEL_CHARS = 80
"""Characters of a label."""
SENTENCE_END = re.compile("[.;] ")
EXACT = 2**53
"""Whole numbers up to this are exact in a double, Stata's widest number."""


def write(tables: Tables, folder: Path) -> list[Path]:
    """Write `<table>.dta` for each table that has rows."""
    held = [name for name in schema.names() if columns(tables.folder, name) is not None]
    return [_write(tables[name], name, folder / f"{name}.dta") for name in held if len(tables[name])]


def _write(frame: pd.DataFrame, table: str, path: Path) -> Path:
    book = {column.name: column for column in codebook(table)}
    typed = pd.DataFrame({name: _typed(frame[name], book[str(name)]) for name in frame})
    long = [name for name in typed if typed[name].dtype == object and _bytes(typed[name]) > LONGEST_BYTES]
    labels = {name: _label(book[str(name)].meaning) for name in typed}
    typed.to_stata(
        path,
        write_index=False,
        version=UTF8,
        convert_strl=long,
        variable_labels=labels,
        data_label=_label(schema.load(table)["title"]),
        time_stamp=pd.Timestamp(2000, 1, 1).to_pydatetime(),
    )
    return path


def _typed(cells: pd.Series, column: Column) -> pd.Series:
    """Return a column as Stata takes it: doubles, labelled codes, or text where a double would round."""
    if column.type == "boolean":
        return cells.map({True: "yes", False: "no"}).astype(pd.CategoricalDtype(["no", "yes"]))
    if column.codes:
        return cells.where(cells != "").astype(pd.CategoricalDtype(list(column.codes)))
    if column.type == "integer" and (cells.abs() > EXACT).any():
        return cells.astype("string").fillna("").astype(object)
    if column.type in {"integer", "number"}:
        return cells.astype("Float64").astype("float64")
    return cells.astype(object)


def _bytes(cells: pd.Series) -> int:
    """Return the length of the longest text."""
    return max(len(str(cell).encode()) for cell in cells)


def _label(text: str) -> str:
    """Return the first sentence, as long as a label may be."""
    first = SENTENCE_END.split(text, maxsplit=1)[0].replace("`", "")
    return first if len(first) <= LABEL_CHARS else f"{first[: LABEL_CHARS - 1]}…"
