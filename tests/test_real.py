"""Real articles, which belong to their publishers and stand beside the project: whatever they tell, the words are theirs."""

import os
from pathlib import Path

import pytest

from pipeline import audit, extract, read
from pipeline.batches import Options, run
from pipeline.link import link
from pipeline.load import load

SHARED = os.environ.get("NIAGA_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="NIAGA_SHARED names no folder of real articles")


@pytest.fixture(scope="module")
def told():
    return [extract(article) for article in read(Path(SHARED) / "articles" / "realnews_bulk.jsonl")]


def test_every_article_is_read_and_told(told):
    assert len(told) == 1500


def test_every_fact_quotes_the_stored_text(told):
    wrong = []
    for facts in told:
        mentions = [fact.mention for kind in facts.facts.values() for fact in kind]
        mentions += [item.mention for item in facts.unresolved]
        wrong += [
            (facts.article.article_id, mention)
            for mention in mentions
            if facts.article.text[mention.start : mention.stop] != mention.text or not mention.text
        ]
    assert wrong == []


def test_no_fact_stands_in_boilerplate(told):
    wrong = [
        (facts.article.article_id, item.rule, fact.mention)
        for facts in told
        for kind in facts.facts.values()
        for fact in kind
        for item in facts.article.skipped
        if item.start < fact.stop and fact.start < item.stop
    ]
    assert wrong == []


def test_audit_of_the_seeds(tmp_path):
    """The slips of the two articles that started it, and nothing about a Wednesday that was one."""
    for _ in run([Path(SHARED) / "articles" / "seeds"], tmp_path, Options(jobs=1)):
        pass
    link(tmp_path)
    found = audit.findings(load(tmp_path))
    assert sorted((each.check, each.reported, each.expected) for each in found) == [
        ("agency_abbreviation", "Dinas Perindustrian", "Dinas Perdagangan"),
        ("misspelt_province", "Kalimatan Selatan", "Kalimantan Selatan"),
        ("official_spellings", "Bierhasani", "Birhasani"),
        ("official_spellings", "Birhasani", "Bierhasani"),
    ]


def test_audit_of_general_news(tmp_path):
    """Every finding stands in its text, and most of general news gives none."""
    for _ in run([Path(SHARED) / "articles" / "realnews_bulk.jsonl"], tmp_path, Options()):
        pass
    link(tmp_path)
    tables = load(tmp_path)
    found = audit.findings(tables)
    texts = tables.text_of
    assert [each for each in found if texts[each.article_id][each.start : each.stop] != each.text] == []
    doubted = {each.article_id for each in found if each.severity != "note"}
    assert len(doubted) < 0.08 * len(texts)
