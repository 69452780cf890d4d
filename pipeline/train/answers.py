"""The labels of all candidates of one stage, one list per article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.weighed import Statements
    from pipeline.train.labels import Truth


def by_anchor(
    truths: Sequence[Truth], found: Sequence[Statements], label: Callable[[Truth, Anchor], int]
) -> list[list[int]]:
    """Return the label of each statement."""
    return [[label(truth, anchor) for anchor in each.anchors] for truth, each in zip(truths, found, strict=True)]


def by_argument(
    truths: Sequence[Truth], found: Sequence[Statements], label: Callable[[Truth, Anchor, str], int]
) -> list[list[int]]:
    """Return the label of each province of each statement."""
    return [
        [label(truth, each.anchors[number], province) for number, province in each.arguments.keys]
        for truth, each in zip(truths, found, strict=True)
    ]


def of_owners(owners: Sequence[Sequence[int]], answers: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the label of each list of n-grams: that of the argument it belongs to."""
    return [[answer[key] for key in keys] for keys, answer in zip(owners, answers, strict=True)]
