"""The corpus is whole: every article has its facts, their words stand in it, and the data card counts right."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SETS = {"articles": CORPUS} | {path.parent.name: path.parent for path in sorted(CORPUS.glob("*/gold.jsonl"))}
"""Name of a set as the data card has it -> its folder."""


def gold_of(folder):
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def squeezed(text):
    return " ".join(text.split())


def both(gold, name):
    """Return a list of gold and its optional twin as one; nothing where that kind was not judged."""
    return [*gold.get(name, []), *gold.get(f"{name}_optional", [])]


def surfaces(gold):
    """Yield the words that gold copies from the article, in small letters as gold writes goods."""
    quantities = [*gold.get("quantities", []), *gold.get("quantities_optional", [])]
    yield from (each["text"] for each in [*both(gold, "amounts"), *both(gold, "dates"), *quantities])
    yield from (each["name"] for each in both(gold, "officials"))
    yield from both(gold, "commodities")


def test_every_article_has_its_facts_and_an_id_of_its_own():
    ids = [gold["id"] for folder in SETS.values() for gold in gold_of(folder)]
    files = [path.stem for folder in SETS.values() for path in (folder / "articles").iterdir()]
    assert len(set(ids)) == len(ids)
    assert sorted(files) == sorted(ids)


@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
def test_facts_rest_on_their_article(folder):
    for gold in gold_of(folder):
        text = squeezed((folder / "articles" / f"{gold['id']}.txt").read_text(encoding="utf-8")).lower()
        absent = [words for words in surfaces(gold) if squeezed(words).lower() not in text]
        assert absent == [], gold["id"]
        ends = {code for flow in both(gold, "flows") for code in (flow["from"], flow["to"]) if code}
        parties = {code for deal in both(gold, "deals") for code in deal["parties"]}
        assert ends | parties <= {*both(gold, "provinces")}, gold["id"]


def test_the_data_card_counts_right():
    card = (CORPUS / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)/` \|[^|]*\| (\d+) \| (\d+) \| (\d+) \|$", card, re.MULTILINE)
    counted = {}
    for name, folder in SETS.items():
        gold = gold_of(folder)
        counted[name] = (len(gold), *(sum(len(one[kind]) for one in gold) for kind in ("deals", "flows")))
    assert {name: tuple(map(int, numbers)) for name, *numbers in told} == counted
    totals = [f"**{sum(column):,}**" for column in zip(*counted.values(), strict=True)]
    assert f"| **all** | | {' | '.join(totals)} |" in card
