"""Outputs folders made by hand, for the tests of the report: only what a test is about need be said."""

import csv
import json
from pathlib import Path

from pipeline import lexicon, schema
from pipeline.link import Years
from pipeline.link.years import dated

CODES = {
    "provinces": lexicon.load("provinces"),
    "measures": lexicon.load("measures"),
    "commodities": [
        {"commodity": "rice", "name": "beras", "name_en": "rice"},
        {"commodity": "salt", "name": "garam", "name_en": "salt"},
    ],
}
DEFAULTS = {
    "kind": "trade_mission",
    "scope": "event",
    "conflict": "false",
    "is_trade": "true",
    "words": "10",
    "rule": "rule",
    "severity": "note",
}


def write_folder(folder: Path, texts, **tables):
    """Write `texts` (article_id -> text) and `tables` (name -> rows, cells by column) as niaga extract would."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"article_id": name, "text": text}, ensure_ascii=False) for name, text in texts.items()]
    (folder / "articles.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    given = {row["article_id"]: row for row in tables.pop("articles", [])}
    tables["articles"] = [{"article_id": name, **given.get(name, {})} for name in texts]
    _reckon_years(tables)
    for name in schema.names():
        _write(folder / f"{name}.csv", schema.columns(name), tables.get(name, []))
    (folder / "codes").mkdir(exist_ok=True)
    for name, rows in CODES.items():
        _write(folder / "codes" / f"{name}.csv", tuple(rows[0]), rows)
    (folder / "run.json").write_text('{"program": "niaga", "version": "0.1.0"}', encoding="utf-8")
    return folder


def _reckon_years(tables):
    """Fill the years as niaga link does, where a test says nothing of them."""
    published = {row["article_id"]: row.get("published", "") for row in tables["articles"]}
    deals = tables.get("deals", [])
    articles = {}
    for row in deals:
        articles.setdefault(row.get("event_id", ""), []).append(published.get(row["article_id"], ""))
    tables["events"] = [
        {**dated(row.get("date", ""), articles.get(row["event_id"], ()))._asdict(), **row}
        for row in tables.get("events", [])
    ]
    years = Years(tables["events"], published)
    blank = {"date": "", "event_id": "", "deal_id": ""}
    for table, reckon in {"deals": years.deal, "flows": years.flow}.items():
        tables[table] = [{**reckon(blank | row), **row} for row in tables.get(table, [])]


def _write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(str(row.get(column, DEFAULTS.get(column, ""))) for column in columns)


def deal(article_id, number, **cells):
    """Return a deal of two provinces whose value is given as `value`."""
    value = cells.pop("value", "")
    amounts = {"amount_idr": value, "amount_min_idr": value, "amount_max_idr": value, "bound": "exact" if value else ""}
    own = {
        "article_id": article_id,
        "deal_id": f"{article_id}-{number}",
        "status": "realised",
        "parties": "ID-JI;ID-KS",
    }
    return {**own, "start": 0, "stop": 1, "text": "x", **amounts, **cells}


def many(folder: Path, deals: int):
    """Write a folder with this many deals, two to an article, each its own event, with flows and mentions."""
    provinces = [row["province"] for row in CODES["provinces"]]
    texts, tables = (
        {},
        {
            name: []
            for name in ("articles", "deals", "events", "flows", "provinces", "amounts", "unresolved", "findings")
        },
    )
    for index in range(deals):
        article = f"article-{index // 2}"
        hub, partner = provinces[index % 7], provinces[7 + index * 5 % 31]
        value = 10**9 * (1 + index * 37 % 900)
        day = f"20{10 + index % 15}-{1 + index % 12:02}-{1 + index % 28:02}"
        texts[article] = (
            f"Misi dagang {index} mencatat Rp{value // 10**9} miliar. " + "Beras dikirim antarprovinsi. " * 80
        )
        tables["articles"] += [
            {"article_id": article, "title": f"Misi dagang {index}", "published": day, "outlet": "antara"}
        ]
        tables["deals"] += [
            deal(
                article,
                index,
                hub=hub,
                parties=f"{hub};{partner}",
                date=day,
                value=value,
                stop=40,
                event_id=f"event-{index}",
                text=texts[article][:40],
            )
        ]
        tables["events"] += [
            {
                "event_id": f"event-{index}",
                "status": "realised",
                "hub": hub,
                "parties": f"{hub};{partner}",
                "date": day,
                "amount_idr": value,
            }
            | {"amount_min_idr": value, "amount_max_idr": value, "articles": 1, "independent_articles": 1, "deals": 1}
        ]
        place = {"article_id": article, "start": 5, "stop": 11, "text": texts[article][5:11]}
        tables["provinces"] += [{**place, "province": hub}, {**place, "start": 12, "stop": 14, "province": partner}]
        tables["amounts"] += [{**place, "start": 25, "stop": 30, "amount_idr": value}]
        tables["flows"] += [
            {
                **place,
                "deal_id": f"{article}-{index}",
                "commodity": "rice",
                "origin": hub,
                "destination": partner,
                "status": "realised",
            }
        ]
        tables["unresolved"] += [{**place, "kind": "amounts", "reason": "part of a total"}]
    return write_folder(folder, texts, **tables)
