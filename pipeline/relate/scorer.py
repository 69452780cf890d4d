"""The scorer: the only file that knows what a trained model is. Candidates in, probabilities out.

Two kinds of model: `Linear` weighs n-grams (hashed, one weight each), `Forest` is gradient-boosted trees as plain
arrays, each a full binary tree, so that all rows and trees go down one level at a time. Training needs more libraries,
scoring needs numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
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
        return probability(self.leaves(values).sum(axis=1))

    def leaves(self, values: Floats) -> Floats:
        """Return the output of the leaf that each row comes to in each tree, shape (rows, trees)."""
        (features, thresholds), *levels = self._levels
        nodes = 2 * np.arange(len(features)) + (values.take(features, axis=1) > thresholds)
        cells = values.ravel()
        begins = np.repeat(np.arange(0, values.size, values.shape[1]), len(features)).reshape(nodes.shape)
        for features, thresholds in levels:
            asked = features.take(nodes, mode=INSIDE)
            asked += begins
            above = cells.take(asked, mode=INSIDE) > thresholds.take(nodes, mode=INSIDE)
            nodes += nodes
            nodes += above.astype(np.intp)
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


@cache
def joined(forests: tuple[Forest, ...]) -> Forest:
    """Return the trees of forests that see the same features as one forest."""
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
        scores: dict[str, list[float]] = {}
        for names in grouped(tables, lambda name: id(tables[name])).values():
            forests = tuple(self.forests[name] for name in names)
            rows = np.asarray(tables[names[0]], dtype=np.float32).reshape(-1, len(forests[0].names))
            leaves = joined(forests).leaves(rows)
            begin = 0
            for name, forest in zip(names, forests, strict=True):
                end = begin + len(forest.features)
                scores[name] = probability(leaves[:, begin:end].sum(axis=1)).tolist()
                begin = end
        return scores
