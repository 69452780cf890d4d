"""Cross-validation: what is said of text that its models never saw."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from pipeline.relate import models, relate

train = pytest.importorskip("pipeline.train", reason="needs the extra train")
stack = pytest.importorskip("pipeline.train.stack")
sets = pytest.importorskip("pipeline.train.sets")

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def few():
    return [one for hand in ("ma", "kl", "ng") for one in islice(train.examples([CORPUS / hand]), 4)]


def test_no_row_is_scored_by_models_that_saw_its_part():
    """Rows of one part are right, alike ones of the other wrong: each part is judged by what the other taught."""
    rows = np.random.default_rng(1).random((200, 2))
    labels = [1] * 100 + [0] * 100
    flipped = np.concatenate([np.ones(100), np.zeros(100)])
    bare = stack.Stack([], [], [0] * 100 + [1] * 100, [], rounds=5)
    values = [[[float(kind), *row]] for kind, row in zip(flipped[::-1], rows, strict=True)]
    answers = [[int(label)] for label in labels]
    (scores,) = stack.forest_scores(bare, {"way": answers}, values, ("ends.kind", "ends.a", "ends.b"))
    assert max(score for article in scores[:100] for score in article) <= 0.5  # the other part was all wrong
    assert min(score for article in scores[100:] for score in article) >= 0.5  # the other part was all right
    later = [
        bare.unseen_scorer(part).forests["way"].score(np.concatenate(values).astype(np.float32)) for part in (0, 1)
    ]
    assert later[0][:100].max() <= 0.5 <= later[1][100:].min()  # hubs are scored when a deal is taken


def test_models_that_share_a_table_are_those_that_each_alone_would_be():
    rows = np.random.default_rng(1).random((400, 2))
    values = [[row] for row in rows]
    asked = {
        "origin": [[int(row[0] > row[1])] for row in rows],
        "destination": [[int(row[0] + row[1] > 1) - (at % 7 == 0)] for at, row in enumerate(rows)],
    }

    def fitted(*names):
        bare = stack.Stack([], [], [0] * 200 + [1] * 200, [], rounds=5)
        scores = stack.forest_scores(bare, {name: asked[name] for name in names}, values, ("ends.a", "ends.b"))
        return dict(zip(names, scores, strict=True)), bare.forests

    together, forests = fitted("origin", "destination")
    for name in asked:
        alone, other = fitted(name)
        assert together[name] == alone[name]
        for part in ("features", "thresholds", "outputs"):
            assert (getattr(forests[name], part) == getattr(other[name], part)).all()


def test_whole_hands_are_left_out(few):
    parts = sets.folds(few, 5)
    by_hand = {
        one.hand: {part for other, part in zip(few, parts, strict=True) if other.hand == one.hand} for one in few
    }
    assert [len(each) for each in by_hand.values()] == [1, 1, 1]
    assert len({next(iter(each)) for each in by_hand.values()}) == 3


def test_given_models_decide(few):
    """No score reaches a threshold above 1."""
    shipped = models.read(models.SHIPPED)
    deaf = models.Models(shipped.scorer, shipped.card | {"thresholds": dict.fromkeys(shipped.card["thresholds"], 1.1)})
    for one in few:
        facts = relate(one.document, one.facts, deciding=deaf).facts
        assert (facts["deals"], facts["flows"]) == ((), ())


def test_features_left_out_are_never_asked_for():
    rows = np.random.default_rng(1).random((1000, 2))
    answers = (rows[:, 0] + rows[:, 1] > 1).astype(int)
    bare = stack.Stack([], [], [0] * 500 + [1] * 500, [], rounds=5, without=frozenset({"ends"}))
    asked = {"way": [[label] for label in answers]}
    stack.forest_scores(bare, asked, [[row] for row in rows], ("ends.score", "deal.score"))
    forest = bare.forests["way"]
    asked = forest.features[np.isfinite(forest.thresholds)]
    assert set(asked.tolist()) == {1}
    assert len(forest.features) == 5 * stack.STYLES["way"].times
