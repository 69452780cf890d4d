"""The folder's tables as one JSON document, which the page reads once.

Tables travel as columns and rows without names; money as text, because a browser's numbers are exact only to 2**53.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.report.capitals import capitals
from pipeline.report.events import events
from pipeline.schema import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.report.tables import Folder, Row

HERE = files(__package__)

MONEY = ("low", "high", "target_low", "target_high", "amount_idr", "amount_min_idr", "amount_max_idr")

ARTICLE = ("article_id", "title", "outlet", "published", "url", "same_text_as", "is_trade", "words", "text", "marks")
DEAL = (
    *("article_id", "start", "stop", "text", "rule", "deal_id", "kind", "status", "hub", "parties"),
    *("amount_idr", "amount_min_idr", "amount_max_idr", "bound", "scope", "events", "date", "place", "speaker", "cue"),
    *("confidence", "event_id", "year"),
)
EVENT = (
    *("id", "kind", "status", "hub", "parties", "date", "year", "year_basis", "cumulative", "low", "high"),
    *("target_low", "target_high", "conflict", "maybe", "articles", "independent", "deals"),
)
FLOW = (
    *("article_id", "start", "stop", "text", "rule", "deal_id", "commodity", "origin", "destination", "status"),
    *("confidence", "quantity", "quantity_unit", "quantity_kg", "quantity_start", "per", "amount_idr", "amount_start"),
    "year",
)
FINDING = (
    *("article_id", "start", "stop", "text", "check", "severity", "reported", "expected", "related_article_id"),
    *("event_id", "message"),
)
UNUSED = ("article_id", "start", "stop", "text", "rule", "kind", "reason")
ERROR = ("source", "record", "error", "message")

MOST_TEXT_CHARS = 20_000_000
"""Characters of all texts together that a page may hold; a browser grows slow beyond."""

MARKS = {
    "provinces": "province",
    "officials": "official_id",
    "commodities": "commodity",
    "dates": "date",
    "amounts": "amount_idr",
    "quantities": "commodity",
}
"""Kind of mention -> the column that says what it means."""


def facts(folder: Folder, language: str) -> Row:
    """Return the page's document; its words and names in `language`."""
    articles, deals = folder.rows("articles"), folder.rows("deals")
    counted = folder.rows("events")
    flows = folder.rows("flows")
    shown = list(_articles(folder, articles))
    return {
        "meta": _meta(folder, language, by="events" if counted else "deals")
        | {"without_text": sum(not article["text"] for article in shown)},
        "words": words(language),
        "provinces": _provinces(folder),
        "commodities": _commodities(folder, language),
        "measures": _measures(folder, language),
        "people": _people(folder),
        "articles": _table(ARTICLE, shown),
        "events": _table(EVENT, events(counted, deals, articles)),
        "deals": _table(DEAL, deals),
        "flows": _table(FLOW, flows),
        "findings": _table(FINDING, _findings(folder, language)),
        "unused": _table(UNUSED, _unused(folder, language)),
        "errors": _table(ERROR, folder.rows("errors")),
    }


def words(language: str) -> dict[str, str]:
    """Return the page's own words."""
    return {row["word"]: row[language] for row in _own("words")}


def _own(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(HERE.joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def _meta(folder: Folder, language: str, *, by: str) -> Row:
    run = folder.run()
    name = folder.folder.resolve().name
    older = [f"{command} {name}" for command in dict.fromkeys(folder.stale().values())]
    return {"language": language, "by": by, "version": run.get("version", ""), "folder": name} | {
        "stale": older,
        "left_out": 0 if folder.trading is None else len(folder.tables["articles"]) - len(folder.trading),
    }


def _provinces(folder: Folder) -> Row:
    """Return code -> [name, capital, longitude, latitude]."""
    places = capitals()
    return {
        row["province"]: [row["name"], *place]
        for row in folder.codes("provinces")
        if (place := places.get(row["province"]))
    }


def _commodities(folder: Folder, language: str) -> dict[str, str]:
    name = {"en": "name_en", "id": "name"}[language]
    return {row["commodity"]: row[name] or row["name"] for row in folder.codes("commodities")}


def _measures(folder: Folder, language: str) -> dict[str, str]:
    """Return code -> name; the codes are English words or signs."""
    return {row["measure"]: row["measure" if language == "en" else "name"] for row in folder.codes("measures")}


def _people(folder: Folder) -> dict[str, list[str]]:
    """Return official_id -> [name, last title]; from the mentions where nobody was brought together."""
    known = {row["official_id"]: [row["name"], row["titles"].split(";")[-1]] for row in folder.rows("people")}
    for row in folder.rows("officials"):
        person = known.setdefault(row["official_id"], [row["name"], ""])
        person[1] = person[1] or row["title"]
    return known


def message(finding: Row, language: str) -> str:
    """Return a finding's message in a language; a table of an older version has it in one only."""
    return str(finding.get(MESSAGES[language]) or finding["message"])


def _findings(folder: Folder, language: str) -> list[Row]:
    """Return the findings with their messages in a language."""
    found = [{**row, "message": message(row, language)} for row in folder.rows("findings")]
    if folder.trading is None:
        return found
    return [
        {**row, "related_article_id": related if (related := row["related_article_id"]) in folder.trading else ""}
        for row in found
    ]


def _unused(folder: Folder, language: str) -> list[Row]:
    """Return what was not used; reasons `a: b` part by part in `language`, a part that is not listed as it stands."""
    known = {row["en"]: row[language] for row in _own("reasons")}
    rows = folder.rows("unresolved")
    return [{**row, "reason": ": ".join(known.get(part, part) for part in row["reason"].split(": "))} for row in rows]


def _articles(folder: Folder, articles: list[Row]) -> Iterable[Row]:
    texts, marks = _texts(folder, articles), _marks(folder)
    for article in articles:
        name = article["article_id"]
        yield {**article, "text": texts.get(name, ""), "marks": marks[name] if name in texts else []}


def _texts(folder: Folder, articles: list[Row]) -> dict[str, str]:
    """Return the texts that the page holds by article_id: all, or as many as it can carry, those with deals first."""
    wanted = {article["article_id"] for article in articles}
    dealing = {row["article_id"] for row in folder.rows("deals")}
    texts = {name: text for name, text in folder.texts() if name in wanted}
    room, kept = MOST_TEXT_CHARS, set()
    for name in sorted(texts, key=lambda name: name not in dealing):
        room -= len(texts[name])
        if room < 0:
            break
        kept.add(name)
    return {name: text for name, text in texts.items() if name in kept}


def _marks(folder: Folder) -> defaultdict[str, list[list[Any]]]:
    """Return article_id -> its mentions as [kind, start, stop, meaning], kinds as positions in MARKS."""
    marks: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for kind, (table, meaning) in enumerate(MARKS.items()):
        for row in folder.rows(table):
            value = "" if row[meaning] is None else str(row[meaning])
            marks[row["article_id"]].append([kind, row["start"], row["stop"], value])
    return marks


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Row:
    return {"columns": columns, "rows": [[_cell(name, row[name]) for name in columns] for row in rows]}


def _cell(name: str, value: Any) -> Any:
    return str(value) if name in MONEY and value is not None else value


def as_script(document: Row) -> str:
    """Return JSON that stands safely inside a script element: no text of an article can end it."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
