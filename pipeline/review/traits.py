"""What a row of the queue or an article can be found by: province, year, outlet, goods, check, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.schema import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.review.decision import Row
    from pipeline.review.queue import Item
    from pipeline.review.tables import Tables

CRITERIA = ("province", "year", "outlet", "goods", "check")
"""What can be picked from a list."""

SEARCHED = ("text", *MESSAGES.values(), "speaker", "article_id", "title")
"""Cells whose words are searched."""


class Traits(NamedTuple):
    """By criterion, the codes or names that hold for a row."""

    province: frozenset[str]
    year: frozenset[str]
    outlet: frozenset[str]
    goods: frozenset[str]
    check: frozenset[str]
    words: str
    """Searched for words, without regard to case."""

    def fit(self, wanted: Mapping[str, str], words: str) -> bool:
        """Tell whether a row has all that is wanted and every one of the words; what is empty asks for nothing."""
        return all(not cell or cell in getattr(self, name) for name, cell in wanted.items()) and all(
            word in self.words for word in words.casefold().split()
        )


def of_item(item: Item, article: Row, flows: Mapping[str, list[Row]], tables: Tables) -> Traits:
    """Return the traits of a deal or a finding; `flows` holds deal_id -> its flows."""
    row = item.row
    own = flows.get(row.get("deal_id", ""), []) if item.table == "deals" else []
    stated = {*row.get("parties", "").split(";"), row.get("hub", ""), row.get("place", "")}
    return Traits(
        province=_some(stated if item.table == "deals" else _named(tables, "provinces", "province", row)),
        year=_some({_year(row, article)}),
        outlet=_some({article.get("outlet", "")}),
        goods=_some({flow["commodity"] for flow in own} | _named(tables, "commodities", "commodity", row)),
        check=_some({row.get("check", "")}),
        words=_words({**article, **row}),
    )


def of_article(article: Row, tables: Tables) -> Traits:
    """Return the traits of an article: all that is named in it."""
    article_id = article["article_id"]
    return Traits(
        province=_some({row["province"] for row in tables.mentions("provinces", article_id)}),
        year=_some({_year({}, article)}),
        outlet=_some({article.get("outlet", "")}),
        goods=_some({row["commodity"] for row in tables.mentions("commodities", article_id)}),
        check=frozenset(),
        words=_words(article),
    )


def _named(tables: Tables, table: str, column: str, row: Row) -> set[str]:
    """Return what is named in the words of a row."""
    start, stop = int(row["start"]), int(row["stop"])
    return {each[column] for each in tables.mentions(table, row["article_id"]) if start <= int(each["start"]) < stop}


def _year(row: Row, article: Row) -> str:
    """Return the year of a row: of its date as a reviewer may have set it, as reckoned, else of publication."""
    return row.get("date", "")[:4] or row.get("year", "") or article.get("published", "")[:4]


def _words(row: Row) -> str:
    return "\n".join(row.get(name, "") for name in SEARCHED).casefold()


def _some(cells: set[str]) -> frozenset[str]:
    return frozenset(cells - {""})
