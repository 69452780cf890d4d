"""The tables of one run, written row by row: set aside while the run goes on, put in place when it is done."""

from __future__ import annotations

import csv
import json
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from pipeline import schema
from pipeline.write.rows import error_row, table_rows

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import TextIO

    from pipeline.model import ArticleFacts, ReadError

TEXTS = "articles.jsonl"
"""The stored texts, one JSON object a line (`article_id`, `text`): offsets point into these."""


class Outputs:
    """Writes tables into a folder; as a context manager it puts them in place at the end, or leaves the old ones.

    `counts` holds the rows per table so far.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter(dict.fromkeys(schema.names(), 0))
        self._files = ExitStack()
        self._writers = {name: csv.writer(self._open(f"{name}.csv"), lineterminator="\n") for name in schema.names()}
        self._texts = self._open(TEXTS)
        for name, writer in self._writers.items():
            writer.writerow(schema.columns(name))

    def add(self, facts: ArticleFacts) -> None:
        """Write the rows of one article and its stored text."""
        article = facts.article
        for table, row in table_rows(facts):
            self._write(table, row)
        line = json.dumps({"article_id": article.article_id, "text": article.text}, ensure_ascii=False)
        self._texts.write(line + "\n")

    def add_error(self, error: ReadError) -> None:
        """Write the row of one input that could not be read."""
        self._write("errors", error_row(error))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()
        for name in [*(f"{table}.csv" for table in self._writers), TEXTS]:
            aside = self._aside(name)
            if kind is None:
                aside.replace(self.folder / name)
            else:
                aside.unlink()

    def _write(self, table: str, row: tuple[str, ...]) -> None:
        self._writers[table].writerow(row)
        self.counts[table] += 1

    def _open(self, name: str) -> TextIO:
        return self._files.enter_context(self._aside(name).open("w", encoding="utf-8", newline=""))

    def _aside(self, name: str) -> Path:
        return self.folder / f".{name}.partial"
