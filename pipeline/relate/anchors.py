"""Anchors: mentions that candidates hang on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.relate.hashing import Integers

Item = TypeVar("Item")


class Anchor(NamedTuple):
    """A mention that candidates hang on: a good, a figure, a trigger or a place, counted in words and sentences."""

    start: int
    stop: int
    first: int
    """Its first word."""
    behind: int
    """The word behind it."""
    sentence: int
    key: str
    """What it stands for: commodity, province, official, or the kind of a trigger."""
    role: str = ""
    """Of a place: its role in the sentence."""
    fact: Any = None
    """The fact or trigger itself."""


def columns(anchors: Sequence[Anchor]) -> Integers:
    """Return first words, words behind and sentences, shape (3, anchors)."""
    found = [each.first for each in anchors], [each.behind for each in anchors], [each.sentence for each in anchors]
    return np.array(found, dtype=np.int64)


def grouped(items: Iterable[Item], key: Callable[[Item], Any]) -> dict[Any, list[Item]]:
    """Return anchors, or what hangs on them, by a key, in their order."""
    groups: dict[Any, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def sums(words: Iterable[int], size: int) -> Integers:
    """Return how many of some words stand before each word of a text of that size, and behind the last."""
    counts = np.bincount(np.fromiter(words, dtype=np.int64), minlength=size)
    return np.concatenate([[0], counts.cumsum()])
