"""The words of an article as numbers for n-grams: their symbols and classes, and what stands beside a mention."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features.codes import head
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
    governed = np.array([_governed(discourse, each) for each in anchors], dtype=np.uint64)
    return np.hstack([np.stack(words, axis=1), governed.reshape(len(anchors), -1)])


def _governed(discourse: Discourse, anchor: Anchor) -> list[int]:
    return discourse.kept(("governed", anchor.sentence, anchor.first, anchor.role), lambda _: _made(discourse, anchor))  # type: ignore[no-any-return]


def _made(discourse: Discourse, anchor: Anchor) -> list[int]:
    verbs = discourse.verbs_beside(anchor.sentence, anchor.first)
    triggers = discourse.triggers_beside(anchor.sentence, anchor.first, "flow")
    classes = [None if word is None else discourse.classes[word] for word in verbs]
    return [
        *(number(each.symbol if each else NOTHING) for each in classes),
        *(number(NOTHING if word is None else discourse.words[word]) for word in verbs),
        number(head(discourse, anchor) or NOTHING),
        *(number("_".join(each.fact.meaning) if each else NOTHING) for each in triggers),
        number(anchor.role),
    ]
