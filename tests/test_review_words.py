"""The review page in two languages: every word of it stands in words.csv, and nothing there is without use."""

import ast
import csv
import re
from html import unescape
from pathlib import Path

import pytest
import review_folder as sample

pytest.importorskip("starlette", reason="the extra niaga[review] is not installed")

from jinja2 import Environment, nodes
from review_client import Client

from pipeline import schema
from pipeline.review import fit
from pipeline.review.decision import ACTIONS, VALUES, VERDICTS
from pipeline.review.queue import DOUBTS
from pipeline.review.traits import CRITERIA
from pipeline.review.words import keys, label, translations

ROOM = Path(__file__).parents[1] / "pipeline" / "review"
SPEAKING = {"say", "_told", "FormError", "ValueError"}
"""Calls of the room's modules whose first argument is shown."""


def in_templates():
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted((ROOM / "templates").glob("*.html")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in {"_", "ngettext"}:
                yield from (each.value for each in call.args if isinstance(each, nodes.Const))


def in_modules():
    for name in ("app", "article", "forms", "session"):
        tree = ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if called in SPEAKING and call.args and isinstance(call.args[0], ast.Constant):
                yield call.args[0].value
        constants = (node for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "GONE")
        yield from (node.value.value for node in constants)


def dynamic():
    yield from (doubt.says for doubt in DOUBTS)
    yield from (does for _, does in keys())
    yield from (fit.ARTICLE_GONE, fit.TEXT_CHANGED, fit.ROW_GONE, fit.ROW_CHANGED)
    yield from (*CRITERIA, "finding", "%(who)s had changed %(names)s meanwhile; yours holds now.")
    yield from (name.replace("_", " ") for table in VALUES.values() for name in table)
    yield from ("commodity", "person", "province")
    yield from (*ACTIONS, "rejected", "open", "quantity", "amount")


def test_every_word_has_a_translation():
    said = {*in_templates(), *in_modules(), *dynamic()}
    assert said - translations().keys() == set()
    assert translations().keys() - said - {code.replace("_", " ") for code in codes()} == set()


def test_words_are_rows_in_order_without_blanks():
    rows = list(csv.DictReader((ROOM / "words.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["en"] for row in rows] == sorted(row["en"] for row in rows)
    assert all(row["id"] for row in rows)
    for row in rows:
        assert sorted(part.partition(")")[0] for part in row["en"].split("%(")[1:]) == sorted(
            part.partition(")")[0] for part in row["id"].split("%(")[1:]
        ), row["en"]


def test_keys_are_documented():
    text = (ROOM.parents[1] / "docs" / "review.md").read_text(encoding="utf-8")
    assert "\n".join(f"| `{key}` | {does} |" for key, does in keys()) in text


def test_every_key_of_a_button_is_on_the_card():
    told = {part for key, _ in keys() for part in key.split()}
    used = {
        key
        for path in (ROOM / "templates").glob("*.html")
        for key in re.findall(r'data-key="([^"{]+)"', path.read_text(encoding="utf-8"))
    }
    assert used - told == set()


def codes():
    for table, columns in (("deals", ("status", "kind", "bound", "scope", "reviewed")), ("findings", ("severity",))):
        fields = {field["name"]: field for field in schema.load(table)["fields"]}
        yield from (code for column in columns for code in fields[column]["constraints"]["enum"])
    yield from VERDICTS


SAME = {"target", "hub"}
"""Words that are the same in both languages."""


def test_codes_have_names_in_both_languages():
    assert [code for code in codes() if label(code, "id") == code.replace("_", " ") and code not in SAME] == []
    assert label("unit_slip", "id") == "salah satuan"


def test_the_page_in_indonesian(tmp_path):
    sample.make(tmp_path / "out")
    client = Client(tmp_path / "out")
    page = client.post("/switch", language="id", show="open")
    assert '<html lang="id">' in page
    assert ">Terima<" in page
    assert "Accept" not in page
    assert ">terealisasi</option>" in page
    assert "tidak ada kepastian" not in page
    error = client.post("/complete", complete="zz")
    assert "tidak ada lagi" in unescape(error)
    assert '<html lang="en">' in client.post("/switch", language="en")
    assert '<html lang="en">' in client.post("/switch", language="xx")
