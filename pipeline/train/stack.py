"""Articles on their way through the stages: each model is fitted on all of them, and scores what it never saw.

The articles are parted by hand. The scores of one part come from models fitted on the others, so that the next stage
learns from what it will meet: scores of unseen text. The models that are kept are fitted on all parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from pipeline.relate.scorer import Forest, Linear, Scorer
from pipeline.train import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.relate.weighed import Weighed
    from pipeline.train.labels import Truth
    from pipeline.train.sets import Example

PARTS = 5
"""Parts of whole hands."""

NO_PART = -1
"""The part that nothing is left out for."""

STYLES = {
    "origin": fit.FAST,
    "destination": fit.FAST,
    "way_alone": fit.Style(2, fit.RANDOM),
    "way": fit.Style(3, fit.RANDOM),
}
"""How the trees of a forest are grown, if not `fit.SLOW`: by cross-validation."""

Table = np.ndarray[Any, Any]
Answers = Sequence[Sequence[int]]
"""The label of each row, by article."""
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


def linear_scores(stack: Stack, asked: Mapping[str, Answers], grams: Sequence[Table]) -> list[list[Table]]:
    """Fit linear models on the same rows, each with its answers, and return the left-out scores of each by article."""
    table = fit.matrix(grams)

    def of_rows(_: str, rows: Table, labels: Table) -> Linear:
        return fit.fit_linear(table[rows], labels)

    def score(model: Linear, rows: Table) -> Table:
        scores: Table = table[rows] @ model.weights + model.bias
        return scores

    return [scores for _name, _unseen, scores in _fitted(stack, asked, stack.linear, of_rows, score)]


def forest_scores(
    stack: Stack, asked: Mapping[str, Answers], rows: Sequence[Table], names: tuple[str, ...]
) -> list[list[list[float]]]:
    """Fit forests on the same rows, each with its answers, and return the left-out scores of each by article."""
    table = np.concatenate(rows).astype(np.float32)
    table[:, [name.partition(".")[0] in stack.without for name in names]] = 0
    binned = fit.binned(table)

    def of_rows(name: str, rows: Table, labels: Table) -> Forest:
        return fit.fit_forest(fit.labelled(binned, rows, labels), names, stack.rounds, STYLES.get(name, fit.SLOW))

    def score(forest: Forest, rows: Table) -> Table:
        return forest.score(table[rows])

    found = []
    for name, unseen, scores in _fitted(stack, asked, stack.forests, of_rows, score):
        for part, forest in unseen.items():
            stack.unseen[part][name] = forest
        found.append([each.tolist() for each in scores])
    return found


def _fitted(
    stack: Stack,
    asked: Mapping[str, Answers],
    kept: dict[str, Model],
    of_rows: Callable[[str, Table, Table], Model],
    score: Callable[[Model, Table], Table],
) -> Iterator[tuple[str, dict[int, Model], list[Table]]]:
    """Keep the model of all labelled rows of each name, and yield by part those that never saw it, with their scores.

    Some models are fitted at once. `score` is given which rows are asked for.
    """
    (first, *_) = asked.values()
    parts = np.array([part for part, article in zip(stack.parts, first, strict=True) for _ in article])
    labels = {name: np.array([label for article in each for label in article]) for name, each in asked.items()}
    left_out = np.unique(parts).tolist()

    def without(job: tuple[str, int]) -> Model:
        name, part = job
        rows = np.flatnonzero((parts != part) & (labels[name] >= 0))
        return of_rows(name, rows, labels[name][rows])

    with ThreadPoolExecutor(fit.CORES) as pool:
        models = pool.map(without, [(name, part) for name in asked for part in (NO_PART, *left_out)])
        for name, answers in asked.items():
            kept[name] = next(models)
            unseen = {part: next(models) for part in left_out}
            scores = np.zeros(len(parts))
            for part, model in unseen.items():
                scores[parts == part] = score(model, parts == part)
            yield name, unseen, _by_article(scores, answers)


def _by_article(scores: Table, answers: Answers) -> list[Table]:
    return np.split(scores, np.cumsum([len(article) for article in answers])[:-1])
