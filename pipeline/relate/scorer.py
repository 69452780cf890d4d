"""The scorer: the only file that knows what a trained model is. Candidates in, probabilities out.

Two kinds of model: `Linear` weighs n-grams (hashed, one weight each), `Forest` is gradient-boosted trees as plain
arrays, each a full binary tree, so that all rows and trees go down one level at a time. Training needs more libraries,
scoring needs numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.hashing import Floats, Integers


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over hashed n-grams."""

    weights: Floats
    """Shape (2 ** BITS,)."""
    bias: float

    def score(self, codes: Integers) -> Floats:
        """Return the log-odds of each row of codes."""
        sums: Floats = self.weights.take(codes).sum(axis=1, dtype=np.float32) + np.float32(self.bias)
        return sums


@dataclass(frozen=True, slots=True)
class Forest:
    """Gradient-boosted trees of one depth: node n has its children at 2n + 1 and 2n + 2; leaves come last."""

    features: Integers
    """Shape (trees, inner nodes): the feature that a node asks for."""
    thresholds: Floats
    """Shape (trees, inner nodes): above it the row goes to the second child."""
    outputs: Floats
    """Shape (trees, all nodes): the output of a node; of inner ones for explanations only."""
    names: tuple[str, ...]
    """Names of the features."""

    @property
    def depth(self) -> int:
        """Levels of questions."""
        return int(self.features.shape[1] + 1).bit_length() - 1

    def score(self, values: Floats) -> Floats:
        """Return the probability of each row; `values` has the shape (rows, features)."""
        return probability(Descent({"": self}).odds([("", values)])[0])

    def weigh(self, values: Floats) -> Floats:
        """Return how much each feature moved the log-odds of each row, shape (rows, features).

        At every node the change of output is put down to the feature that the node asked for (Saabas, 2014).
        """
        trees, inner = self.features.shape
        features, thresholds, outputs = self.features.ravel(), self.thresholds.ravel(), self.outputs.ravel()
        tree = np.arange(trees)
        begins = (np.arange(len(values)) * values.shape[1])[:, None]
        nodes = np.zeros((len(values), trees), dtype=np.int64)
        cells, reached = [], [outputs.take(nodes + tree * self.outputs.shape[1])]
        for _ in range(self.depth):
            asked = nodes + tree * inner
            cells.append(features.take(asked) + begins)
            nodes = 2 * nodes + 1 + (values.ravel().take(cells[-1]) > thresholds.take(asked))
            reached.append(outputs.take(nodes + tree * self.outputs.shape[1]))
        moved = np.bincount(np.ravel(cells), np.diff(reached, axis=0).ravel(), values.size)
        return moved.reshape(values.shape).astype(np.float32)


def probability(odds: Floats) -> Floats:
    """Return the probability of log-odds."""
    result: Floats = (1.0 / (1.0 + np.exp(-odds.astype(np.float64)))).astype(np.float32)
    return result


class Descent:
    """Several forests packed level by level, so that rows of all of them go down together.

    On level l the tree number t has its nodes at t * 2 ** l and behind; trees are counted through all forests.
    """

    def __init__(self, forests: Mapping[str, Forest]) -> None:
        self.depth = max((forest.depth for forest in forests.values()), default=0)
        self._features = [_level(forests, "features", level) for level in range(self.depth)]
        self._thresholds = [_level(forests, "thresholds", level) for level in range(self.depth)]
        self._leaves = _level(forests, "outputs", self.depth)
        sizes = np.cumsum([0, *(len(forest.features) for forest in forests.values())])
        self._trees = {name: np.arange(*sizes[at : at + 2]) for at, name in enumerate(forests)}

    def odds(self, tables: Sequence[tuple[str, Floats]]) -> list[Floats]:
        """Return the log-odds that forests give the rows of tables, each of the shape (rows, features)."""
        cells = np.concatenate([table.ravel() for _, table in tables])
        shapes = [(len(table), len(self._trees[name])) for name, table in tables]
        nodes = np.concatenate(
            [np.broadcast_to(self._trees[name], shape).ravel() for (name, _), shape in zip(tables, shapes, strict=True)]
        )
        rows = np.repeat(_begins(tables), np.repeat([trees for _, trees in shapes], [size for size, _ in shapes]))
        for features, thresholds in zip(self._features, self._thresholds, strict=True):
            above = cells.take(features.take(nodes) + rows) > thresholds.take(nodes)
            nodes = 2 * nodes + above
        parts = np.split(self._leaves.take(nodes), np.cumsum([size * trees for size, trees in shapes])[:-1])
        return [part.reshape(shape).sum(axis=1) for part, shape in zip(parts, shapes, strict=True)]


def _level(forests: Mapping[str, Forest], name: str, level: int) -> Any:
    """Return what the nodes of one level of all forests hold."""
    first = (1 << level) - 1
    parts = [getattr(forest, name)[:, first : 2 * first + 1].ravel() for forest in forests.values()]
    return np.concatenate(parts) if parts else np.zeros(0)


def _begins(tables: Sequence[tuple[str, Floats]]) -> Integers:
    """Return where each row of all tables begins in their cells."""
    widths = np.concatenate([np.full(len(table), table.shape[1], dtype=np.int64) for _, table in tables])
    begins: Integers = np.cumsum(widths) - widths
    return begins


@dataclass(frozen=True)
class Scorer:
    """All models by name."""

    linear: Mapping[str, Linear]
    forests: Mapping[str, Forest]

    @cached_property
    def _descent(self) -> Descent:
        return Descent(self.forests)

    def words(self, names: Sequence[str], codes: Integers) -> list[Floats]:
        """Return the log-odds that several linear models give rows of codes of n-grams, one array per model."""
        return [self.linear[name].score(codes) for name in names]

    def probabilities(self, tables: Mapping[str, Sequence[Sequence[float]] | Floats]) -> dict[str, list[float]]:
        """Return the probability of each row of features by the forest of their name."""
        found = [
            (name, np.asarray(table, dtype=np.float32).reshape(-1, len(self.forests[name].names)))
            for name, table in tables.items()
        ]
        odds = self._descent.odds(found)
        return {name: probability(mine).tolist() for name, mine in zip(tables, odds, strict=True)}
