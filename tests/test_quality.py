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
    "deals: dyads": 0.92,
    "deals: parties+amount": 0.88,
    "deals: parties+amount+status": 0.82,
    "deals: parties+status": 0.80,
    "flows": 0.75,
}
"""Least F1 on the composed corpus."""

REAL = {name: least - 0.05 for name, least in CORPUS.items() if not name.startswith(("deals", "flows"))}
"""Least F1 on real articles."""

FALSE_DEALS = 2
"""False deals that 38 real articles may hold."""


def scored(tmp_path, gold, *inputs):
    """Return the figures of one run over `inputs` against a gold file, and the folder of its tables."""
    niaga = [sys.executable, "-m", "pipeline", "extract", *map(str, inputs), "-o", str(tmp_path), "--quiet"]
    subprocess.run(niaga, check=True, cwd=ROOT)
    score = [sys.executable, f"{SHARED}/tools/score.py", str(gold), str(tmp_path), "--json"]
    return json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)


@needs_shared
def test_corpus(tmp_path):
    figures = scored(tmp_path, ROOT / "corpus/gold.jsonl", ROOT / "corpus/articles")
    assert {name: figures[name]["f1"] for name, least in CORPUS.items() if figures[name]["f1"] < least} == {}


@needs_shared
def test_real_articles(tmp_path):
    figures = scored(tmp_path, f"{SHARED}/gold/real_dev.jsonl", f"{SHARED}/articles/realnews_dev.jsonl")
    assert {name: figures[name]["f1"] for name, least in REAL.items() if figures[name]["f1"] < least} == {}
    assert figures["deals: parties+status"]["fp"] <= FALSE_DEALS


@needs_shared
def test_seeds_come_out_exactly(tmp_path):
    figures = scored(tmp_path, f"{SHARED}/gold/seeds.jsonl", f"{SHARED}/articles/seeds")
    assert {name: figure for name, figure in figures.items() if figure["fp"] or figure["fn"]} == {}
