"""The flat table trade: one row per deal, and one per flow that belongs to none, with names beside the codes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline import lexicon, schema
from pipeline.language.sentences import split_sentences
from pipeline.load import load
from pipeline.write import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.write import Row

ARTICLE = ("outlet", "published", "title", "url", "same_text_as")
QUANTITY = ("quantity", "quantity_unit", "quantity_kg", "per")
LISTS = {"provinces": "province", "commodities": "commodity", "outlets": "outlet"}
"""Code lists whose names are given, with their keys."""


def trade_rows(folder: Path) -> Iterator[Row]:
    """Yield the rows of trade.csv from a folder's other tables: the deals of each article, then its lone flows."""
    flows: dict[str, list[Row]] = defaultdict(list)
    for flow in records(folder, "flows"):
        flows[flow["article_id"]].append(flow)
    deals: dict[str, list[Row]] = defaultdict(list)
    for deal in records(folder, "deals"):
        deals[deal["article_id"]].append(deal)
    told = _Told(folder, deals.keys() | flows.keys())
    for article_id in told.articles:
        own = deals[article_id]
        known = {deal["deal_id"] for deal in own}
        for deal in own:
            yield told.row(_of_deal(deal, [flow for flow in flows[article_id] if flow["deal_id"] == deal["deal_id"]]))
        yield from (told.row(_of_flow(flow)) for flow in flows[article_id] if flow["deal_id"] not in known)


def _of_deal(deal: Row, flows: list[Row]) -> Row:
    """Return a deal's cells; quantity only where it has one flow: those of several are not one figure."""
    single = flows[0] if len(flows) == 1 else {}
    return {
        **deal,
        "record": "deal",
        "partners": ";".join(code for code in deal["parties"].split(";") if code != deal["hub"]),
        **{name: _listed([flow[name] for flow in flows]) for name in ("commodity", "origin", "destination")},
        **{name: single.get(name, "") for name in QUANTITY},
        "flows": str(len(flows)),
        "sentence": deal["text"],
    }


def _of_flow(flow: Row) -> Row:
    value = flow["amount_idr"]
    return {**flow, "record": "flow", "amount_min_idr": value, "amount_max_idr": value, "flows": "1"}


class _Told:
    """What the other tables say of the articles with trade."""

    def __init__(self, folder: Path, wanted: Iterable[str]) -> None:
        wanted = set(wanted)
        self.articles = {row["article_id"]: row for row in records(folder, "articles") if row["article_id"] in wanted}
        self._people = _names(row for row in records(folder, "people"))
        self._officials = _officials(row for row in records(folder, "officials") if row["article_id"] in wanted)
        self._names = {name: _code_names(folder, name, key) for name, key in LISTS.items()}
        self._texts = {name: text for name, text in load(folder).texts() if name in wanted}

    def row(self, row: Row) -> Row:
        """Return a row of trade with the names of its codes, its speaker and its article."""
        article = self.articles[row["article_id"]]
        official = self._officials.get((row["article_id"], row.get("speaker", "")), {})
        speaker = self._people.get(row.get("speaker", ""), official.get("name", ""))
        filled = {
            **{name: article[name] for name in ARTICLE},
            **row,
            "speaker_name": speaker,
            "speaker_title": official.get("title", ""),
            "speaker_province_name": self._named("provinces", official.get("province", "")),
            "sentence": row.get("sentence") or self._sentence(row),
        }
        filled |= {
            f"{name}_name": self._named("provinces", filled.get(name, ""))
            for name in ("hub", "partners", "origin", "destination", "place")
        }
        filled["commodity_name"] = self._named("commodities", filled["commodity"])
        filled["outlet_name"] = self._named("outlets", filled["outlet"])
        return {name: filled.get(name, "") for name in schema.columns("trade")}

    def _named(self, codes: str, cell: str) -> str:
        return ";".join(self._names[codes].get(code, code) for code in cell.split(";"))

    def _sentence(self, row: Row) -> str:
        """Return the sentence in which a row's words stand."""
        text, start = self._texts[row["article_id"]], int(row["start"])
        found = ((begin, stop) for begin, stop in split_sentences(text) if begin <= start < stop)
        begin, stop = next(found, (start, int(row["stop"])))
        return schema.escape_formula(text[begin:stop])


def _names(people: Iterable[Row]) -> Mapping[str, str]:
    return {row["official_id"]: row["name"] for row in people}


def _officials(mentions: Iterable[Row]) -> Mapping[tuple[str, str], Row]:
    """Return the fullest mention of each official of each article: with a title, then with the longest name."""
    best: dict[tuple[str, str], Row] = {}
    for row in mentions:
        held = best.setdefault((row["article_id"], row["official_id"]), row)
        if (row["title"] != "", len(row["name"])) > (held["title"] != "", len(held["name"])):
            best[row["article_id"], row["official_id"]] = row
    return best


def _code_names(folder: Path, name: str, key: str) -> Mapping[str, str]:
    """Return code -> name of the list that the folder's run used, else of ours."""
    try:
        rows: Iterable[Mapping[str, str]] = load(folder).code_list(name)
    except FileNotFoundError:
        rows = lexicon.load(name)
    return {row[key]: row["name"] for row in rows}


def _listed(cells: Sequence[str]) -> str:
    """Return what all flows of a deal share, else the cell of each in their order: so goods keep their direction."""
    return cells[0] if len(set(cells)) == 1 else ";".join(cells)
