"""The words of an article as numbers for n-grams: their symbols and classes, and what stands beside a mention."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features.codes import governing
from pipeline.relate.features.grid import NOWHERE
from pipeline.relate.hashing import Integers, Mixes, hashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

OUTSIDE = "#"
"""Stands for a word before the first or behind the last."""

NOTHING = "0"
"""Stands for a word that is not there."""

REACH_WORDS = 3
"""Words beyond both ends of an article that n-grams may ask for."""

BESIDE = (
    *("back1", "back2", "back3", "on1", "on2", "verb_before", "verb_behind", "said_before", "said_behind", "head"),
    *("trigger_before", "trigger_behind", "role"),
)
"""Parts of n-grams that stand beside a mention: words, verbs by class and by word, its noun, triggers, its role."""


class Words(NamedTuple):
    """Numbers of the words of an article."""

    symbols: Mixes
    classes: Mixes
    """0 where a word has none."""
    last_symbol: Integers
    """The word before with the same symbol, -1 where there is none."""
    last_class: Integers


def words_of(discourse: Discourse) -> Words:
    """Return the words of an article as numbers, made once."""
    return discourse.kept("word codes", _words)  # type: ignore[no-any-return]


def _words(discourse: Discourse) -> Words:
    symbols = hashed(discourse.symbols)
    classes = np.array([number(each.symbol) if each else 0 for each in discourse.classes], dtype=np.uint64)
    return Words(symbols, classes, _last(symbols), _last(classes))


@cache
def number(sign: str) -> int:
    """Return the number of a class, role or sign: of these there are few."""
    return int(hashed((sign,))[0])


def _last(numbers: Mixes) -> Integers:
    order = np.argsort(numbers, kind="stable")
    result = np.full(len(numbers), -1, dtype=np.int64)
    same = numbers[order[1:]] == numbers[order[:-1]]
    result[order[1:][same]] = order[:-1][same]
    return result


def beside(discourse: Discourse, anchors: Sequence[Anchor]) -> Mixes:
    """Return what stands beside each mention, shape (mentions, `BESIDE`)."""
    outside = np.full(REACH_WORDS, number(OUTSIDE), dtype=np.uint64)
    symbols = np.concatenate([outside, words_of(discourse).symbols, outside])
    first = np.array([each.first for each in anchors], dtype=np.int64) + REACH_WORDS
    behind = np.array([each.behind for each in anchors], dtype=np.int64) + REACH_WORDS
    words = [symbols[at] for at in (first - 1, first - 2, first - 3, behind, behind + 1)]
    return np.concatenate([np.stack(words, axis=1), _governing(discourse, anchors)], axis=1)


def _governing(discourse: Discourse, anchors: Sequence[Anchor]) -> Mixes:
    """Return verbs by class and by word, noun, triggers and role of each mention."""
    table, found = words_of(discourse), [governing(discourse, each) for each in anchors]
    verbs = np.array([[NOWHERE if word is None else word for word in each.verbs] for each in found], dtype=np.int64)
    said = [np.where(verbs == NOWHERE, number(NOTHING), each[verbs]) for each in (table.classes, table.symbols)]
    others = [
        (
            number(each.head or NOTHING),
            *(number("_".join(told.fact.meaning) if told else NOTHING) for told in each.triggers),
            number(anchor.role),
        )
        for anchor, each in zip(anchors, found, strict=True)
    ]
    return np.concatenate([*said, np.array(others, dtype=np.uint64)], axis=1)
