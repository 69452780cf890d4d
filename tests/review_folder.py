"""A small outputs folder to review, written as the machine would."""

import csv
import json
from hashlib import sha256
from uuid import uuid4

from pipeline import schema
from pipeline.review.decision import Decision
from pipeline.review.store import Store

TEXT = (
    "Misi dagang Jatim di Kendari\n"
    "Kendari - Misi dagang Jawa Timur dan Sulawesi Tenggara membukukan transaksi Rp214 miliar, kata Ratna.\n"
    "Jawa Timur membeli kakao dan mete. Kerja sama dengan Kalimantan Timur akan dijajaki.\n"
)
OTHER = "Kalsel dan Kaltim meneken kontrak Rp5 miliar, sedangkan Kalsel dan Bali Rp7 miliar.\n"
TEXTS = {"a": TEXT, "b": OTHER}


def sha(text):
    return sha256(text.encode()).hexdigest()


def evidence(article_id, words, texts):
    start = texts[article_id].index(words)
    return {"article_id": article_id, "start": start, "stop": start + len(words), "text": words, "rule": "r"}


def amount(value, start):
    values = dict.fromkeys(("amount_idr", "amount_min_idr", "amount_max_idr"), value)
    return {**values, "bound": "exact", "amount_start": start}


def deals(texts=TEXTS):
    first = TEXT.splitlines()[1]
    yield {
        **evidence("a", first, texts),
        "deal_id": "a-1",
        "kind": "trade_mission",
        "status": "realised",
        "hub": "ID-JI",
        "parties": "ID-JI;ID-SG",
        **amount(214 * 10**9, texts["a"].index("Rp214")),
        "scope": "event",
        "speaker": "ratna-ji",
        "cue": "membukukan",
    }
    plan = "Kerja sama dengan Kalimantan Timur akan dijajaki."
    yield {
        **evidence("a", plan, texts),
        "deal_id": "a-2",
        "kind": "cooperation",
        "status": "planned",
        "parties": "ID-JI;ID-KI",
        "scope": "event",
    }
    for number, (partner, value) in enumerate((("ID-KI", 5), ("ID-BA", 7)), 1):
        yield {
            **evidence("b", texts["b"].strip(), texts),
            "deal_id": f"b-{number}",
            "kind": "purchase",
            "status": "agreed",
            "parties": f"ID-KS;{partner}",
            **amount(value * 10**9, texts["b"].index(f"Rp{value}")),
            "scope": "event",
        }


def flows(texts=TEXTS):
    for word, commodity in (("kakao", "cocoa"), ("mete", "cashew")):
        yield {
            **evidence("a", word, texts),
            "deal_id": "a-1",
            "commodity": commodity,
            "origin": "ID-SG",
            "destination": "ID-JI",
            "status": "realised",
        }


def articles(texts):
    for article_id, text in texts.items():
        yield {
            "article_id": article_id,
            "title": text.splitlines()[0],
            "published": "2022-06-15",
            "words": 9,
            "is_trade": "true",
            "text_sha256": sha(text),
            "source": f"{article_id}.txt",
        }


def write(folder, table, rows):
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.columns(table), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def officials(texts=TEXTS):
    yield {**evidence("a", "Ratna", texts), "official_id": "ratna-ji", "name": "Ratna", "title": "Gubernur"}


def make(folder, texts=TEXTS, **tables):
    """Write the folder; `tables` stand in for those of the sample."""
    folder.mkdir(exist_ok=True)
    sample = {"articles": articles(texts)} | tables
    for table, rows in (("deals", deals), ("flows", flows), ("officials", officials)):
        if table not in tables:
            sample[table] = list(rows(texts))
    for table in schema.names():
        rows = list(sample.get(table, ()))
        write(folder, table, rows)
    parties = [
        {"deal_id": deal["deal_id"], "province": province, "role": "hub" if province == deal.get("hub") else "partner"}
        for deal in sample["deals"]
        for province in deal["parties"].split(";")
    ]
    write(folder, "deals__parties", parties)
    lines = [json.dumps({"article_id": key, "text": text}) + "\n" for key, text in texts.items()]
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "run.json").write_text('{"program": "niaga"}', encoding="utf-8")
    return folder


def read(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decide(folder, action, table, row, **more):
    """Append a decision about a row of the machine."""
    article_id = row["article_id"]
    given = {
        "id": uuid4().hex,
        "at": "2026-01-02T03:04:05Z",
        "reviewer": "ani",
        "action": action,
        "table": table,
        "article_id": article_id,
        "text_sha256": sha(TEXTS.get(article_id, "")),
        "text": row["text"],
        "start": int(row["start"]),
        "stop": int(row["stop"]),
        "row": {column: str(cell) for column, cell in row.items()},
    }
    decision = Decision(**(given | more))
    Store(folder).append(decision)
    return decision


def undo(folder, decision):
    line = Decision(uuid4().hex, "2026-01-02T03:04:06Z", "ani", "undo", undoes=decision.id)
    Store(folder).append(line)
    return line
