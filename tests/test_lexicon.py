"""The word lists keep their form, and every example reads back as its row says."""

import csv
import io
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from examples import ELSEWHERE, KNOWN, READERS

from pipeline import Article, lexicon
from pipeline.extract import commodities as goods_said
from pipeline.language import Document
from pipeline.lexicon import user_lists
from pipeline.relate import triggers

NAMES = lexicon.names()


def test_every_list_is_declared_and_every_example_read():
    assert sorted(user_lists.rules()) == NAMES
    with_examples = {name for name in NAMES if "example" in lexicon.load(name)[0]}
    assert with_examples == READERS.keys() | ELSEWHERE.keys()
    for name, module in ELSEWHERE.items():
        assert f'"{name}"' in Path(__file__).with_name(module).read_text(encoding="utf-8")


def test_our_own_lists_keep_the_rules():
    """Those that users' lists are held to: among them that no words mean two things unsaid."""
    assert lexicon.check(lexicon.FOLDER) == []


@pytest.mark.parametrize("name", NAMES)
def test_form(name):
    """UTF-8, NFC, LF, one header, no stray white space, no duplicate, rows sorted by all columns."""
    data = lexicon.FOLDER.joinpath(f"{name}.csv").read_bytes()
    text = data.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text == unicodedata.normalize("NFC", text)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert [row for row in rows if len(row) != len(header)] == []
    assert [row for row in rows if [cell.strip() for cell in row] != row] == []
    assert [below for above, below in pairwise(rows) if above >= below] == []
    assert lexicon.load(name) == tuple(dict(zip(header, row, strict=True)) for row in rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    assert text == out.getvalue()


@pytest.mark.parametrize("name", READERS)
def test_examples_read_back(name):
    known = {first for each, first in KNOWN if each == name}
    wrong = [row for row in lexicon.load(name) if not READERS[name](row)]
    assert [row for row in wrong if next(iter(row.values())) not in known] == []
    assert len(wrong) == len(known), "known to fail, and does not"


@pytest.mark.parametrize("name", triggers.LISTS)
def test_cues_are_found(name):
    """Each word of trade, money and speech is found where it stands, with the meaning of its row."""
    listed, column, meaning = triggers.LISTS[name]
    for row in lexicon.load(listed):
        document = Document(Article("example", f"Hal itu {row[column]} pula."))
        found = [(each.text, each.meaning) for each in triggers.find(name, document)]
        assert found == [(row[column], tuple(row[each] for each in meaning))]


DIGITS = {"none": {0}, "heading": {4}, "subheading": {6}, "residual_subheading": {6}, "named_in_btki": {4, 6}}
"""What an HS code rests on -> how many digits it may have."""


def test_every_hs_code_has_the_digits_of_its_basis():
    goods = lexicon.load("commodities")
    assert [row["commodity"] for row in goods if len(row["hs_code"]) not in DIGITS[row["hs_basis"]]] == []


def test_every_hs_code_is_in_the_harmonized_system():
    """`hs_2022.csv`: all headings and subheadings as UN Comtrade lists them (github.com/datasets/harmonized-system, PDDL)."""
    with Path(__file__).with_name("hs_2022.csv").open(encoding="utf-8", newline="") as lines:
        subheadings = {row["heading"]: row["subheadings"].split() for row in csv.DictReader(lines)}
    codes = set(subheadings) | {heading + last for heading, lasts in subheadings.items() for last in lasts}
    assert {row["hs_code"] for row in lexicon.load("commodities")} - {""} - codes == set()


def test_no_class_of_compounds_has_an_hs_code():
    """A head makes a class of goods of many headings: `benih kedelai` is soya, `benih kepiting` a crustacean."""
    classes = {row["commodity"] for row in lexicon.load("commodity_heads") if row["role"] in {"head", "tool"}}
    goods = lexicon.load("commodities")
    assert [row["commodity"] for row in goods if row["commodity"] in classes and row["hs_code"]] == []


@pytest.mark.parametrize("code", ["0001", "7701", "9801", "9901", "12", "123", "12345", "1234567"])
def test_what_is_no_hs_code_is_refused(code):
    assert re.fullmatch(user_lists.rules()["commodities"].form["hs_code"], code) is None


def test_goods_hold_together():
    ids = {row["commodity"] for row in lexicon.load("commodities")}
    aliases = lexicon.load("commodity_aliases")
    assert {row["commodity"] for row in aliases} == ids
    assert {row["policy"] for row in aliases} <= {rule.name for rule in goods_said.RULES}
    masked = {row["phrase"].casefold() for row in lexicon.load("commodity_false_friends")}
    assert masked & {row["alias"].casefold() for row in aliases} == set()
