"""No figure falls below the one that is written down in benchmarks/QUALITY.md."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def quality():
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks/quality.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written():
    return json.loads((ROOT / "benchmarks/quality.json").read_text(encoding="utf-8"))


def test_no_figure_falls(quality, written, capsys):
    """What fell, and every gain and loss, is in the message; `make score` writes the figures anew."""
    now = {"sets": dict(quality.sets()), "suites": quality.suites()}
    status = quality.check(written, now)
    assert status == 0, capsys.readouterr().out


def test_the_page_is_the_figures(quality, written):
    assert (ROOT / "benchmarks/QUALITY.md").read_text(encoding="utf-8") == quality.markdown(written)
    assert list(written["sets"]) == list(quality.SETS)


def test_a_fall_fails_and_tells_the_cases(quality, capsys):
    figure = {"p": 0.9, "r": 0.9, "f1": 0.9}
    error = {"kind": "dates", "article_id": "a", "outcome": "missed", "label": "2021-01"}
    before = {"sets": {"corpus": {"figures": {"dates": figure}, "errors": []}}, "suites": {"peers": [9, 10]}}
    worse = {"sets": {"corpus": {"figures": {"dates": {**figure, "f1": 0.88}}, "errors": [error]}}, "suites": {}}
    assert quality.check(before, worse) == 1
    shown = capsys.readouterr().out
    assert "LOSS corpus: dates, a, missed, 2021-01" in shown
    assert "FALLEN corpus: dates f1 0.900 -> 0.880" in shown
    assert quality.check(before, {**before, "suites": {"peers": [8, 10]}}) == 1
    assert quality.check(worse, before) == 0
    assert "gain corpus: dates, a, missed, 2021-01" in capsys.readouterr().out
    slight = {"sets": {"corpus": {"figures": {"dates": {**figure, "f1": 0.891}}, "errors": []}}, "suites": {}}
    assert quality.check(before, slight) == 0
