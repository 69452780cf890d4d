"""What is counted: one record per event, so that no figure is added twice.

events.csv brings the reports of one event together. A folder without it is counted by deals, copies of a text left out;
then an event that several articles tell of counts once per article, and the page says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.schema import SETTLED

if TYPE_CHECKING:
    from pipeline.report.tables import Row


def events(rows: list[Row], deals: list[Row], articles: list[Row]) -> list[Row]:
    """Return the countable events, each with the indexes of its deals; by deals where `rows` is empty."""
    if not rows:
        copies = {article["article_id"] for article in articles if article["same_text_as"]}
        own = [(index, deal) for index, deal in enumerate(deals) if deal["article_id"] not in copies]
        return [_record(_of_deal(deal), [index]) for index, deal in own]
    members: dict[str, list[int]] = {}
    for index, deal in enumerate(deals):
        members.setdefault(deal["event_id"], []).append(index)
    return [_record(row, members.get(row["event_id"], [])) for row in rows]


def _of_deal(deal: Row) -> Row:
    """Return one deal in the columns of events.csv."""
    aimed = deal["status"] == "target"
    ends = {"min": deal["amount_min_idr"], "max": deal["amount_max_idr"]}
    return {
        **{name: deal[name] for name in ("kind", "hub", "parties", "date", "year", "year_basis", "status", "scope")},
        "event_id": deal["deal_id"],
        **{f"amount_{end}_idr": value for end, value in ends.items()},
        **{f"target_{end}_idr": value if aimed else None for end, value in ends.items()},
        "articles": 1,
        "independent_articles": 1,
        "conflict": False,
        "maybe_same_as": "",
    }


def _record(row: Row, deals: list[int]) -> Row:
    counted = row["status"] in SETTLED
    return {
        "id": row["event_id"],
        **{name: row[name] for name in ("kind", "status", "hub", "date", "year", "year_basis")},
        "parties": [code for code in row["parties"].split(";") if code],
        "cumulative": row["scope"] == "cumulative",
        "low": row["amount_min_idr"] if counted else None,
        "high": row["amount_max_idr"] if counted else None,
        "target_low": row["target_min_idr"],
        "target_high": row["target_max_idr"],
        "conflict": bool(row["conflict"]),
        "maybe": row["maybe_same_as"],
        "articles": row["articles"],
        "independent": row["independent_articles"],
        "deals": deals,
    }
