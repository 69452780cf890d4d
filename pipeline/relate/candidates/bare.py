"""Deals without a figure, one of each two partners: is it a deal of its own beside figures, and of what status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.anchors import grouped
from pipeline.relate.features import bare
from pipeline.relate.features.bare import Telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.hashing import Floats
    from pipeline.relate.weighed import Weighed

STATUSES = ("agreed", "planned")
"""What a deal without a figure may be: of what is done or aimed at the press gives the figure."""

FORESTS = ("bare", *(f"bare_{status}" for status in STATUSES))
"""A deal of its own or one that a figure tells; of each status."""

LEAST_PARTNERS = 0.05
"""Score of two partners below which nobody asks what they have without a figure."""


def rows_of(weighed: Weighed) -> list[int]:
    """Return the partners that may have a deal without a figure."""
    return [row for row, score in enumerate(weighed.partner_scores) if score >= LEAST_PARTNERS]


def values_of(weighed: Weighed, rows: Sequence[int]) -> Floats:
    """Return the features of some partners by what their statements and figures say, one row each."""
    keys, scores = weighed.partners.keys, weighed.partner_scores
    pairs = [frozenset(keys[row][1:]) for row in rows]
    told, figures = _tellings(weighed, "trigger", pairs), _tellings(weighed, "figure", pairs)
    table = [
        bare.values(told[pair], scores[row], next(iter(figures.get(pair, ())), None))
        for row, pair in zip(rows, pairs, strict=True)
    ]
    return np.array(table, dtype=np.float64).reshape(len(rows), len(bare.NAMES))


def _tellings(
    weighed: Weighed, kind: str, pairs: Sequence[frozenset[str]]
) -> Mapping[frozenset[str], Sequence[Telling]]:
    """Return the statements of a kind that may join some pairs, the likeliest first."""
    found = weighed.statements[kind]
    scores = weighed.figure_scores if kind == "figure" else found.alone
    words = np.array(found.words[1:], dtype=np.float64).T
    wanted = set(pairs)
    each = [
        (both, Telling(found.anchors[number], score, found.scores[number], words[number]))
        for (number, *provinces), score in zip(found.pairs.keys, scores, strict=True)
        if (both := frozenset(provinces)) in wanted
    ]
    return {
        both: sorted((telling for _, telling in mine), key=lambda telling: -telling.score)
        for both, mine in grouped(each, lambda one: one[0]).items()
    }
