"""The cases of `tests/cases` as the rules reference shows them: what each rule took, and what came of it."""

import csv
import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter

import cases

from pipeline import extract
from pipeline.link.persons import HeldOffice, Holder, LinkedPerson
from pipeline.link.same_person import reason_to_join
from pipeline.model import person_id

MARKDOWN = re.compile(r"([\\`*_{}\[\]|~#$])")

SENTENCES = {"deals"}
"""Tables whose rows rest on whole sentences: to mark them would be to mark everything."""

LEFT = "in a sentence about trade, no deal: "
"""How `unresolved` begins to tell why a figure is no deal's."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One case under one rule, in Markdown."""

    rule: str
    """Empty where no rule took anything."""
    text: str
    said: str
    """What came of it: cells of the row, or why there is none."""
    note: str


def of_texts(table):
    """Yield the cases of a table that is read from single texts, once under each rule that took something."""
    for param in cases.load(table):
        [row] = param.values
        article, note = cases.article(table, row), noted(row)
        items = [*taken(table, article, row), *left(table, article)]
        if not items:
            yield Shown("", marked(article.text), "", note)
        for rule, group in groupby(sorted(items, key=itemgetter(0)), key=itemgetter(0)):
            found = list(group)
            spans = [] if table in SENTENCES else [span for _, span, _ in found]
            yield Shown(rule, marked(article.text, spans), numbered(said for *_, said in found), note)


def taken(table, article, row):
    """Yield (rule, span, what the case expects of it) of each fact."""
    wanted = cases.expected(row["expect"])
    for number, fact in enumerate(extract(article)[table]):
        if table in cases.SHOWN:
            want = next((want for want in wanted if cases.shown(fact.value, want) == want), {})
        else:
            want = wanted[number] if wanted else {}
        yield fact.mention.rule, (fact.start, fact.stop), cells(want)


def left(table, article):
    """Yield (rule, span, why not) of what was seen and not used; of deals, the figures that none took."""
    for item in extract(article).unresolved:
        figure = item.reason.startswith(LEFT)
        if figure == (table == "deals") and (figure or item.mention.kind == table):
            why = f"not used: {escaped(item.reason.removeprefix(LEFT))}"
            rule, said = ("", f"`{item.mention.text}` {why}") if figure else (item.mention.rule, why)
            yield rule, (item.mention.start, item.mention.stop), said


def of_people():
    """Yield the holders of offices that cases make one person, by the rule that does, and those that they keep apart."""
    for case, group in groupby(read("link_people"), key=lambda row: row["case"]):
        before = []
        for row in group:
            holder = held(row)
            same = [each for number, each in before if number == row["person"]]
            rule = reason_to_join(holder, gathered(same)) if same else ""
            if before:
                against = same or [each for _, each in before]
                said = "one person" if same else "two persons" if len(against) == 1 else "another person"
                yield Shown(rule or "", lines(map(told, (*against, holder))), said, escaped(case))
            before.append((row["person"], holder))


def gathered(holders):
    """Return the person that some holders are."""
    person = LinkedPerson("case")
    for holder in holders:
        person.join(holder, "")
        person.see([holder])
    return person


def held(row):
    office = HeldOffice(row["title"], row["role"], "", row["province"], row["regency"])
    return Holder(person_id(row["name"], row["province"]), row["name"], office, row["published"])


def told(holder):
    office = " ".join(filter(None, (holder.office.title, holder.office.province, holder.office.regency)))
    return f"{holder.name}, {office} ({holder.published})"


def of_check(check):
    """Yield the articles of a check's cases, those of one set in one row."""
    for _, group in groupby(read(f"findings/{check}"), key=lambda row: row["set"]):
        rows = list(group)
        said = numbered(cells(want) for row in rows for want in cases.expected(row["expect"]))
        texts = lines((article_of(row) for row in rows), "<br><br>")
        yield Shown(check if said else "", texts, said, lines(escaped(row["note"]) for row in rows if row["note"]))


def article_of(row):
    """Return title and text of an article in one cell, the findings marked."""
    parts = [marked(*cases.unmark(row[name])) for name in ("title", "text") if row[name]]
    return lines((f"({row['published']})" if row["published"] else "", *parts))


def read(name):
    """Return the rows of a case file."""
    with (cases.FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def noted(row):
    """Return a case's note, the day it counts from, and that it is known to fail."""
    day = f"published {row['published']}" if row.get("published") else ""
    fails = f"known to fail: {row['xfail']}" if row.get("xfail") else ""
    return escaped("; ".join(filter(None, (row["note"], day, fails))))


def cells(want):
    return " ".join(f"`{name}={value}`" for name, value in want.items())


def lines(texts, between="<br>"):
    return between.join(dict.fromkeys(filter(None, texts)))


def numbered(texts):
    """Return the rows that came of one case, numbered where they are several."""
    said = list(dict.fromkeys(filter(None, texts)))
    return lines(f"{number}. {each}" for number, each in enumerate(said, 1)) if len(said) > 1 else lines(said)


def marked(text, spans=()):
    """Return a text as Markdown, with spans in bold; spans may nest but not cross."""
    opened, closed = {start for start, _ in spans}, {stop for _, stop in spans}
    pieces = []
    for place, sign in enumerate(f"{text} "):
        pieces += ["</b>"] if place in closed else []
        pieces += ["<b>"] if place in opened else []
        pieces.append(escaped(sign))
    return "".join(pieces).strip()


def escaped(text):
    return MARKDOWN.sub(r"\\\1", escape(text, quote=False)).replace("\n", "<br>")
