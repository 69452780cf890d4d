"""The folder at one moment: the tables with the decisions on them, and what can be looked up in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.review.article import Mark
from pipeline.review.queue import Item, item_id
from pipeline.review.tables import MENTIONS, Tables, meaning
from pipeline.review.traits import Traits, of_article, of_item

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.review.decision import Decision, Row
    from pipeline.review.overlay import Overlaid
    from pipeline.review.shown import Shown


@dataclass(frozen=True)
class View:
    """The folder at one moment."""

    overlaid: Overlaid
    items: list[Item]
    """Deals and findings, most doubtful first."""
    tables: Tables
    decisions: list[Decision]

    @cached_property
    def by_id(self) -> dict[str, tuple[str, Shown]]:
        """Id -> table and row, flows too."""
        tables = self.overlaid.tables.items()
        return {item_id(table, shown): (table, shown) for table, rows in tables for shown in rows}

    @cached_property
    def by_article(self) -> dict[str, dict[str, list[Shown]]]:
        """article_id -> table -> rows."""
        found: dict[str, dict[str, list[Shown]]] = defaultdict(lambda: defaultdict(list))
        for table, rows in self.overlaid.tables.items():
            for shown in rows:
                found[shown.row["article_id"]][table].append(shown)
        return found

    @cached_property
    def articles(self) -> dict[str, Row]:
        """Rows of articles by id."""
        return {row["article_id"]: row for row in self.overlaid.articles}

    @cached_property
    def traits(self) -> dict[str, Traits]:
        """Id of an item of the queue -> what it can be found by."""
        flows: dict[str, list[Row]] = defaultdict(list)
        for flow in self.overlaid.kept("flows"):
            flows[flow.row["deal_id"]].append(flow.row)
        articles, tables = self.articles, self.tables
        return {item.id: of_item(item, articles[item.row["article_id"]], flows, tables) for item in self.items}

    @cached_property
    def article_traits(self) -> dict[str, Traits]:
        """article_id -> what it can be found by."""
        return {article_id: of_article(row, self.tables) for article_id, row in self.articles.items()}

    def item(self, name: str) -> Item | None:
        """Return an item of the queue."""
        return next((item for item in self.items if item.id == name), None)

    def latest(self, reviewer: str) -> Decision | None:
        """Return the reviewer's last decision that is not taken back."""
        undone = {decision.undoes for decision in self.decisions}
        own = (each for each in reversed(self.decisions) if each.reviewer == reviewer and each.action != "undo")
        return next((decision for decision in own if decision.id not in undone), None)

    def undecided(self, article_id: str) -> int:
        """Return how many deals and flows of an article nobody has answered; those that fell with a deal are."""
        here = self.by_article[article_id]
        rows = (shown for table in ("deals", "flows") for shown in here[table])
        return sum(shown.history is None and not shown.rejected for shown in rows)

    def marks(self, article_id: str, row: Row | None, hidden: Collection[str] = ()) -> Iterator[Mark]:
        """Yield what is marked in an article; `row` is the one in question, `hidden` columns are not told."""
        for table in MENTIONS:
            for mention in self.tables.mentions(table, article_id):
                yield Mark(int(mention["start"]), int(mention["stop"]), table, meaning(table, mention, hidden))
        for shown in self.by_article[article_id]["deals"]:
            if not shown.rejected:
                yield Mark(int(shown.row["start"]), int(shown.row["stop"]), "deal")
        if row is not None:
            yield Mark(int(row["start"]), int(row["stop"]), "row")
