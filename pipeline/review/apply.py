"""Lay reviews.jsonl over the tables of a folder; the same decisions on the same tables give the same bytes."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline import schema
from pipeline.link import Years, link
from pipeline.review.decision_history import histories
from pipeline.review.links import link_people, parties_rows
from pipeline.review.original_tables import KEPT, OriginalTables, ReviewError, Table
from pipeline.review.overlay import JUDGED, Overlaid, overlay
from pipeline.review.store import Store, locked
from pipeline.write import is_made, records, stale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.review.decision import Row
    from pipeline.review.decision_history import DecisionHistory
    from pipeline.review.shown import Shown


@dataclass(frozen=True, slots=True)
class Summary:
    """What `apply` did."""

    rows: dict[str, int]
    """Rows by how they were decided on (`accepted`, `edited`, `added`, `rejected`, `explained`, ...)."""
    unapplied: int
    """Decisions that no longer fit."""
    broken: int
    """Lines of reviews.jsonl that are no decisions."""


class Rows(NamedTuple):
    """The machine's tables."""

    rows: dict[str, list[Row]]
    event_ids: Row
    """deal_id -> event_id of added deals."""


def apply(folder: Path) -> Summary:
    """Overlay the decisions of a folder on its tables: deals, flows, findings and what follows from them.

    Starts from the machine's tables every time, so that it can be repeated. Raises ReviewError when a table was changed
    by other hands since.
    """
    store = Store(folder)
    with locked(folder):
        overlaid = _laid(folder, histories(store.decisions()))
    return Summary(_counted(overlaid), len(overlaid.unfit), store.broken)


def restore(folder: Path) -> None:
    """Put the machine's tables back, as before any decision; the decisions stay in reviews.jsonl."""
    with locked(folder):
        _laid(folder, ())


def current(folder: Path) -> Overlaid:
    """Return the tables with the decisions made so far; writes nothing but the kept copies of the machine's tables."""
    return apply_decisions(folder, read(folder), histories(Store(folder).decisions()))


def read(folder: Path) -> Rows:
    """Return the machine's tables, whether decisions are on them or not."""
    with locked(folder):
        return _read(folder, OriginalTables(folder))


def apply_decisions(folder: Path, rows: Rows, decided: Iterable[DecisionHistory]) -> Overlaid:
    """Return the machine's tables with decisions on them; `rows` stay as they are."""
    audited = is_made(folder, "findings")
    overlaid = overlay(rows.rows, (each for each in decided if audited or each.table != "findings"))
    link_people(overlaid.tables["deals"], folder)
    for shown in overlaid.tables["deals"]:
        if shown.machine is None:
            shown.row["event_id"] = rows.event_ids.get(shown.row["deal_id"], "")
    return overlaid


def _laid(folder: Path, decided: Iterable[DecisionHistory]) -> Overlaid:
    machine = OriginalTables(folder)
    rows = _read(folder, machine)
    overlaid = apply_decisions(folder, rows, decided)
    machine.publish(_dated(folder, _tables(rows, overlaid)))
    if {"events", "trade"} & stale(folder).keys():
        link(folder)
    return overlaid


def _read(folder: Path, machine: OriginalTables) -> Rows:
    tables = {table: found.rows for table in KEPT if (found := machine.keep(table))}
    if "articles" not in tables or "deals" not in tables:
        raise ReviewError(f"{folder} lacks the table articles or deals; make the tables again with niaga extract")
    return Rows(tables, machine.event_ids)


def _tables(machine: Rows, overlaid: Overlaid) -> dict[str, Table]:
    """Return the tables to write."""
    rows: dict[str, Iterable[Row]] = {
        table: [_row(table, shown) for shown in overlaid.kept(table)] for table in JUDGED if table in machine.rows
    }
    trading = {shown.row["article_id"] for table in ("deals", "flows") for shown in overlaid.kept(table)}
    rows["articles"] = (
        {**row, "is_trade": "true" if row["article_id"] in trading else "false"} for row in overlaid.articles
    )
    rows["deals__parties"] = parties_rows(shown.row for shown in overlaid.kept("deals"))
    rows["rejected"] = _rejected(overlaid)
    rows["reviews_unapplied"] = _unapplied(overlaid)
    return {table: Table(schema.columns(table), list(content)) for table, content in rows.items()}


def _dated(folder: Path, tables: dict[str, Table]) -> dict[str, Table]:
    """Return the tables with the years that follow from decided dates and the events, where events are known."""
    if not is_made(folder, "events"):
        return tables
    published = {row["article_id"]: row["published"] for row in tables["articles"].rows}
    years = Years(records(folder, "events"), published)
    reckoned = {"deals": years.deal, "flows": years.flow}
    return tables | {
        name: Table(tables[name].columns, list(map(reckon, tables[name].rows)))
        for name, reckon in reckoned.items()
        if name in tables
    }


def _row(table: str, shown: Shown) -> Row:
    row = {**shown.row, "reviewed": shown.reviewed}
    if table == "findings" and shown.history:
        row["review_note"] = schema.escape_formula(shown.history.last.note)
    return row


def _rejected(overlaid: Overlaid) -> Iterator[Row]:
    for table in JUDGED:
        for shown in overlaid.tables[table]:
            if shown.rejected:
                yield _rejected_row(table, shown)


def _rejected_row(table: str, shown: Shown) -> Row:
    cells = {column: cell for column, cell in shown.row.items() if column not in schema.EVIDENCE}
    row = {column: shown.row[column] for column in schema.EVIDENCE}
    row |= {"table": table, "cells": json.dumps(cells, ensure_ascii=False), "note": shown.why}
    return row | _who(shown.history) if shown.history else row


def _unapplied(overlaid: Overlaid) -> Iterator[Row]:
    for history, reason in overlaid.unfit:
        root = history.root
        cells = json.dumps(history.values, ensure_ascii=False)
        row = {
            "article_id": root.article_id,
            "start": str(root.start),
            "stop": str(root.stop),
            "text": schema.escape_formula(root.text),
        }
        row |= {"decision_id": history.last.id, "table": history.table, "decision": history.state}
        yield {**row, "reason": reason, "cells": cells, **_who(history)}


def _who(history: DecisionHistory) -> Row:
    last = history.last
    return {
        "reviewer": schema.escape_formula(last.reviewer),
        "reviewed_at": last.at,
        "note": schema.escape_formula(last.note),
    }


def _counted(overlaid: Overlaid) -> dict[str, int]:
    states: Counter[str] = Counter()
    for shown in (one for rows in overlaid.tables.values() for one in rows):
        if shown.history or shown.rejected:
            states["rejected" if shown.rejected else shown.reviewed] += 1
    return dict(sorted(states.items()))
