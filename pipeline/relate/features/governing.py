"""What governs each word of an article in its sentence: verbs of trade, flow triggers, the noun it belongs to.

A mention is governed as its first word is. All words are looked at at once, as columns of numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features.codes import ABSENT_CODE, class_codes, trigger

if TYPE_CHECKING:
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers, Mask

NOWHERE = -1
"""Number of a word or place that is not there: the last of a column, which stands for nothing."""

HEAD_REACH_WORDS = 5
"""Words read back from a mention for the noun that it belongs to."""

BOUNDARY = frozenset({",", ".", ";", "<G>", "<P>"})
"""Symbols that a noun phrase does not cross."""


NAMES = (
    *("trigger_before", "trigger_before_words", "trigger_behind", "trigger_behind_words"),
    *("verb_before", "verb_before_words", "verb_behind", "verb_behind_words", "head"),
)
"""Features of a mention by what governs it: codes and distances."""


class Governing(NamedTuple):
    """What governs the words of an article, one row per word; others by their first words, or `NOWHERE`."""

    flows: list[Anchor]
    """The flow triggers of the article in reading order."""
    triggers: tuple[Integers, Integers]
    """The flow trigger nearest before or at a word, and the one behind it."""
    verbs: tuple[Integers, Integers]
    """The verb of trade nearest before a word, and the one at or behind it."""
    heads: Integers
    """The noun that a word belongs to (`petani Jember`: producer)."""
    codes: Floats
    """The features of a mention that begins with a word, as `NAMES`."""
    beside: Floats
    """Code of a word right beside a mention; the last row stands for no word."""


def governing(discourse: Discourse) -> Governing:
    """Return what governs the words of an article, made once."""
    return discourse.kept(_governing)


def _governing(discourse: Discourse) -> Governing:
    flows = [each for index in range(len(discourse.sentences)) for each in discourse.triggers[index, "flow"]]
    told = np.full((len(discourse.words) + 1, 4), ABSENT_CODE)
    told[:-1, :3] = class_codes().take(discourse.class_numbers, axis=0)
    told[[each.first for each in flows], 3] = [trigger(each) for each in flows]
    verb, noun, beside, flow = told.T
    is_verb, is_noun, _, is_flow = told[:-1].T != ABSENT_CODE
    ends_phrase = is_verb | is_noun | np.array([symbol in BOUNDARY for symbol in discourse.symbols])
    begins, ends = _bounds(discourse)
    triggers = _inside(_last(is_flow)[1:], begins, ends), _inside(_next(is_flow)[1:], begins, ends)
    verbs = _inside(_last(is_verb)[:-1], begins, ends), _inside(_next(is_verb)[:-1], begins, ends)
    near = np.maximum(begins, np.arange(len(begins)) - HEAD_REACH_WORDS)
    heads = _inside(_last(ends_phrase)[:-1], near, ends)
    heads = np.where(noun[heads] != ABSENT_CODE, heads, NOWHERE)
    columns = [each for codes, found in ((flow, triggers), (verb, verbs)) for at in found for each in _told(codes, at)]
    return Governing(flows, triggers, verbs, heads, np.array([*columns, noun[heads]]).T, beside)


def _bounds(discourse: Discourse) -> Integers:
    """Return for each word the first of its sentence, and the one behind that."""
    bounds = np.zeros((2, len(discourse.words)), dtype=np.int64)
    for first, behind in discourse.ranges:
        bounds[0, first:behind], bounds[1, first:behind] = first, behind
    return bounds


def _last(marked: Mask) -> Integers:
    """Return the last word marked before each word, and before the end."""
    at = np.maximum.accumulate(np.where(marked, np.arange(len(marked)), NOWHERE))
    return np.concatenate([[NOWHERE], at])


def _next(marked: Mask) -> Integers:
    """Return the first word marked from each word on, and from the end on."""
    at = np.minimum.accumulate(np.where(marked, np.arange(len(marked)), len(marked))[::-1])[::-1]
    return np.concatenate([at, [len(marked)]])


def _inside(found: Integers, begins: Integers, ends: Integers) -> Integers:
    """Return the words found that stand within bounds, else `NOWHERE`."""
    return np.where((found >= begins) & (found < ends), found, NOWHERE)


def _told(codes: Floats, found: Integers) -> tuple[Floats, Floats]:
    """Return the codes of what governs each word, and its distance in words."""
    distance = np.abs(found - np.arange(len(found)))
    return codes[found], np.where(found == NOWHERE, ABSENT_CODE, distance)
