"""How well linking finds persons and events on the composed corpus, in pairs; the figures that must not fall.

`python -m pytest tests/test_link_corpus.py -s` prints them.
"""

import csv
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from given import replace_by_gold

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SHARED = os.environ.get("NIAGA_SHARED")

needs_corpus = pytest.mark.skipif(not (CORPUS / "gold.jsonl").exists(), reason="corpus/ is not here")
needs_shared = pytest.mark.skipif(not SHARED, reason="set NIAGA_SHARED to the folder of real articles")


def linked(folder, *inputs):
    for command in (["extract", *map(str, inputs), "-o", str(folder), "--quiet"], ["link", str(folder)]):
        subprocess.run([sys.executable, "-m", "pipeline", *command], check=True, cwd=ROOT, capture_output=True)
    return folder


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return linked(tmp_path_factory.mktemp("corpus") / "out", CORPUS / "articles")


@pytest.fixture(scope="module")
def gold():
    return [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def pairs(labels):
    """Return the pairs of things that carry a common label; labels by thing."""
    return {pair for pair in itertools.combinations(sorted(labels), 2) if labels[pair[0]] & labels[pair[1]]}


def scored(what, found, expected):
    """Print and return precision and recall of pairs."""
    hits = len(found & expected)
    precision, recall = hits / max(len(found), 1), hits / max(len(expected), 1)
    print(f"{what}: precision {precision:.3f} ({hits}/{len(found)}), recall {recall:.3f} ({hits}/{len(expected)})")  # noqa: T201 (a report)
    return precision, recall


def told_events(folder):
    events = {}
    for row in rows(folder, "deals"):
        events.setdefault(row["article_id"], set()).add(row["event_id"])
    return events


@needs_corpus
def test_events(outputs, gold, tmp_path):
    """Linking by the deals of gold, so that what it gets wrong is its own fault."""
    shutil.copytree(outputs, tmp_path / "out")
    replace_by_gold(tmp_path / "out", gold)
    expected = pairs({each["id"]: {each["event"]} for each in gold if each.get("event")})
    found = pairs(told_events(tmp_path / "out"))
    precision, recall = scored("events", found, expected)
    assert sorted(found - expected) == []
    assert (precision, recall) == (1, 1)


def gold_people(gold):
    """Return each person of the gold by (article, name); what its notes call spellings of one name are one."""
    variants = {}
    for note in (note for each in gold for note in each.get("audit") or () if note["kind"] == "name_variant"):
        spelt = re.findall(r"'([^']+)'", note["detail"])
        variants.update(dict.fromkeys(spelt, min(spelt)))
    people = {}
    for each in gold:
        for official in [*each["officials"], *each.get("officials_optional", ())]:
            name = official["name"]
            people[each["id"], name] = {(variants.get(name, name), official["province"])}
    return people


@needs_corpus
def test_people(outputs, gold):
    expected = gold_people(gold)
    read = {(row["article_id"], row["name"]): {row["official_id"]} for row in rows(outputs, "officials")}
    known = {key: read[key] for key in expected if key in read}
    scored("people, all", pairs(known), pairs(expected))
    same = {key: expected[key] for key in known}
    assert scored("people, whose names are read right", pairs(known), pairs(same)) == (1, 1)


@needs_corpus
def test_copies(outputs, gold):
    noted = {each["id"] for each in gold for note in each.get("audit") or () if note["kind"] == "near_verbatim_copy"}
    copies = {row["article_id"]: row["same_text_as"] for row in rows(outputs, "articles") if row["same_text_as"]}
    assert set(copies) | set(copies.values()) == noted


@needs_corpus
def test_the_package_is_valid(outputs):
    frictionless = pytest.importorskip("frictionless", reason="the dev dependency frictionless is not installed")
    report = frictionless.validate(str(outputs / "datapackage.json"))
    assert report.flatten(["name", "fieldName", "rowNumber", "message"]) == []


@needs_shared
def test_both_seeds(tmp_path):
    folder = linked(tmp_path / "out", f"{SHARED}/articles/seeds")
    (person,) = [row for row in rows(folder, "people") if "hasani" in row["name"].lower()]
    assert {person["name"], *person["variants"].split(";")} == {"Birhasani", "Bierhasani"}
    assert (person["provinces"], person["articles"]) == ("ID-KS", "2")
    events = told_events(folder)
    assert pairs(events) == set()
