"""The tables of one outputs folder, read back as typed data frames."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from pipeline import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DTYPES = {"integer": "Int64", "boolean": "boolean"}
"""Table Schema type -> pandas type; all else is text, so that codes keep their zeros and empty cells stay empty."""


class TablesError(Exception):
    """The folder holds no tables of ours; the message says what to do."""


@dataclass(frozen=True)
class Tables:
    """The tables of one folder; each is read when first asked for."""

    folder: Path
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return one table with the types of its schema; text cells are never missing, only empty.

        Raises TablesError when the folder does not hold it, FileNotFoundError when no such table is declared.
        """
        if name not in self._frames:
            self._frames[name] = _frame(self.folder, name)
        return self._frames[name]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (article_id, stored text), one article at a time."""
        with (self.folder / "articles.jsonl").open(encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                yield record["article_id"], record["text"]

    @cached_property
    def text_of(self) -> dict[str, str]:
        """Stored texts by article_id; all of them in memory."""
        return dict(self.texts())


def load(folder: Path) -> Tables:
    """Return the tables of an outputs folder.

    Raises TablesError when there are none.
    """
    if not (folder / "articles.csv").exists():
        raise TablesError(f"{folder} holds no tables of niaga; run: niaga extract PATH... -o {folder}")
    return Tables(folder)


def _frame(folder: Path, name: str) -> pd.DataFrame:
    path = folder / f"{name}.csv"
    types = {column["name"]: DTYPES.get(column["type"], "string") for column in schema.load(name)["fields"]}
    if not path.exists():
        raise TablesError(f"{path} is missing; make the tables again with niaga extract")
    text = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8", lineterminator="\n")
    frame = {column: _typed(text[column], types.get(column, "string")) for column in text}
    return pd.DataFrame(frame)


def _typed(column: pd.Series, dtype: str) -> pd.Series:
    if dtype == "boolean":
        return column.map({"true": True, "false": False}).astype("boolean")
    if dtype == "Int64":
        return column.replace("", pd.NA).astype("Int64")
    return column.astype("string")
