"""The rules reference is complete: each name that a table can hold, its meaning, its cases."""

from collections import defaultdict
from pathlib import Path

import cases
import pytest
from rule_names import NAMES, NOT_FROM_TEXT
from rules_page import PAGES, page, section

from pipeline import extract, read, schema
from pipeline.audit import CHECKS

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("table", NAMES)
def test_every_rule_has_a_meaning(table):
    meanings = schema.rules(table)
    assert list(meanings) == sorted(NAMES[table])
    assert [said for said in meanings.values() if not said.endswith(".")] == []


def test_every_table_with_rules_is_there():
    ruled = {table for table in schema.names() if "rule" in schema.columns(table)}
    assert ruled - {"unresolved", "rejected", "trade"} == set(NAMES) - {"people"}


@pytest.mark.parametrize("table", PAGES)
def test_every_rule_and_check_is_shown(table):
    parts = page(table).split("\n## ")[1:]
    shown = [part.partition("\n")[0] for part in parts]
    assert [name for name in shown if name != "Taken by no rule"] == list(
        CHECKS if table == "findings" else NAMES[table]
    )
    bare = {(table, name) for name, part in zip(shown, parts, strict=True) if "\n| " not in part}
    silent = {key for key in NOT_FROM_TEXT if key[0] == table}
    # which evidence weighs most changes with training: of learned tables any may be without a case
    assert silent <= bare
    assert bare == silent or table in cases.SHOWN


def test_a_rule_without_a_case_is_told():
    assert "No case: none is written yet." in section("amounts", "number", [])


def test_what_the_corpus_names_is_known():
    named = defaultdict(set)
    for article in read(str(ROOT / "corpus" / "articles")):
        told = extract(article)
        for kind, facts in told.facts.items():
            named[kind] |= {fact.mention.rule for fact in facts}
        for item in told.unresolved:
            named[item.mention.kind].add(item.mention.rule)
    assert {kind: rules - set(NAMES[kind]) for kind, rules in named.items()} == {kind: set() for kind in named}
    assert sum(map(len, named.values())) > 30
