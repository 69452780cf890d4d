"""The scorer: the only file that knows what a trained model is. Candidates in, probabilities out.

Two kinds of model: `Linear` weighs n-grams (hashed, one weight each), `Forest` is gradient-boosted trees as plain
arrays, each a full binary tree, so that all rows and trees go down one level at a time. Training needs more libraries,
scoring needs numpy alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Floats = np.ndarray[Any, np.dtype[np.float32]]
Integers = np.ndarray[Any, np.dtype[np.int64]]

BITS = 17
"""Bits of a hashed n-gram: so many weights has a linear model."""


def hashed(grams: Sequence[Sequence[str]]) -> tuple[Integers, Integers]:
    """Return the codes of all n-grams one behind the other, and where each list begins."""
    mask = (1 << BITS) - 1
    codes = [crc32(gram.encode()) & mask for each in grams for gram in each]
    begins = np.cumsum([0, *map(len, grams)])[:-1]
    return np.array(codes, dtype=np.int64), begins.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over hashed n-grams."""

    weights: Floats
    """Shape (2 ** BITS,)."""
    bias: float

    def score(self, codes: Integers, begins: Integers) -> Floats:
        """Return the log-odds of each list of n-grams; no list may be empty."""
        if not len(begins):
            return np.zeros(0, dtype=np.float32)
        sums: Floats = np.add.reduceat(self.weights[codes], begins) + np.float32(self.bias)
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
        if not len(values):
            return np.zeros(0, dtype=np.float32)
        nodes = self._descend(values)[-1]
        trees = np.arange(len(self.features))
        return probability(self.outputs[trees, nodes].sum(axis=1))

    def _descend(self, values: Floats) -> list[Integers]:
        """Return the nodes that each row comes through in each tree, one array (rows, trees) per level."""
        trees, inner = self.features.shape
        features, thresholds, cells = self.features.ravel(), self.thresholds.ravel(), values.ravel()
        begins = np.arange(trees) * inner
        rows = (np.arange(len(values)) * values.shape[1])[:, None]
        nodes = np.zeros((len(values), trees), dtype=np.int64)
        path = [nodes]
        for _ in range(self.depth):
            asked = nodes + begins
            above = cells.take(features.take(asked) + rows) > thresholds.take(asked)
            nodes = 2 * nodes + 1 + above
            path.append(nodes)
        return path

    def weigh(self, values: Floats) -> Floats:
        """Return how much each feature moved the log-odds of each row, shape (rows, features).

        At every node the change of output is put down to the feature that the node asked for (Saabas, 2014).
        """
        moved = np.zeros(values.shape, dtype=np.float32)
        trees = np.arange(len(self.features))
        path = self._descend(values)
        rows = np.broadcast_to(np.arange(len(values))[:, None], path[0].shape)
        for nodes, below in pairwise(path):
            change = self.outputs[trees, below] - self.outputs[trees, nodes]
            np.add.at(moved, (rows, self.features[trees, nodes]), change)
        return moved


def probability(odds: Floats) -> Floats:
    """Return the probability of log-odds."""
    result: Floats = (1.0 / (1.0 + np.exp(-odds.astype(np.float64)))).astype(np.float32)
    return result


@dataclass(frozen=True, slots=True)
class Scorer:
    """All models by name."""

    linear: Mapping[str, Linear]
    forests: Mapping[str, Forest]

    def words(self, names: Sequence[str], grams: Sequence[Sequence[str]]) -> list[list[float]]:
        """Return the log-odds that several linear models give lists of n-grams, one list per model."""
        codes, begins = hashed(grams)
        return [[float(score) for score in self.linear[name].score(codes, begins)] for name in names]

    def probabilities(self, name: str, values: Sequence[Sequence[float]]) -> list[float]:
        """Return the probability that a forest gives each row of features."""
        forest = self.forests[name]
        table = np.array(values, dtype=np.float32).reshape(-1, len(forest.names))
        return [float(score) for score in forest.score(table)]
