"""The tables of one folder as plain rows, and what earlier or shorter runs lack as no rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.load import TablesError, load
from pipeline.write import stale, trading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from pipeline.load import Tables

Row = dict[str, Any]
"""Column -> text, int, bool, or None where an integer or boolean cell is empty."""


class Folder:
    """The tables of one outputs folder."""

    def __init__(self, folder: Path, *, trade_only: bool | None = None) -> None:
        """Open a folder, see `pipeline.write.trading`; TablesError when it holds no tables."""
        self.folder = folder
        self.tables: Tables = load(folder)
        self.trading = trading(folder, only=trade_only)
        """The articles that are shown, None for all."""

    def rows(self, table: str) -> list[Row]:
        """Return the rows of one table; none where the folder has no such table."""
        try:
            frame = self.tables[table]
        except (TablesError, FileNotFoundError):
            return []
        if self.trading is not None and "article_id" in frame:
            frame = frame[frame["article_id"].isin(list(self.trading))]
        columns = [_plain(frame[name]) for name in frame]
        return [dict(zip(frame.columns, cells, strict=True)) for cells in zip(*columns, strict=True)]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (article_id, stored text)."""
        return self.tables.texts()

    def codes(self, name: str) -> list[dict[str, str]]:
        """Return the rows of one code list as the run used it; none where the folder has no such list."""
        try:
            return self.tables.code_list(name)
        except FileNotFoundError:
            return []

    def stale(self) -> dict[str, str]:
        """Return the tables that are older than what they are made of, each with the command that makes it anew."""
        return stale(self.folder)

    def run(self) -> Row:
        """Return what run.json says."""
        path = self.folder / "run.json"
        content: Row = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return content


def _plain(column: pd.Series) -> list[Any]:
    if column.dtype == "string":
        return column.tolist()
    return column.astype(object).where(column.notna(), None).tolist()
