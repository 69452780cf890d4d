"""The scorer: the only file that knows what a trained model is. Candidates in, probabilities out.

Two kinds of model: `Linear` weighs n-grams (hashed, one weight each), `Forest` is gradient-boosted trees as plain
arrays, each a full binary tree, so that all rows and trees go down one level at a time. Training needs more libraries,
scoring needs numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from pipeline.relate.anchors import grouped
from pipeline.relate.hashing import gram_weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.hashing import Floats, Integers


SMALLEST = 1e-6
"""Probability that none falls below, nor its counterpart, where log-odds are asked for."""

INSIDE: Final = "wrap"
"""How numpy takes numbers that are known to lie inside: of its ways the one that checks least."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over hashed n-grams."""

    weights: Floats
    """Shape (2 ** CODE_BITS,)."""
    bias: float

    def score(self, codes: Integers, weights: Floats) -> Floats:
        """Return the log-odds of each row of codes; `weights` as `gram_weights` of these."""
        sums: Floats = self.weights.take(codes).sum(axis=1, dtype=np.float32) * weights + self.bias
        return sums


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def _levels(self) -> list[tuple[Integers, Floats]]:
        """Features and thresholds of each level of all trees: tree t has its nodes at t * 2 ** level and behind."""
        bounds = [((1 << level) - 1, (2 << level) - 1) for level in range(self.depth)]
        features: Integers = self.features.astype(np.intp)
        return [(features[:, a:b].ravel(), self.thresholds[:, a:b].ravel()) for a, b in bounds]

    @cached_property
    def _outputs(self) -> list[Floats]:
        """Outputs of each level of all trees, of the leaves last."""
        bounds = [((1 << level) - 1, (2 << level) - 1) for level in range(self.depth + 1)]
        return [self.outputs[:, a:b].ravel() for a, b in bounds]

    def score(self, values: Floats) -> Floats:
        """Return the probability of each row; `values` has the shape (rows, features)."""
        (leaves,) = leaves_of((self,), (values,))
        return probability(leaves.sum(axis=1))

    def begin(self, values: Floats, tree: int, nodes: Integers) -> None:
        """Write the second level's node of each row in each tree; the first has that number among all trees."""
        features, thresholds = self._levels[0]
        np.greater(values.take(features, axis=1), thresholds, out=nodes)
        nodes += np.arange(2 * tree, 2 * (tree + len(features)), 2)

    def finish(self, nodes: Integers, cells: Floats, begins: Integers) -> Floats:
        """Return the outputs of the leaves below some nodes of the second level; their rows begin there in `cells`.

        All steps share their arrays: what is freed and asked for anew at each costs more than it holds.
        """
        asked, (found, bounds) = np.empty_like(nodes), np.empty((2, nodes.size), dtype=np.float32)
        for features, thresholds in self._levels[1:]:
            features.take(nodes, mode=INSIDE, out=asked)
            asked += begins
            cells.take(asked, mode=INSIDE, out=found)
            thresholds.take(nodes, mode=INSIDE, out=bounds)
            nodes += nodes
            nodes += found > bounds
        outputs: Floats = self._outputs[-1].take(nodes, mode=INSIDE)
        return outputs

    def weigh(self, values: Floats) -> Floats:
        """Return how much each feature moved the log-odds of each row, shape (rows, features).

        At every node the change of output is put down to the feature that the node asked for (Saabas, 2014).
        """
        cells, begins = values.ravel(), (np.arange(len(values)) * values.shape[1])[:, None]
        nodes = np.arange(len(self.features)) + np.zeros_like(begins)
        root, *outputs = self._outputs
        asked, reached = [], [root.take(nodes)]
        for (features, thresholds), told in zip(self._levels, outputs, strict=True):
            asked.append(features.take(nodes, mode=INSIDE) + begins)
            nodes = 2 * nodes + (cells.take(asked[-1], mode=INSIDE) > thresholds.take(nodes, mode=INSIDE))
            reached.append(told.take(nodes, mode=INSIDE))
        moved = np.bincount(np.ravel(asked), np.diff(reached, axis=0).ravel(), values.size)
        return moved.reshape(values.shape).astype(np.float32)


def leaves_of(forests: tuple[Forest, ...], tables: Sequence[Floats]) -> list[Floats]:
    """Return the outputs of the leaves that the rows of some tables come to, each in its forest: shape (rows, trees).

    All tables go down together: there are few rows in each, and a step costs little more for many.
    """
    shapes = [(len(values), len(forest.features)) for forest, values in zip(forests, tables, strict=True)]
    nodes, begins = np.empty((2, sum(rows * trees for rows, trees in shapes)), dtype=np.intp)
    stretches = []
    tree = cell = behind = 0
    for forest, values, (rows, trees) in zip(forests, tables, shapes, strict=True):
        mine = slice(behind, behind := behind + rows * trees)
        forest.begin(values, tree, nodes[mine].reshape(rows, trees))
        begins[mine].reshape(rows, trees)[:] = np.arange(cell, cell + values.size, values.shape[1])[:, None]
        stretches.append(mine)
        tree += trees
        cell += values.size
    found = joined(forests).finish(nodes, np.concatenate([values.ravel() for values in tables]), begins)
    return [found[mine].reshape(shape) for mine, shape in zip(stretches, shapes, strict=True)]


@cache
def joined(forests: tuple[Forest, ...]) -> Forest:
    """Return the trees of some forests as one forest; the names are those of the first."""
    if len(forests) == 1:
        return forests[0]
    features, thresholds, outputs = (
        np.concatenate([getattr(each, name) for each in forests]) for name in ("features", "thresholds", "outputs")
    )
    return Forest(features, thresholds, outputs, forests[0].names)


def probability(odds: Floats) -> Floats:
    """Return the probability of log-odds."""
    result: Floats = (1.0 / (1.0 + np.exp(-odds.astype(np.float64)))).astype(np.float32)
    return result


def log_odds(probabilities: Floats) -> Floats:
    """Return the log-odds of probabilities."""
    kept: Floats = probabilities.clip(SMALLEST, 1.0 - SMALLEST)
    result: Floats = np.log(kept / (1.0 - kept))
    return result


@dataclass(frozen=True, slots=True)
class Scorer:
    """All models by name."""

    linear: Mapping[str, Linear]
    forests: Mapping[str, Forest]

    def words(self, names: Sequence[str], codes: Integers) -> list[Floats]:
        """Return the log-odds that several linear models give rows of codes of n-grams, one array per model."""
        weights = gram_weights(codes)
        return [self.linear[name].score(codes, weights) for name in names]

    def probabilities(self, tables: Mapping[str, Sequence[Sequence[float]] | Floats]) -> dict[str, list[float]]:
        """Return the probability of each row of features by the forest of their name; a table is gone over once."""
        groups = list(grouped(tables, lambda name: id(tables[name])).values())
        forests = tuple(joined(tuple(self.forests[name] for name in names)) for names in groups)
        rows = [
            np.asarray(tables[names[0]], dtype=np.float32).reshape(-1, len(forest.names))
            for names, forest in zip(groups, forests, strict=True)
        ]
        sums: dict[str, Floats] = {}
        for names, leaves in zip(groups, leaves_of(forests, rows), strict=True):
            begin = 0
            for name in names:
                end = begin + len(self.forests[name].features)
                sums[name] = leaves[:, begin:end].sum(axis=1)
                begin = end
        scores = iter(probability(np.concatenate(list(sums.values()))).tolist())
        return {name: list(islice(scores, len(each))) for name, each in sums.items()}
