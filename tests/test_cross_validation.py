"""Cross-validation: what is said of text that its models never saw."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from pipeline.relate import models, relate

train = pytest.importorskip("pipeline.train", reason="needs the extra train")
stack = pytest.importorskip("pipeline.train.stack")

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def few():
    return [one for hand in ("ma", "kl", "ng") for one in islice(train.examples(CORPUS / hand), 4)]


def test_no_article_is_read_by_models_that_saw_its_hand(monkeypatch, few):
    seen = []

    def trained(found, **_):
        seen.append({one.hand for one in found})
        return models.read(models.SHIPPED)

    monkeypatch.setattr(train, "train", trained)
    told = []
    for fold in train.cross_validated(few):
        assert not seen[-1] & {one.hand for one, _ in fold}
        told += fold
    assert [len(hands) for hands in seen] == [2, 2, 2]
    assert sorted(one.page.article.article_id for one, _ in told) == sorted(one.page.article.article_id for one in few)
    assert all(facts.article.article_id == one.page.article.article_id for one, facts in told)
    assert sum(len(facts["flows"]) for _, facts in told) > 0


def test_given_models_decide(few):
    """No score reaches a threshold above 1."""
    shipped = models.read(models.SHIPPED)
    deaf = models.Models(shipped.scorer, shipped.card | {"thresholds": dict.fromkeys(shipped.card["thresholds"], 1.1)})
    for one in few:
        facts = relate(one.page, one.facts, deciding=deaf).facts
        assert (facts["deals"], facts["flows"]) == ((), ())


def test_features_left_out_are_never_asked_for():
    rows = np.random.default_rng(1).random((200, 2))
    answers = (rows[:, 0] + rows[:, 1] > 1).astype(int)
    bare = stack.Stack([], [], [0] * 100 + [1] * 100, [], rounds=5, without=frozenset({"ends"}))
    by_article = [[row] for row in rows], [[label] for label in answers]
    stack._forest(bare, "way", *by_article, ("ends.score", "deal.score"))  # noqa: SLF001 (the stages share it)
    forest = bare.forests["way"]
    asked = forest.features[np.isfinite(forest.thresholds)]
    assert set(asked.tolist()) == {1}
    assert len(forest.features) == 5
