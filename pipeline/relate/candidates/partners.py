"""Partners: two provinces of an article and all statements without a figure that may join them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import pair, partners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.features.partners import Told
    from pipeline.relate.hashing import Floats

NAMES = (*partners.NAMES, *pair.NAMES)


@dataclass(slots=True)
class Partners:
    """Pairs of provinces of an article, with their features."""

    keys: list[tuple[int, str, str]] = field(default_factory=list)
    """Number of the statement that joins them most likely, and the provinces."""
    alone: list[float] = field(default_factory=list)
    """Score of that statement's pair by itself."""
    values: Floats = field(default_factory=lambda: np.zeros((0, len(NAMES))))


def partners_of(
    discourse: Discourse, triggers: Told, figures: Told, goods: Mapping[tuple[str, str], float], topic: float
) -> Partners:
    """Return the pairs of the statements without a figure; the likeliest statement of each stands for it."""
    if not triggers.keys:
        return Partners()
    best = [rows[0] for rows in triggers.rows.values()]
    values = partners.values(discourse, triggers, figures, goods, topic)
    keys, alone = [triggers.keys[row] for row in best], [triggers.pairs[row] for row in best]
    return Partners(keys, alone, np.concatenate([values, triggers.values[best]], axis=1))
