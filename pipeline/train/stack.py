"""Articles on their way through the stages: each model is fitted on all of them, and scores what it never saw.

The articles are parted by hand. The scores of one part come from models fitted on the others, so that the next stage
learns from what it will meet: scores of unseen text. The models that are kept are fitted on all parts.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from pipeline.relate.scorer import Forest, Linear, Scorer
from pipeline.train import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.relate.weighed import Weighed
    from pipeline.train.labels import Truth
    from pipeline.train.sets import Example

PARTS = 5
"""Parts of whole hands."""

NO_PART = -1
"""The part that nothing is left out for."""

RANDOM = {"way_alone": 2, "way": 3}
"""Forests of random thresholds, with how many times the trees: by cross-validation these gain by it, others lose."""

Table = np.ndarray[Any, Any]
Model = TypeVar("Model")


@dataclass(slots=True)
class Stack:
    """Articles on their way through the stages, and the models that were fitted."""

    examples: Sequence[Example]
    truths: list[Truth]
    parts: list[int]
    """The part of each article."""
    weighed: list[Weighed]
    rounds: int = fit.MOST_TREES
    """Trees of a forest."""
    without: frozenset[str] = frozenset()
    """First parts of the names of features that no forest sees."""
    linear: dict[str, Linear] = field(default_factory=dict)
    forests: dict[str, Forest] = field(default_factory=dict)
    unseen: dict[int, dict[str, Forest]] = field(default_factory=lambda: defaultdict(dict))
    """By part the forests that never saw it."""

    @property
    def scorer(self) -> Scorer:
        """The models fitted on all articles."""
        return Scorer(self.linear, self.forests)

    def unseen_scorer(self, part: int) -> Scorer:
        """Return the forests that never saw a part: hubs are scored only where a deal is taken."""
        return Scorer(self.linear, self.forests | self.unseen[part])


def linear_scores(stack: Stack, name: str, grams: Sequence[Table], answers: Sequence[Sequence[int]]) -> list[Table]:
    """Fit a linear model and return the scores of its parts' left-out models, by article."""
    table, parts = fit.matrix(grams), _parts(stack, answers)
    labels = _labels(answers)
    stack.linear[name], unseen = _fitted(parts, labels, lambda rows: fit.fit_linear(table[rows], labels[rows]))
    scores = np.zeros(len(parts))
    for part, model in unseen.items():
        scores[parts == part] = table[parts == part] @ model.weights + model.bias
    return _by_article(scores, answers)


def forest_scores(
    stack: Stack,
    name: str,
    rows: Sequence[Table],
    answers: Sequence[Sequence[int]],
    names: tuple[str, ...],
) -> list[list[float]]:
    """Fit a forest and return the scores of its parts' left-out forests, by article."""
    table, parts = np.concatenate(rows).astype(np.float32), _parts(stack, answers)
    table[:, [name.partition(".")[0] in stack.without for name in names]] = 0
    rounds, labels = stack.rounds * RANDOM.get(name, 1), _labels(answers)
    binned = fit.binned(table, labels)

    def of_rows(rows: Table) -> Forest:
        return fit.fit_forest(binned, rows, names, rounds, random=name in RANDOM)

    stack.forests[name], unseen = _fitted(parts, labels, of_rows)
    scores = np.zeros(len(parts))
    for part, forest in unseen.items():
        stack.unseen[part][name] = forest
        scores[parts == part] = forest.score(table[parts == part])
    return [each.tolist() for each in _by_article(scores, answers)]


def _fitted(parts: Table, labels: Table, of_rows: Callable[[Table], Model]) -> tuple[Model, dict[int, Model]]:
    """Return the model of all labelled rows, and by part the one that never saw its rows; some are fitted at once."""

    def without(part: int) -> Model:
        return of_rows((parts != part) & (labels >= 0))

    left_out = np.unique(parts).tolist()
    with ThreadPoolExecutor(fit.CORES) as pool:
        whole, *others = pool.map(without, [NO_PART, *left_out])
    return whole, dict(zip(left_out, others, strict=True))


def _labels(answers: Sequence[Sequence[int]]) -> Table:
    """Return the label of each row."""
    return np.array([label for article in answers for label in article])


def _parts(stack: Stack, answers: Sequence[Sequence[int]]) -> Table:
    """Return the part of each row."""
    return np.array([part for part, article in zip(stack.parts, answers, strict=True) for _ in article])


def _by_article(scores: Table, answers: Sequence[Sequence[int]]) -> list[Table]:
    return np.split(scores, np.cumsum([len(article) for article in answers])[:-1])
