"""Of two provinces of an article: how surely its statements without a figure join them, and others beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

ROLES = ("from", "to", "subject", "at", "with", "official")
"""Roles of places that are counted for both."""

MATE_SCORE = 0.3
"""Score from which another pair with one of the provinces may be told."""

NAMES = tuple(
    f"partners.{name}"
    for name in (
        *("best", "second", "mean", "statements", "likeliest"),
        *("article_gap", "statement_gap", "statement", "mate", "mates"),
        *(*ROLES, "subject_with"),
    )
)


def values(
    discourse: Discourse,
    rows: Mapping[frozenset[str], Sequence[int]],
    owners: Sequence[int],
    scores: Sequence[float],
    statements: Sequence[float],
) -> Floats:
    """Return the features of pairs of provinces, one row each.

    `rows` are the candidates of each pair, the likeliest first; `owners` and `scores` are the statement and the score
    of each candidate, `statements` the score of each statement as a deal.
    """
    tops = np.full(len(statements), NONE)
    np.maximum.at(tops, owners, scores)
    told = {pair: [(owners[row], scores[row]) for row in mine] for pair, mine in rows.items()}
    best = {pair: mine[0][1] for pair, mine in told.items()}
    table = [
        [*_told(mine, tops.tolist(), statements), *_mates(pair, best), *_roles(discourse, pair)]
        for pair, mine in told.items()
    ]
    return np.array(table, dtype=np.float64).reshape(len(table), len(NAMES))


def _told(told: Sequence[tuple[int, float]], tops: Sequence[float], statements: Sequence[float]) -> list[float]:
    """Return how surely statements join a pair, and how far it stands behind the likeliest of them and of all."""
    scores = [score for _, score in told]
    likeliest, best = told[0]
    return [
        *(best, scores[1] if len(scores) > 1 else NONE, sum(scores) / len(scores), float(len(scores))),
        float(sum(score >= tops[owner] for owner, score in told)),
        *(max(tops) - best, tops[likeliest] - best, statements[likeliest]),
    ]


def _mates(pair: frozenset[str], best: Mapping[frozenset[str], float]) -> list[float]:
    """Return the best score of another pair with one of the provinces, and how many may be told."""
    mates = [score for other, score in best.items() if len(other & pair) == 1]
    return [max(mates, default=NONE), float(sum(score > MATE_SCORE for score in mates))]


def _roles(discourse: Discourse, pair: frozenset[str]) -> list[float]:
    """Return how often both are named in each role, and how often one is subject where the other stands beside it."""
    one, other = (discourse.roles[each] for each in pair)
    beside = min(one["with"], other["subject"]) + min(other["with"], one["subject"])
    return [*(float(one[role] + other[role]) for role in ROLES), float(beside)]
