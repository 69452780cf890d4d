"""The stage of mentions by themselves: what the words of a place say of its province, and those of a good of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import lone_words
from pipeline.relate.features.lone import GOOD_MODEL, Lone
from pipeline.train import labels
from pipeline.train.stack import linear_scores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.hashing import Floats
    from pipeline.train.labels import Truth
    from pipeline.train.stack import Stack


def lone(stack: Stack) -> None:
    """Fit what places and goods tell by themselves."""
    places, goods = zip(*(each.lone_mentions for each in stack.weighed), strict=True)
    ends = _scores(stack, places, labels.PLACES)
    (moved,) = _scores(stack, goods, {GOOD_MODEL: labels.good})
    for each, mine, *told in zip(stack.weighed, moved, *ends, strict=True):
        each.lone = Lone(np.array(told).T, mine)


def _scores(
    stack: Stack, mentions: Sequence[Sequence[Anchor]], models: dict[str, Callable[[Truth, str], int]]
) -> list[list[Floats]]:
    """Return the scores of each model by article."""
    grams = [lone_words.codes(each.discourse, mine) for each, mine in zip(stack.weighed, mentions, strict=True)]
    return [
        linear_scores(
            stack,
            name,
            grams,
            [[label(truth, each.key) for each in mine] for truth, mine in zip(stack.truths, mentions, strict=True)],
        )
        for name, label in models.items()
    ]
