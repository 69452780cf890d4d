"""Of a pair that a figure joins beside all other pairs of the article: rivals, the same pair and figure elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.hashing import Floats, Integers

EVEN_SCORE = 0.5
"""Score from which a pair counts as told."""

NAMES = tuple(
    f"beside.{name}"
    for name in (
        *("score", "gap", "second", "same_pair", "same_pair_and_figure", "same_figure"),
        *("before", "before_alike", "behind", "behind_alike", "best", "sum", "larger"),
        *("partners", "partners_gap", "same_pair_times"),
    )
)


def values(
    keys: Sequence[tuple[int, str, str]],
    scores: Sequence[float],
    worth: Sequence[int],
    partners: Mapping[frozenset[str], float],
) -> Floats:
    """Return the features of all pairs of an article's figures, shape (pairs, features).

    `keys` are (number of the figure, province, province), as many for each figure, with the scores that they have
    alone; `worth` are the figures in Rupiah, `partners` the scores of provinces as partners in the article.
    """
    score, figure = np.array(scores), np.array([key[0] for key in keys])
    both = [frozenset(key[1:]) for key in keys]
    numbers = {pair: number for number, pair in enumerate(dict.fromkeys(both))}
    pair = np.array([numbers[each] for each in both])
    _, value = np.unique(np.array(worth, dtype=np.float64), return_inverse=True)
    table = score.reshape(len(worth), -1)
    best, likeliest = table.max(axis=1), pair.reshape(table.shape)[np.arange(len(table)), table.argmax(axis=1)]
    second = np.sort(table, axis=1)[:, -2] if table.shape[1] > 1 else np.full(len(table), NONE)
    told = np.array([partners.get(each, NONE) for each in both])
    likely = score > EVEN_SCORE
    of_figure = (
        *(_of_others(best, value), _shifted(best, 1), _shifted(best, -1), _of_others(best, np.zeros_like(value))),
        *(best.sum() - best, np.where(value > value[:, None], best, NONE).max(axis=1)),
    )
    same, before, behind, others, total, larger = (each[figure] for each in of_figure)
    before_alike, behind_alike = (_shifted(likeliest, step)[figure] == pair for step in (1, -1))
    columns = [
        *(score, best[figure] - score, second[figure]),
        *(_of_others(score, pair), _of_others(score, pair * len(worth) + value[figure]), same),
        *(before, before_alike, behind, behind_alike, others, total, larger),
        *(told, max(partners.values(), default=NONE) - told, np.bincount(pair, likely)[pair] - likely),
    ]
    return np.array(columns).T


def _of_others(scores: Floats, groups: Integers) -> Floats:
    """Return for each the best score of the others of its group."""
    others = groups[:, None] == groups
    np.fill_diagonal(others, val=False)
    best: Floats = np.where(others, scores[:, None], NONE).max(axis=0)
    return best


def _shifted(each: Floats, steps: int) -> Floats:
    """Return what the neighbour has, `NONE` at the end."""
    result = np.full(len(each), NONE)
    if steps > 0:
        result[steps:] = each[:-steps]
    else:
        result[:steps] = each[-steps:]
    return result
