"""Reviewed articles as gold facts: what people declared complete, for `niaga evaluate`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.review.apply import current
from pipeline.review.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.review.decision import Row
    from pipeline.review.overlay import Overlaid

Gold = dict[str, Any]

REVIEWED = ("deals", "flows")
"""Tables whose rows people decide on; `judged` tells them to who reads the gold."""
MACHINE = ("provinces", "officials", "commodities", "amounts", "quantities", "dates")
"""Tables that are as the machine read them."""


def gold(folder: Path, *, everything: bool = False) -> Iterator[Gold]:
    """Yield the gold facts of every article declared complete, in the order of the tables.

    Only deals and flows are judged; with `everything` the other kinds stand in them as the machine read them. `blind`
    tells whether an article was reviewed without the machine's opinion in sight.
    """
    overlaid, tables = current(folder), Tables(folder)
    codes = {row["province"]: row["kemendagri"] for row in tables.code_list("provinces")}
    blind = teaching(overlaid)
    for article in overlaid.articles:
        article_id = article["article_id"]
        if article_id in overlaid.complete:
            machine = _machine(tables, article_id, codes) if everything else {}
            judged = {} if everything else {"judged": list(REVIEWED)}
            trade = _trade(overlaid, tables, article_id, codes)
            notes = "; ".join(_notes(overlaid, article_id))
            yield {
                "id": article_id,
                "published": article["published"] or None,
                "blind": article_id in blind,
                **judged,
                **machine,
                **trade,
                "notes": notes,
            }


def teaching(overlaid: Overlaid) -> set[str]:
    """Return the articles whose reviews train and measure: declared complete blind, each row answered blind.

    A row that fell with its deal needs no answer.
    """
    rows = (shown for table in REVIEWED for shown in overlaid.tables[table])
    seen = {
        shown.row["article_id"] for shown in rows if not (shown.history.is_blind if shown.history else shown.rejected)
    }
    return {article_id for article_id, history in overlaid.complete.items() if history.is_blind} - seen


def write(folder: Path, output: Path, found: Collection[Gold]) -> None:
    """Write gold facts: into a file that ends in `.jsonl`, else as a gold set, a folder with the texts beside them."""
    if output.suffix == ".jsonl":
        _lines(output, found)
        return
    tables = Tables(folder)
    about = {row["article_id"]: row for row in tables.rows("articles")}
    (output / "articles").mkdir(parents=True, exist_ok=True)
    _lines(output / "articles" / "reviewed.jsonl", (_article(about[one["id"]], tables) for one in found))
    _lines(output / "gold.jsonl", found)


def _article(row: Row, tables: Tables) -> dict[str, str]:
    """Return a record that is read as the article it was; its title stands in its text already."""
    told = {"id": row["article_id"], "url": row["url"], "published": row["published"]}
    return {**{name: cell for name, cell in told.items() if cell}, "text": tables.text(row["article_id"])}


def _lines(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), encoding="utf-8")


def _trade(overlaid: Overlaid, tables: Tables, article_id: str, codes: Mapping[str, str]) -> Gold:
    deals = [shown.row for shown in overlaid.kept("deals") if shown.row["article_id"] == article_id]
    flows = [shown.row for shown in overlaid.kept("flows") if shown.row["article_id"] == article_id]
    quantities = {row["start"]: row["text"] for row in tables.mentions("quantities", article_id)}
    found = [_flow(flow, codes, quantities) for flow in flows]
    return {
        "deals": [_deal(deal, tables, codes) for deal in deals],
        "flows": [flow for number, flow in enumerate(found) if flow not in found[:number]],
    }


def _deal(deal: Row, tables: Tables, codes: Mapping[str, str]) -> Gold:
    amount = deal["amount_idr"] or deal["amount_min_idr"] or deal["amount_max_idr"]
    return {
        "parties": [codes.get(code, code) for code in deal["parties"].split(";") if code],
        "hub": codes.get(deal["hub"]),
        "amount_idr": int(amount) if amount else None,
        "status": deal["status"],
        "date": deal["date"] or None,
        "speaker": tables.people.get(deal["speaker"], deal["speaker"]) or None,
    }


def _flow(flow: Row, codes: Mapping[str, str], quantities: Mapping[str, str]) -> Gold:
    goods = " ".join(flow["text"].lower().split())
    told = quantities.get(flow.get("quantity_start", ""))
    ends = {"from": codes.get(flow["origin"]), "to": codes.get(flow["destination"])}
    return {"commodity": goods, **ends, **({"quantity": told} if told else {})}


def _machine(tables: Tables, article_id: str, codes: Mapping[str, str]) -> Gold:
    """Return the kinds nobody reviews on the page."""
    rows = {table: tables.mentions(table, article_id) for table in MACHINE}
    people = {row["official_id"]: row for row in rows["officials"]}
    return {
        "provinces": list(
            dict.fromkeys(codes[row["province"]] for row in rows["provinces"] if row["province"] in codes)
        ),
        "officials": [_official(row, tables, codes) for row in people.values()],
        "commodities": list(dict.fromkeys(" ".join(row["text"].lower().split()) for row in rows["commodities"])),
        "amounts": [_amount(row) for row in rows["amounts"]],
        "quantities": [_quantity(row, tables) for row in rows["quantities"]],
        "dates": [{"text": row["text"], "iso": row["date"]} for row in rows["dates"] if row["basis"] == "explicit"],
        "dates_optional": [
            {"text": row["text"], "iso": row["date"]} for row in rows["dates"] if row["basis"] != "explicit"
        ],
    }


def _official(row: Row, tables: Tables, codes: Mapping[str, str]) -> Gold:
    name = tables.people.get(row["official_id"], row["name"])
    return {"name": name, "title": row["title"], "province": codes.get(row["province"])}


def _amount(row: Row) -> Gold:
    ends = {f"idr_{end}": int(row[f"amount_{end}_idr"]) if row[f"amount_{end}_idr"] else None for end in ("min", "max")}
    unit = {"unit": row["per_unit"]} if row["per_unit"] else {}
    return {"text": row["text"], **ends, "bound": row["bound"], **unit}


def _quantity(row: Row, tables: Tables) -> Gold:
    value, low, high = (_number(row[name]) for name in ("quantity", "quantity_min", "quantity_max"))
    ends = {"value_min": low, "value_max": high} if row["bound"] == "range" else {}
    return {
        "text": row["text"],
        "value": None if ends else value or low or high,
        **ends,
        "unit": row["unit"],
        "kg": _number(row["quantity_kg"]),
        "bound": row["bound"],
        "per": row["per"] or None,
        "commodity": tables.codes.commodities.get(row["commodity"]),
    }


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _notes(overlaid: Overlaid, article_id: str) -> Iterator[str]:
    """Yield what reviewers noted."""
    for rows in overlaid.tables.values():
        for shown in rows:
            if shown.history and shown.row["article_id"] == article_id and shown.history.last.note:
                yield shown.history.last.note
