"""The tables of one outputs folder, read back as typed data frames, and joined the right way."""

from __future__ import annotations

import csv
import json
import sqlite3
import warnings
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import schema
from pipeline.write import TablesError, added_later, columns, form_of, missing, stale, stale_message
from pipeline.write.sqlite import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = ["Tables", "TablesError", "load"]

DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
"""Table Schema type -> pandas type; all else is text, so that codes keep their zeros and empty cells stay empty."""

ARTICLE = ("title", "outlet", "published", "same_text_as")
"""Columns of articles that stand beside a joined row."""
TON_KG = 1000
"""In a ton."""
EVENT = ("date", "amount_idr", "amount_min_idr", "amount_max_idr", "articles", "independent_articles", "conflict")
"""Columns of events that stand beside a joined row, as `event_<column>`."""


@dataclass(frozen=True)
class Tables:
    """The tables of one folder; each is read when first asked for."""

    folder: Path
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return one table with the types of its schema; text cells are never missing, only empty.

        Warns (UserWarning) of a table that is older than those it is made of. Raises TablesError when the folder does
        not hold it, FileNotFoundError when no such table is declared.
        """
        if name not in self._frames:
            if name in stale(self.folder):
                warnings.warn(stale_message(self.folder, name), stacklevel=2)
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

    def deals_wide(self) -> pd.DataFrame:
        """Return one row per deal with article, names of provinces, speaker and event; none is doubled or lost.

        `partners` and `partner_names` are all parties but the hub, joined by `;`. Columns of an event are missing
        where the deal has none.
        """
        import pandas as pd  # noqa: PLC0415 (start-up: linking reads texts without pandas)

        deals = self["deals"]
        pairs = zip(deals["parties"], deals["hub"], strict=True)
        partners = [";".join(code for code in parties.split(";") if code != hub) for parties, hub in pairs]
        wide = deals.assign(
            hub_name=self._named("provinces", deals["hub"]),
            partners=pd.Series(partners, deals.index, "string"),
            partner_names=self._named("provinces", pd.Series(partners, deals.index, "string")),
            place_name=self._named("provinces", deals["place"]),
        )
        wide = self._with_article(wide).merge(self._speakers(), "left", ["article_id", "speaker"], validate="m:1")
        events = self["events"][["event_id", *EVENT]].rename(columns={name: f"event_{name}" for name in EVENT})
        return wide.merge(events, "left", "event_id", validate="m:1")

    def deals_by_party(self) -> pd.DataFrame:
        """Return one row per deal and province of it (`party`, `party_name`, `role`), `deals_wide` beside it.

        A deal's amount stands in each of its rows: count and group here, sum in `deals_wide`.
        """
        parties = self["deals__parties"].rename(columns={"province": "party"})
        parties = parties.assign(party_name=self._named("provinces", parties["party"]))
        return parties.merge(self.deals_wide(), "inner", "deal_id", validate="m:1")

    def flows_wide(self) -> pd.DataFrame:
        """Return one row per flow with article, the names of goods and provinces, and its tons.

        `tons` are missing where there is no mass.
        """
        flows = self["flows"]
        return self._with_article(
            flows.assign(
                commodity_name=self._named("commodities", flows["commodity"]),
                origin_name=self._named("provinces", flows["origin"]),
                destination_name=self._named("provinces", flows["destination"]),
                tons=flows["quantity_kg"] / TON_KG,
            )
        )

    def goods_by_year(self) -> pd.DataFrame:
        """Return how much of each good moved by year, status and unit: `quantity` and the `flows` that it sums.

        Mass is in `t`; heads, pieces and litres stand in rows of their own and are never added to it. Left out are
        rates (`per`), copies of a text, and a figure told again of the same good, way and year.
        """
        once = self.quantities_once()
        groups = once.groupby(["commodity", "commodity_name", "year", "status", "unit"], as_index=False, dropna=False)
        return groups.agg(quantity=("quantity", "sum"), flows=("quantity", "size"))

    def quantities_once(self) -> pd.DataFrame:
        """Return the flows whose `quantity` may be summed, in `unit` (mass in `t`), as `goods_by_year` takes them."""
        wide = self.flows_wide()
        told = wide[wide["quantity"].notna() & (wide["per"] == "") & (wide["same_text_as"] == "")]
        is_mass = told["tons"].notna()
        told = told.assign(
            unit=told["quantity_unit"].where(~is_mass, "t"), quantity=told["quantity"].where(~is_mass, told["tons"])
        )
        return told.drop_duplicates(["commodity", "origin", "destination", "year", "status", "unit", "quantity"])

    def _with_article(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.merge(self["articles"][["article_id", *ARTICLE]], "left", "article_id", validate="m:1")

    def _speakers(self) -> pd.DataFrame:
        """Return the fullest name and title of each official, one row per article and official."""
        officials = self["officials"][["article_id", "official_id", "name", "title"]]
        longest = officials["name"].str.len().sort_values(ascending=False, kind="stable").index
        best = officials.loc[longest].drop_duplicates(["article_id", "official_id"])
        return best.rename(columns={"official_id": "speaker", "name": "speaker_name", "title": "speaker_title"})

    def _named(self, codes: str, column: pd.Series) -> pd.Series:
        """Return the names of a column of codes, or of lists of codes joined by `;`; empty where the cell is."""
        names = self._codes(codes)
        return column.map(lambda cell: ";".join(names.get(code, code) for code in cell.split(";"))).astype("string")

    def code_list(self, name: str) -> list[dict[str, str]]:
        """Return the rows of one code list as the run used it.

        Raises FileNotFoundError where the folder does not hold it.
        """
        with (self.folder / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def _codes(self, name: str) -> dict[str, str]:
        """Return code -> name of a code list that the folder holds."""
        if name not in self._lists:
            rows = self.code_list(name)
            key = next(iter(rows[0]))
            self._lists[name] = {row[key]: row["name"] for row in rows}
        return self._lists[name]

    @cached_property
    def _lists(self) -> dict[str, dict[str, str]]:
        return {}


def load(folder: str | Path) -> Tables:
    """Return the tables of an outputs folder.

    Raises TablesError when there are none.
    """
    folder = Path(folder)
    form_of(folder)
    return Tables(folder)


def _frame(folder: Path, name: str) -> pd.DataFrame:
    """Return a table as it stands, and empty columns for those that an earlier version did not write yet."""
    import pandas as pd  # noqa: PLC0415 (start-up: linking reads texts without pandas)

    found = columns(folder, name)
    if found is None:
        raise missing(folder, name)
    types = {column["name"]: DTYPES.get(column["type"], "string") for column in schema.load(name)["fields"]}
    frame, later = _read(folder, name, types), added_later(name, found)
    if not later:
        return frame
    empty = {column: _typed(pd.Series("", index=frame.index, dtype=object), types[column]) for column in later}
    return frame.assign(**empty)


def _read(folder: Path, name: str, types: dict[str, str]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 (start-up: linking reads texts without pandas)

    form = form_of(folder)
    if form == "parquet":
        return _filled(pd.read_parquet(folder / f"{name}.parquet", dtype_backend="numpy_nullable"), types)
    if form == "sqlite":
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            rows = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608 (a name of ours)
            found = [column[0] for column in rows.description]
            return _filled(pd.DataFrame(rows.fetchall(), columns=found, dtype=object), types)
    path = folder / f"{name}.csv"
    text = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8", lineterminator="\n")
    frame = {column: _typed(text[column], types.get(str(column), "string")) for column in text}
    return pd.DataFrame(frame)


def _filled(frame: pd.DataFrame, types: dict[str, str]) -> pd.DataFrame:
    """Return a table of another form as CSV gives it: typed, missing text empty."""
    own = {name: types.get(str(name), "string") for name in frame}
    return frame.astype(own).fillna({name: "" for name, dtype in own.items() if dtype == "string"})


def _typed(column: pd.Series, dtype: str) -> pd.Series:
    import pandas as pd  # noqa: PLC0415 (start-up: linking reads texts without pandas)

    if dtype == "boolean":
        return column.map({"true": True, "false": False}).astype("boolean")
    if dtype == "Int64":
        return column.replace("", pd.NA).astype("Int64")
    if dtype == "Float64":
        return column.replace("", pd.NA).astype("Float64")
    return column.astype("string")
