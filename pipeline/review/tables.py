"""The tables that decisions do not change: words marked in the texts, codes to pick from, the texts themselves."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.review.forms import Codes
from pipeline.write import columns, records
from pipeline.write.delimited import lines

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pipeline.review.decision import Row

MENTIONS = ("provinces", "officials", "commodities", "amounts", "quantities", "dates")
"""Tables whose words are marked in the text."""

SAYS = {
    "provinces": ("province", "name"),
    "officials": ("name", "title", "province"),
    "commodities": ("name", "category"),
    "amounts": ("amount_min_idr", "bound", "kind"),
    "quantities": ("quantity_min", "unit", "per", "commodity"),
    "dates": ("date",),
}
"""Table -> the columns that tell what a marked word means."""

TEXTS = "articles.jsonl"


@dataclass
class Tables:
    """The tables that decisions do not change, indexed by article."""

    folder: Path
    _rows: dict[str, dict[str, list[Row]]] = field(default_factory=dict)

    def mentions(self, table: str, article_id: str) -> list[Row]:
        """Return the rows of one article."""
        if table not in self._rows:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                found[row["article_id"]].append(row)
            self._rows[table] = found
        return self._rows[table].get(article_id, [])

    def rows(self, table: str) -> list[Row]:
        """Return a whole table, nothing where there is none."""
        return list(records(self.folder, table)) if columns(self.folder, table) else []

    def code_list(self, name: str) -> list[Row]:
        """Return a code list as the run used it, nothing where there is none."""
        path = self.folder / "codes" / f"{name}.csv"
        names, *rows = lines(path) if path.exists() else [()]
        return [dict(zip(names, row, strict=True)) for row in rows]

    @cached_property
    def offsets(self) -> dict[str, int]:
        """article_id -> where its line of articles.jsonl begins, in bytes."""
        found, at = {}, 0
        with (self.folder / TEXTS).open("rb") as file:
            for line in file:
                found[json.loads(line)["article_id"]] = at
                at += len(line)
        return found

    def text(self, article_id: str) -> str:
        """Return a stored text."""
        with (self.folder / TEXTS).open("rb") as file:
            file.seek(self.offsets[article_id])
            text: str = json.loads(file.readline())["text"]
        return text

    @cached_property
    def codes(self) -> Codes:
        """What may be picked."""
        provinces = {row["province"]: row["name"] for row in self.code_list("provinces")}
        commodities = {row["commodity"]: row["name"] for row in self.code_list("commodities")}
        return Codes(provinces, commodities, self.people)

    @cached_property
    def people(self) -> dict[str, str]:
        """official_id -> name: people.csv, else the fullest name among officials."""
        names: dict[str, str] = {}
        for row in (*self.rows("officials"), *self.rows("people")):
            names[row["official_id"]] = max(names.get(row["official_id"], ""), row["name"], key=len)
        return names

    @cached_property
    def conflicts(self) -> dict[str, str]:
        """event_id -> whether its articles disagree."""
        return {row["event_id"]: row.get("conflict", "") for row in self.rows("events")}


def meaning(table: str, mention: Row, hidden: Collection[str] = ()) -> str:
    """Return what a marked word means, in a few words, without the hidden columns."""
    return " · ".join(mention[column] for column in SAYS[table] if mention.get(column) and column not in hidden)
