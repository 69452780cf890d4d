"""How good the tables are: the figures that must not fall, by the scorer that stands beside the project."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = os.environ.get("NIAGA_SHARED")

needs_shared = pytest.mark.skipif(not SHARED, reason="set NIAGA_SHARED to the folder of real articles and the scorer")

CORPUS = {
    "provinces": 0.97,
    "amounts: value": 0.98,
    "amounts: value+bound": 0.94,
    "dates": 0.96,
    "published": 0.95,
    "commodities": 0.92,
    "officials: name": 0.93,
    "officials: name+title+province": 0.85,
}
"""Least F1 on the first 36 composed articles, of what rules find."""

UNSEEN = {
    "deals: dyads": {"f1": 0.72},
    "deals: parties+amount": {"f1": 0.70, "p": 0.80},
    "deals: parties+amount+status": {"f1": 0.56},
    "deals: parties+status": {"f1": 0.56},
    "flows": {"f1": 0.70, "p": 0.80},
}
"""Least mean over the hands of corpus/, each read by models that never saw it; measured by `make score`."""

ORDINARY = {"deals: parties+status": 1, "flows": 3}
"""False deals and flows that 51 pieces of ordinary news may hold."""

SURE, ERROR = 0.93, 0.05
"""Least share of right rows among those of confidence 0.9 or more; most expected calibration error."""

REAL = {name: least - 0.05 for name, least in CORPUS.items()}
"""Least F1 on real articles."""

FALSE_DEALS = 2
"""False deals that 38 real articles may hold."""


def scored(tmp_path, gold, *inputs):
    """Return the figures of one run over `inputs` against a gold file, and the folder of its tables."""
    niaga = [sys.executable, "-m", "pipeline", "extract", *map(str, inputs), "-o", str(tmp_path), "--quiet"]
    subprocess.run(niaga, check=True, cwd=ROOT)
    score = [sys.executable, f"{SHARED}/tools/score.py", str(gold), str(tmp_path), "--json"]
    return json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)


@pytest.fixture(scope="module")
def unseen():
    return json.loads((ROOT / "benchmarks/quality.json").read_text(encoding="utf-8"))["cross_validation"]


@pytest.mark.parametrize(
    "kind",
    [
        *(kind for kind in UNSEEN if kind != "flows"),
        pytest.param("flows", marks=pytest.mark.xfail(reason="F1 0.69 at a precision of 0.80: recall is short")),
    ],
)
def test_unseen_hands(unseen, kind):
    mean = unseen["mean"][kind]
    assert {share: mean[share] for share, least in UNSEEN[kind].items() if mean[share] < least} == {}


@pytest.mark.xfail(reason="4 false flows in 51 pieces, one more than asked")
def test_ordinary_news(unseen):
    shown = unseen["hands"]["ng"]["figures"]
    false = {kind: shown[kind]["fp"] for kind in ORDINARY if kind in shown}
    assert {kind: count for kind, count in false.items() if count > ORDINARY[kind]} == {}


@pytest.mark.parametrize("table", ["deals", "flows"])
def test_confidence(unseen, table):
    told = unseen["calibration"][table]
    assert told["error"] < ERROR
    assert told["sure"]["rows"] == 0 or told["sure"]["right"] >= SURE


@needs_shared
def test_corpus(tmp_path):
    figures = scored(tmp_path, ROOT / "corpus/gold.jsonl", ROOT / "corpus/articles")
    assert {name: figures[name]["f1"] for name, least in CORPUS.items() if figures[name]["f1"] < least} == {}


@needs_shared
def test_real_articles(tmp_path):
    figures = scored(tmp_path, f"{SHARED}/gold/real_dev.jsonl", f"{SHARED}/articles/realnews_dev.jsonl")
    assert {name: figures[name]["f1"] for name, least in REAL.items() if figures[name]["f1"] < least} == {}
    assert figures["deals: parties+amount"]["fp"] <= FALSE_DEALS


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    return scored(tmp_path_factory.mktemp("seeds"), f"{SHARED}/gold/seeds.jsonl", f"{SHARED}/articles/seeds")


def wrong(figures, *, traded):
    names = [name for name in figures if name.startswith(("deals", "flows")) == traded]
    return {name: figures[name] for name in names if figures[name]["fp"] or figures[name]["fn"]}


@needs_shared
def test_mentions_of_the_seeds_come_out_exactly(seeds):
    assert wrong(seeds, traded=False) == {}


@needs_shared
@pytest.mark.xfail(
    reason="flows whose destination the text leaves open are not proposed; one status and plans are missed"
)
def test_deals_and_flows_of_the_seeds_come_out_exactly(seeds):
    assert wrong(seeds, traded=True) == {}
