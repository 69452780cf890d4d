"""The stage of mentions by themselves: what the words of a place say of its province, and those of a good of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features.lone import GOOD_MODEL, Lone
from pipeline.train import labels
from pipeline.train.stack import linear_scores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.train.labels import Truth
    from pipeline.train.stack import Stack


def lone(stack: Stack) -> None:
    """Fit what places and goods tell by themselves."""
    places, goods = zip(*(each.lone_mentions for each in stack.weighed), strict=True)
    of_places, of_goods = zip(*(each.lone_grams for each in stack.weighed), strict=True)
    ends = linear_scores(stack, _answers(stack, places, labels.PLACES), of_places)
    (moved,) = linear_scores(stack, _answers(stack, goods, {GOOD_MODEL: labels.good}), of_goods)
    for each, mine, *told in zip(stack.weighed, moved, *ends, strict=True):
        each.lone = Lone(np.array(told).T, mine)


def _answers(
    stack: Stack, mentions: Sequence[Sequence[Anchor]], models: dict[str, Callable[[Truth, str], int]]
) -> dict[str, list[list[int]]]:
    """Return the labels of mentions for each model."""
    return {
        name: [[label(truth, each.key) for each in mine] for truth, mine in zip(stack.truths, mentions, strict=True)]
        for name, label in models.items()
    }
