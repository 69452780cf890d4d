"""Cases: sentences with the mention marked in square brackets, and what it means.

A row of `tests/cases/<kind>.csv`: `text` with every expected mention in brackets (none: nothing may be found; `\\n` is
a line end; brackets may nest), `expect` with `field=value` pairs joined by `;`, one group per mention joined by ` | `, `published` for
words that count from it, `note`, `xfail` with a reason for what is known to fail. Deals and flows have no marks and no
`xfail`: their cases are judged as a set.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from pipeline import Article, extract
from pipeline.read.frame import to_article
from pipeline.read.record import Record

FOLDER = Path(__file__).parent / "cases"

DATELINE = re.compile(r"[\w ]+ \(ANTARA\) - ")


def load(kind):
    params = []
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if row.get("xfail") else []
            params.append(pytest.param(row, id=row["text"][:60], marks=marks))
    return params


def unmark(text):
    """Return the plain text and the spans of its marked mentions."""
    text, spans, plain, begins = text.replace("\\n", "\n"), [], "", []
    for piece in re.split(r"([\[\]])", text):
        if piece == "[":
            begins.append(len(plain))
        elif piece == "]":
            spans.append((begins.pop(), len(plain)))
        else:
            plain += piece
    return plain, sorted(spans)


def plain(text, published=None):
    """Return the article of a text as it stands; one that begins with a dateline is read like a file."""
    if DATELINE.match(text):
        return read_like_a_file(text, published)
    return Article("case", text, published=published, published_basis="metadata" if published else None)


def read_like_a_file(text, published=None):
    """Return the article of a text with headline and dateline set apart."""
    return to_article(Record("case", text, "case", published=published))


def article(kind, row):
    """Return the article that a case of one kind is."""
    text, _ = unmark(row["text"])
    return (read_like_a_file if kind in SHOWN else plain)(text, row.get("published") or None)


def found(kind, text, published=None):
    """Return (start, stop, value) of what is found of one kind, in reading order."""
    return _values(kind, plain(text, published))


def found_framed(kind, text, published=None):
    """Return the same for a text read like a file."""
    return _values(kind, read_like_a_file(text, published))


def _values(kind, article):
    return [(fact.start, fact.stop, fact.value) for fact in extract(article)[kind]]


def shown(value, fields):
    """Return those fields of a value as a case writes them."""
    return {name: written(getattr(value, name)) for name in fields}


def written(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return "+".join(cell) if isinstance(cell, tuple) else str(cell)


def expected(cell):
    return (
        [dict(pair.split("=", 1) for pair in group.split(";") if pair) for group in cell.split(" | ")] if cell else []
    )


def check(kind, row):
    text, spans = unmark(row["text"])
    facts = found(kind, text, row.get("published") or None)
    assert [text[a:b] for a, b, _ in facts] == [text[a:b] for a, b in spans]
    assert [(a, b) for a, b, _ in facts] == spans
    wanted = expected(row["expect"])
    assert [shown(value, want) for (_, _, value), want in zip(facts, wanted, strict=bool(wanted))] == wanted


def judge(kind):
    """Return how many facts of all cases of a kind are right, wrong and missed, and what was wrong or missed in which.

    Deals and flows are decided by trained models: no single case must hold, the set must.
    """
    right, wrong, missed, told = 0, 0, 0, []
    for param in load(kind):
        [row] = param.values
        found = [
            _plain(shown(value, SHOWN[kind]))
            for *_, value in found_framed(kind, unmark(row["text"])[0], row["published"] or None)
        ]
        absent = []
        for want in map(_plain, expected(row["expect"])):
            asked = {name: want[name] for name in SHOWN[kind] if name in want}
            match = next((each for each in found if asked.items() <= each.items()), None)
            if match is None:
                absent.append(want)
            else:
                found.remove(match)
                right += 1
        wrong, missed = wrong + len(found), missed + len(absent)
        told += [f"{row['text']}\n  too many: {found}\n  missed: {absent}"] if found or absent else []
    return right, wrong, missed, told


def _plain(fields):
    """Return fields without the order of the parties."""
    return {name: "+".join(sorted(cell.split("+"))) if name == "parties" else cell for name, cell in fields.items()}


SHOWN = {
    "deals": ("parties", "amount_idr", "status"),
    "flows": ("commodity", "origin", "destination"),
}
"""Tables that are judged as a set, and the fields that must be right."""
