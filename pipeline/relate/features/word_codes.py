"""The words of an article as numbers for n-grams: their symbols and classes, and what stands beside a mention."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.anchors import columns
from pipeline.relate.features.governing import governing
from pipeline.relate.features.sorts import sorts_of
from pipeline.relate.hashing import Integers, Mixes, hashed
from pipeline.relate.wordclasses import class_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    *("trigger_before", "trigger_behind", "role", "sort", "other_sort"),
)
"""Parts of n-grams of a mention: words beside it, verbs by class and by word, its noun, triggers, its role, what it
names."""

STATEMENTS = frozenset({"deal", "status"})
"""Triggers that may be statements."""


class Words(NamedTuple):
    """Numbers of the words of an article."""

    symbols: Mixes
    classes: Mixes
    """0 where a word has none."""
    nouns: Mixes
    """Of the senses of nouns; of other words that of `NOTHING`."""
    last_symbol: Integers
    """The word before with the same symbol, -1 where there is none."""
    last_class: Integers


def words_of(discourse: Discourse) -> Words:
    """Return the words of an article as numbers, made once."""
    return discourse.kept(_words)


def _words(discourse: Discourse) -> Words:
    symbols = hashed(discourse.symbols)
    classes, nouns = _classes()[:, discourse.class_numbers]
    return Words(symbols, classes, nouns, _last(symbols), _last(classes))


@cache
def number(sign: str) -> int:
    """Return the number of a class, role, sort or sign: of these there are few."""
    return int(hashed((sign,))[0])


@cache
def _classes() -> Mixes:
    """Return what `Words` has of each class of words, by its number: classes and nouns."""
    rows = [
        (number(each.symbol), number(each.sense if each.part == "noun" else NOTHING))
        for each in class_numbers()
        if each
    ]
    return np.array([(0, number(NOTHING)), *rows], dtype=np.uint64).T


def _last(numbers: Mixes) -> Integers:
    order = np.argsort(numbers, kind="stable")
    result = np.full(len(numbers), -1, dtype=np.int64)
    same = numbers[order[1:]] == numbers[order[:-1]]
    result[order[1:][same]] = order[:-1][same]
    return result


class Mentions(NamedTuple):
    """The mentions of an article that candidates hang on, one row each: places, goods, figures, words of deals."""

    anchors: list[Anchor]
    """The places first."""
    rows: dict[int, int]
    """Row of each anchor by its `id`."""
    spans: Integers
    """First word, word behind and sentence, shape (mentions, 3)."""
    beside: Mixes
    """What stands beside each, shape (mentions, `BESIDE`)."""

    def of(self, anchors: Iterable[Anchor]) -> list[int]:
        """Return the rows of some anchors."""
        return [self.rows[id(each)] for each in anchors]


def mentions_of(discourse: Discourse) -> Mentions:
    """Return the mentions of an article as numbers, made once."""
    return discourse.kept(_mentions)


def _mentions(discourse: Discourse) -> Mentions:
    told = (each for (_, name), found in discourse.triggers.items() if name in STATEMENTS for each in found)
    anchors = [*discourse.places, *discourse.goods, *discourse.amounts, *told]
    first, behind, sentence = columns(anchors)
    symbols, governed = discourse.kept(_beside)
    at = np.array([first - 1, first - 2, first - 3, behind, behind + 1]) + REACH_WORDS
    own = np.array([_own(anchor) for anchor in anchors], dtype=np.uint64).T
    return Mentions(
        anchors,
        {id(each): row for row, each in enumerate(anchors)},
        np.stack([first, behind, sentence], axis=1),
        np.concatenate([symbols[at], governed[:, first], own]).T,
    )


def _own(anchor: Anchor) -> list[int]:
    """Return the role of a mention and the sorts of what it names."""
    return [number(each) for each in (anchor.role, *sorts_of(anchor))]


def _beside(discourse: Discourse) -> tuple[Mixes, Mixes]:
    """Return the symbols of words, some outside at both ends, and verbs, noun and triggers beside each."""
    words, told = words_of(discourse), governing(discourse)
    outside = np.full(REACH_WORDS, number(OUTSIDE), dtype=np.uint64)
    nothing = np.array([number(NOTHING)], dtype=np.uint64)
    symbols, classes, nouns = (np.concatenate([each, nothing]) for each in (words.symbols, words.classes, words.nouns))
    meanings = np.full(len(symbols), nothing)
    meanings[[each.first for each in told.flows]] = [number("_".join(each.fact.meaning)) for each in told.flows]
    governed = [each[at] for each in (classes, symbols) for at in told.verbs]
    governed += [nouns[told.heads], *(meanings[at] for at in told.triggers)]
    return np.concatenate([outside, words.symbols, outside]), np.array(governed)
