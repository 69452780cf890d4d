"""Partners: two provinces of an article and all statements without a figure that may join them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.candidates import pair
from pipeline.relate.features import partners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.candidates.pair import Pairs
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

NAMES = (*partners.NAMES, *pair.WORDED)


@dataclass(slots=True)
class Partners:
    """Pairs of provinces of an article, with their features."""

    keys: list[tuple[int, str, str]] = field(default_factory=list)
    """Number of the statement that joins them most likely, and the provinces."""
    values: Floats = field(default_factory=lambda: np.zeros((0, len(NAMES))))


def partners_of(discourse: Discourse, pairs: Pairs, scores: Sequence[float], statements: Sequence[float]) -> Partners:
    """Return the pairs of the statements without a figure; the likeliest statement of each stands for it.

    `scores` are those of the pairs by themselves, `statements` those of the statements.
    """
    if not pairs.keys:
        return Partners()
    rows = _rows(pairs, scores)
    best = [mine[0] for mine in rows.values()]
    values = partners.values(discourse, rows, [number for number, *_ in pairs.keys], scores, statements)
    return Partners([pairs.keys[row] for row in best], np.concatenate([values, pairs.values[best]], axis=1))


def _rows(pairs: Pairs, scores: Sequence[float]) -> dict[frozenset[str], list[int]]:
    """Return the rows of each two provinces, the likeliest first, in order of the provinces."""
    rows: dict[frozenset[str], list[int]] = defaultdict(list)
    for row in np.argsort(-np.array(scores), kind="stable").tolist():
        rows[frozenset(pairs.keys[row][1:])].append(row)
    return {provinces: rows[provinces] for provinces in sorted(rows, key=sorted)}
