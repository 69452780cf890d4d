"""The lines of benchmarks/ablation.py can be measured."""

from pathlib import Path

import ablation
import pytest

from pipeline import train
from pipeline.relate.candidates import bare
from pipeline.train import fit

HANDS = ("bz", "hn", "hq", "kl", "ma", "sr")
CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.mark.slow
def test_scores_by_the_ends_alone_leave_no_old_rows(monkeypatch):
    monkeypatch.setattr(fit, "MOST_STEPS", 2)
    stack = train.fitted(train.stack_of(train.examples([CORPUS / hand for hand in HANDS]), 6))
    before = [len(each.bare_rows) for each in stack.weighed]
    ablation.by_ends(stack)
    now = [len(each.bare_rows) for each in stack.weighed]
    assert now == [len(bare.rows_of(each)) for each in stack.weighed]
    assert now != before
    assert list(train.cross_validated(stack, train.models_of(stack)))
