"""From scores of unseen text to thresholds and confidences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import isotonic_regression

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS = 20
"""Points of a calibration curve, at most."""

LEAST_SCORE = 0.1
"""Scores below are never shown, and say nothing of those that are."""

LEAST_ROWS = 20
"""Candidates from which a precision is no chance."""

NEVER_LOG_ODDS = -99.0
"""Log-odds that no text has."""


def threshold(scored: Sequence[tuple[float, int]], wanted: int, least: float) -> float:
    """Return the score with the best F1 among those whose precision is at least `least`.

    `scored` are (score, 1 or 0) of the candidates, `wanted` how many right ones gold has, found as candidates or not.
    Where no score is that precise, the best precision that `LEAST_ROWS` candidates or more have stands in for it.
    Without candidates nothing is ever taken.
    """
    if not scored:
        return 1.0
    ordered = sorted(scored, reverse=True)
    right = np.cumsum([label for _, label in ordered])
    taken = np.arange(1, len(ordered) + 1)
    precision, recall = right / taken, right / max(wanted, 1)
    f1 = np.where(precision + recall > 0, 2 * precision * recall / np.maximum(precision + recall, 1e-9), 0.0)
    reached = min(least, float(precision[LEAST_ROWS - 1 :].max(initial=0.0)))
    best = int(np.argmax(np.where(precision >= reached, f1, 0.0)))
    return round(float(ordered[best][0]), 3)


def lowest(scores: Sequence[float], share: float) -> float:
    """Return the score that all but a share of some scores reach, rounded down; `NEVER` where there are none."""
    if not scores:
        return NEVER_LOG_ODDS
    return math.floor(float(np.quantile(np.array(scores), share, method="lower")) * 1000) / 1000


def curve(scored: Sequence[tuple[float, int]]) -> tuple[list[float], list[float]]:
    """Return scores and the share of right candidates at each, both rising, from (score, 1 or 0) in bins of equal size.

    Shares are those that one right and two wrong candidates more would give (Laplace's rule of succession has one and
    one): a bin without an error makes no row certain. What was never seen is sure of nothing.
    """
    shown = sorted(each for each in scored if each[0] >= LEAST_SCORE)
    if not shown:
        return [0.0], [0.0]
    table: Any = np.array(shown, dtype=np.float64)
    bins = np.array_split(table, min(BINS, max(1, len(table) // 20)))
    scores = [round(float(each[:, 0].mean()), 4) for each in bins]
    told = [(each[:, 1].sum() + 1.0) / (len(each) + 3.0) for each in bins]
    shares = isotonic_regression(told, weights=[len(each) for each in bins]).x
    return scores, [round(float(share), 4) for share in shares]
