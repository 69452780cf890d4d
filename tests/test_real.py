"""Real articles, which belong to their publishers and stand beside the project: whatever they tell, the words are theirs."""

import os
from pathlib import Path

import pytest

from pipeline import extract, read

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
