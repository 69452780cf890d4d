"""Fitting: labelled rows into the models of the scorer. The only file that knows the libraries that train."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import lightgbm
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from pipeline.relate.hashing import CODE_BITS, NO_GRAM, gram_weights
from pipeline.relate.scorer import Forest, Linear, probability

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH_LEVELS = 6
"""Levels of a tree."""

TREES: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.16,
    "num_leaves": 63,
    "max_depth": DEPTH_LEVELS,
    "min_data_in_leaf": 25,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.5,
    "bagging_freq": 4,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "bin_construct_sample_cnt": 50_000,
    "enable_bundle": False,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
"""Settings of the trees; found by cross-validation with whole hands left out.

Features are not bundled: with bundles LightGBM 4.7 ended the process where a forest learned from some rows of a table.
"""


class Style(NamedTuple):
    """How the trees of a forest are grown."""

    times: int
    """How many times the trees that are asked for."""
    settings: dict[str, Any]
    """What is different from `TREES`."""


FAST = Style(1, {})
SLOW = Style(2, {"learning_rate": 0.08})
"""Smaller steps: where there are few rows one training differs less from the next by them, and scores are better."""

RANDOM = {"extra_trees": True, "feature_fraction": 0.25, "learning_rate": 0.11, "num_leaves": 31}
"""Trees that try one threshold per feature and node (extremely randomised trees, Geurts et al. 2006).

More and smaller trees are better, fewer features of each as good.
"""

CORES = 2
"""Models that are fitted at once, each by one thread: that is faster than one at a time by two, and gives the same."""

MOST_TREES = 80
"""Trees of a forest, times those of its style, unless fewer are asked for."""

STRENGTH = 0.05
"""Inverse strength of the penalty on the weights of a linear model."""

MOST_STEPS = 12
"""Steps of the fit of a linear model, at most."""

SCALE_POWER = 0.35
"""How far steps are scaled by the curvature of each weight: 0.5 would make all curvatures alike at the start."""

Table = np.ndarray[Any, Any]


def single_threads() -> threadpool_limits:
    """Return a context in which the algebra below each fit keeps to one thread: threads of its own only wait."""
    return threadpool_limits(1, user_api="blas")


def fit_linear(grams: csr_matrix, labels: Table) -> Linear:
    """Fit a logistic regression with a squared penalty; shape of `grams` (rows, 2 ** CODE_BITS), labels 0 or 1.

    Weights of common n-grams take shorter steps than those of rare ones: that needs a third of the steps.
    """
    signs = np.where(labels > 0, 1.0, -1.0).astype(np.float32)
    turned, scale = grams.T, _scale(grams)

    def loss(scaled: Table) -> tuple[float, Table]:
        weights = scaled * scale
        told = weights.astype(np.float32)
        odds = signs * (grams @ told[:-1] + told[-1])
        slope = -signs * probability(-odds)
        penalty = weights[:-1] / STRENGTH
        gradient = np.append(turned @ slope + penalty, slope.sum(dtype=np.float64))
        return float(np.logaddexp(0, -odds).sum(dtype=np.float64) + 0.5 * weights[:-1] @ penalty), gradient * scale

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    weights = found.x * scale
    return Linear(weights[:-1].astype(np.float16).astype(np.float32), float(np.float32(weights[-1])))


def _scale(grams: csr_matrix) -> Table:
    """Return what the steps of each weight and of the bias are scaled by, from how far the loss curves at 0."""
    curvature = 0.25 * np.bincount(grams.indices, grams.data**2, minlength=grams.shape[1]) + 1 / STRENGTH
    scale: Table = np.append(curvature, 0.25 * grams.shape[0]) ** -SCALE_POWER
    return scale


def matrix(grams: Sequence[Table]) -> csr_matrix:
    """Return rows of codes of n-grams as weights of the codes; rows may differ in length by article."""
    codes = np.concatenate([each[each != NO_GRAM] for each in grams])
    sizes = np.concatenate([(each != NO_GRAM).sum(axis=1) for each in grams])
    weights = np.repeat(np.concatenate([gram_weights(each) for each in grams]).astype(np.float32), sizes)
    bounds = np.cumsum([0, *sizes])
    return csr_matrix((weights, codes, bounds), shape=(len(sizes), 1 << CODE_BITS))


def binned(values: Table) -> lightgbm.Dataset:
    """Return rows as the trees see them, for all forests that learn from some of them; shape (rows, features)."""
    return lightgbm.Dataset(values, np.zeros(len(values)), params=TREES | {"num_threads": CORES}).construct()


def labelled(table: lightgbm.Dataset, rows: Table, labels: Table) -> lightgbm.Dataset:
    """Return some rows of a table, given by their numbers, each with its label, 0 or 1."""
    return table.subset(rows.tolist()).construct().set_label(labels)


def fit_forest(rows: lightgbm.Dataset, names: tuple[str, ...], rounds: int, style: Style) -> Forest:
    """Fit `rounds` boosted trees on labelled rows, or as many times that as the style asks for."""
    booster = lightgbm.train(TREES | style.settings, rows, rounds * style.times)
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    inner = (1 << DEPTH_LEVELS) - 1
    features = np.zeros((len(trees), inner), dtype=np.int64)
    thresholds = np.full((len(trees), inner), np.inf, dtype=np.float32)
    outputs = np.zeros((len(trees), 2 * inner + 1), dtype=np.float32)
    for number, tree in enumerate(trees):
        _fill(tree, 0, features[number], thresholds[number], outputs[number])
    return Forest(features, thresholds, outputs, names)


def _fill(tree: dict[str, Any], node: int, features: Table, thresholds: Table, outputs: Table) -> None:
    """Write a tree as a full one: a leaf above the last level goes on with itself."""
    outputs[node] = tree.get("internal_value", tree.get("leaf_value"))
    if node >= len(features):
        return
    if "split_feature" in tree:
        features[node] = tree["split_feature"]
        # rounded down as the scorer compares in single precision
        thresholds[node] = np.float32(tree["threshold"])
    below = (tree["left_child"], tree["right_child"]) if "split_feature" in tree else (tree, tree)
    for child, each in zip((2 * node + 1, 2 * node + 2), below, strict=True):
        _fill(each, child, features, thresholds, outputs)
