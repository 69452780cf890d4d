"""Deals given by hand in place of those that the models read: what is tested on them can't waver with the models."""

import csv

from pipeline import lexicon, schema
from pipeline.language.sentences import split_sentences
from pipeline.link import link
from pipeline.load import load

USUAL = {
    "rule": "both_parties",
    "kind": "trade_mission",
    "status": "realised",
    "bound": "exact",
    "scope": "event",
    "confidence": "1.0",
}
"""Cells of a deal that is told in no other way."""
PAIR, YEAR = 2, len("2021")
FIGURE = ("amount_idr", "amount_min_idr", "amount_max_idr", "bound")


def replace_by_gold(folder, gold):
    """Write deals.csv of a folder anew, with the deals of gold, and link the articles."""
    amounts, texts = rows(folder, "amounts"), load(folder).text_of
    own = {article["id"]: [row for row in amounts if row["article_id"] == article["id"]] for article in gold}
    replace_deals(folder, {each["id"]: gold_deals(each, texts[each["id"]], own[each["id"]]) for each in gold})
    link(folder)


def replace_deals(folder, told):
    """Write deals.csv of a folder anew: `told` gives each article's deals, cells by name.

    `at` holds words of the deal's sentence: where an amount of the table stands in them it is the deal's value.
    """
    tables = load(folder)
    amounts = rows(folder, "amounts")
    titles = {row["article_id"]: row["title"] for row in rows(folder, "articles")}
    written = [schema.columns("deals")]
    for article_id, text in tables.texts():
        bounds = list(split_sentences(text, len(titles[article_id])))
        own = [row for row in amounts if row["article_id"] == article_id]
        for number, cells in enumerate(told.get(article_id, ())):
            row = dict.fromkeys(schema.columns("deals"), "") | USUAL | placed(text, bounds, own, cells.pop("at"))
            row |= {"article_id": article_id, "deal_id": f"{article_id}-{number}"} | cells
            written.append(tuple(row[name] for name in schema.columns("deals")))
    (folder / "deals.csv").write_text("".join(schema.csv_lines(written)), encoding="utf-8")


def gold_deals(article, text, amounts):
    """Return the deals of an article's gold as `replace_deals` takes them; gold does not hold its words.

    A total has a word of doing before it, what gold leaves open (mostly parts of a total) has none.
    """
    provinces = {row["bps"]: row["province"] for row in lexicon.load("provinces")}
    found = {}
    for deal in [*article["deals"], *article.get("deals_optional", ())]:
        parties = [provinces[code] for code in deal["parties"]]
        cells = {
            "status": deal["status"],
            "hub": provinces.get(deal["hub"], ""),
            "parties": ";".join(parties),
            "date": deal["date"] or "",
            "kind": "trade_mission" if deal["hub"] else "purchase",
            "cue": "mencatat" if deal["hub"] and deal in article["deals"] else "",
            "scope": "cumulative" if len(parties) > PAIR and len(deal["date"] or "") == YEAR else "event",
        }
        figure = [row["text"] for row in amounts if row["amount_min_idr"] == str(deal["amount_idr"])]
        cells["at"] = figure[-1] if figure else next(filter(None, text.splitlines()[1:]))
        found.setdefault((cells["parties"], deal["amount_idr"], deal["status"], deal["date"]), cells)
    return list(found.values())


def placed(text, bounds, amounts, words):
    """Return the place of a deal and its value, if an amount stands in the words that tell it."""
    begin = text.index(words)
    start, stop = next((start, stop) for start, stop in reversed(bounds) if start <= begin)
    figure = next((row for row in amounts if begin <= int(row["start"]) < begin + len(words)), None)
    value = {name: figure[name] for name in FIGURE} | {"amount_start": figure["start"]} if figure else {}
    return {"start": str(start), "stop": str(stop), "text": text[start:stop]} | value


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
