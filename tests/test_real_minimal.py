"""The shortest texts that showed a fault in real articles, kept beside the project: what each must give, and how many do.

`tests/cases/real_minimal.csv` judges them by the number of their line: `kind`, the `table` looked at, groups that it must
hold (`expect`), groups that it must not (`absent`, `*` for any other row), and `xfail` with the reason where one is known to
fail. A line is right when all its rows hold. Deals and flows are learned: they are counted and reported, no more.
"""

import csv
import json
import os
import sys
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import pytest
from cases import FOLDER, expected, read_like_a_file, shown

from pipeline import extract

SHARED = os.environ.get("NIAGA_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="NIAGA_SHARED does not name the folder of shared cases")

LEARNED = {"deals", "flows"}
SHARE = Fraction(95, 100)


def judgements():
    with (FOLDER / "real_minimal.csv").open(encoding="utf-8", newline="") as file:
        return {int(line): list(rows) for line, rows in groupby(csv.DictReader(file), lambda row: row["line"])}


@pytest.fixture(scope="module")
def lines():
    text = (Path(SHARED) / "cases" / "real_minimal.jsonl").read_text(encoding="utf-8")
    return dict(enumerate(map(json.loads, text.splitlines()), 1))


@pytest.fixture(scope="module")
def verdicts(lines):
    """Return line number -> whether what it gives is right."""
    return {number: _is_right(lines[number]["text"], rows) for number, rows in judgements().items()}


def _is_right(text, rows):
    facts = extract(read_like_a_file(text))
    return all(_holds(row, _table(facts, row["table"])) for row in rows)


def _table(facts, name):
    return [facts.article] if name == "articles" else [fact.value for fact in facts[name]]


def _holds(row, values):
    """Tell whether a table holds all that is expected, each in a row of its own, and nothing that must be absent."""
    left = list(values)
    for want in expected(row["expect"]):
        match = next((value for value in left if _meets(value, want)), None)
        if match is None:
            return False
        left.remove(match)
    if row["absent"] == "*":
        return not left
    return not any(_meets(value, unwanted) for value in values for unwanted in expected(row["absent"]))


def _meets(value, fields):
    found = shown(value, fields)
    return {**found, "parties": "+".join(sorted(found.get("parties", "").split("+")))}.items() >= fields.items()


def test_every_line_is_judged(lines):
    judged = {number: {row["kind"] for row in rows} for number, rows in judgements().items()}
    assert judged == {number: {line["kind"]} for number, line in lines.items()}


def test_lines_about_mentions_hold(verdicts):
    """Of lines about single kinds of mention at least 95 % are right, and those that are not stand in the list."""
    rows = {number: rows[0] for number, rows in judgements().items() if rows[0]["kind"] not in LEARNED}
    right = {number for number in rows if verdicts[number]}
    assert {number for number, row in rows.items() if not row["xfail"]} == right
    assert Fraction(len(right), len(rows)) >= SHARE


@pytest.mark.parametrize("kind", sorted(LEARNED))
def test_lines_about_deals_and_flows_are_counted(kind, verdicts):
    """Written, not asserted: `pytest -rP tests/test_real_minimal.py` shows it."""
    numbers = [number for number, rows in judgements().items() if rows[0]["kind"] == kind]
    wrong = [number for number in numbers if not verdicts[number]]
    sys.stdout.write(f"{kind}: {len(numbers) - len(wrong)} of {len(numbers)} lines right, not {wrong}\n")
