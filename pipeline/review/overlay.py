"""Decisions laid over the machine's rows; nothing here touches a file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline import schema
from pipeline.review.fit import Texts, fit
from pipeline.review.links import link_flows, new_id
from pipeline.review.original_tables import ADDED_RULE
from pipeline.review.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.review.decision import Row
    from pipeline.review.decision_history import DecisionHistory

JUDGED = ("deals", "flows", "findings")
"""Tables with rows to decide on."""


@dataclass(slots=True)
class Overlaid:
    """The tables with the decisions on them."""

    articles: Sequence[Row] = ()
    tables: dict[str, list[Shown]] = field(default_factory=dict)
    unfit: list[tuple[DecisionHistory, str]] = field(default_factory=list)
    """Decisions that no longer fit, with the reason."""
    complete: dict[str, DecisionHistory] = field(default_factory=dict)
    """article_id -> the decision that nothing is missing there."""

    def kept(self, table: str) -> list[Shown]:
        """Return the rows of a table that are not rejected."""
        return [shown for shown in self.tables[table] if not shown.rejected]


def overlay(tables: Mapping[str, Sequence[Row]], decided: Iterable[DecisionHistory]) -> Overlaid:
    """Return the machine's tables with what reviewers decided.

    `tables` holds `articles` and whichever of `deals`, `flows`, `findings` there are.
    """
    texts = Texts(tables["articles"])
    by_table: dict[str, list[DecisionHistory]] = defaultdict(list)
    for history in decided:
        by_table[history.table].append(history)
    result = Overlaid(tables["articles"])
    for table in JUDGED:
        _apply_to_table(table, tables.get(table, ()), by_table[table], texts, result)
    for history in by_table["articles"]:
        article_id = texts.find(history)
        if article_id is None:
            result.unfit.append((history, texts.why_not(history)))
        elif history.state == "accepted":
            result.complete[article_id] = history
    link_flows(result.tables["deals"], result.tables["flows"])
    return result


def _apply_to_table(
    table: str, rows: Sequence[Row], decided: list[DecisionHistory], texts: Texts, result: Overlaid
) -> None:
    """Lay the decisions about one table over its rows."""
    found = fit(table, rows, decided, texts)
    shown = [_shown(row, found.rows.get(number)) for number, row in enumerate(rows)]
    added = [_added(table, article_id, history) for article_id, history in found.new]
    result.tables[table] = _in_order(shown, added, texts) if added else shown
    result.unfit += found.unfit


def _shown(row: Row, history: DecisionHistory | None) -> Shown:
    """Return a machine row with what was decided on it: the reviewer's cells hold, whatever the rules say now."""
    if history is None:
        return Shown(row, machine=row)
    return Shown({**row, **history.values}, history, row, history.state == "rejected")


def _added(table: str, article_id: str, history: DecisionHistory) -> Shown:
    root = history.root
    place = {"article_id": article_id, "start": str(root.start), "stop": str(root.stop), "text": root.text}
    blank = dict.fromkeys(schema.columns(table), "")
    row = {**blank, **history.values, **place, "rule": ADDED_RULE}
    if table == "deals":
        row["deal_id"] = new_id(article_id, root.key[2:])
    return Shown(row, history, None, history.state == "rejected")


def _in_order(shown: list[Shown], added: list[Shown], texts: Texts) -> list[Shown]:
    """Put added rows where they stand in their articles; the machine's rows keep their order."""
    articles = {article_id: number for number, article_id in enumerate(texts.sha_of)}
    by_article: dict[str, list[Shown]] = defaultdict(list)
    for one in shown:
        by_article[one.row["article_id"]].append(one)
    for one in sorted(added, key=lambda one: (int(one.row["start"]), int(one.row["stop"]), one.row.get("deal_id", ""))):
        here = by_article[one.row["article_id"]]
        behind = (at for at, other in enumerate(here) if int(other.row["start"]) > int(one.row["start"]))
        here.insert(next(behind, len(here)), one)
    return [
        one
        for article_id in sorted(by_article, key=lambda name: articles.get(name, -1))
        for one in by_article[article_id]
    ]
