"""N-grams of a mention by itself: what stands beside it and governs it, the words of sentences around, the headline."""

from __future__ import annotations

from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features import said
from pipeline.relate.features.word_codes import BESIDE, mentions_of, words_of
from pipeline.relate.hashing import Templates, coded, kinds, mixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers, Mask

TEMPLATES = {
    **{part: (part,) for part in BESIDE},
    **{f"{part} role": ("role", part) for part in BESIDE if part != "role"},
    "b12": ("back2", "back1"),
    "b123": ("back3", "back2", "back1"),
    "o12": ("on1", "on2"),
    "bo": ("back1", "on1"),
    "v": ("verb_before", "verb_behind"),
    "v role": ("role", "verb_before", "verb_behind"),
    "hb": ("head", "verb_before"),
    "ha": ("head", "verb_behind"),
    "h1": ("back1", "head"),
    "h1 role": ("role", "back1", "head"),
    "vb1": ("back1", "verb_before"),
    "va1": ("on1", "verb_behind"),
    "t": ("trigger_before", "trigger_behind"),
    "t role": ("role", "trigger_before", "trigger_behind"),
}
"""Kind of n-gram -> its parts."""

FIXED = Templates(BESIDE, TEMPLATES)

AROUND = range(-2, 3)
"""Sentences around a mention whose words are read."""

SENTENCES = dict(zip(AROUND, kinds(f"sentence {step}" for step in AROUND), strict=True))
(TITLE,) = kinds(("title",))
"""Kinds of the words of each of these, and of the headline."""

NEAR_WORDS = 8
"""Words on either side of a mention that are read in pairs."""

STEPS = np.arange(-NEAR_WORDS, NEAR_WORDS)
SIDES = (STEPS >= 0).astype(int)
PAIRED = kinds(("pair before", "pair behind"))[SIDES]
"""Words near a mention, from its first word or the one behind it; the side of each, and kinds of pairs they begin."""

NO_ROWS = np.zeros((0, 1), dtype=np.int64)
"""Codes of no mentions."""


class Near(NamedTuple):
    """Words near mentions, shape (mentions, `STEPS`)."""

    at: Integers
    there: Mask
    """Whether they stand in the sentence of the mention; else they count for nothing."""
    goes_on: Mask
    """Whether the next word stands there too."""


def codes(discourse: Discourse, groups: Sequence[Sequence[Anchor]]) -> list[Integers]:
    """Return the codes of the n-grams of some groups of mentions, one row each, by group; all are read at once."""
    rows = mentions_of(discourse).of(chain.from_iterable(groups))
    found = _codes(discourse, rows) if rows else NO_ROWS
    bounds = pairwise(accumulate(map(len, groups), initial=0))
    return [found[begin:end] for begin, end in bounds]


def _codes(discourse: Discourse, rows: Sequence[int]) -> Integers:
    mentions, words = mentions_of(discourse), said.words(discourse)
    first, behind, sentence = mentions.spans[rows].T
    told = [words.codes(kind, said.sentences_at(discourse, sentence + step)).codes for step, kind in SENTENCES.items()]
    if discourse.sentences[0].is_title:
        told.append(words.codes(TITLE, np.zeros_like(sentence)).codes)
    pairs = _pairs(discourse, near(discourse, first, behind, sentence))
    return np.concatenate([FIXED.codes(mentions.beside[rows]), pairs, *told], axis=1)


def near(discourse: Discourse, first: Integers, behind: Integers, sentence: Integers) -> Near:
    """Return the words near mentions."""
    begin, end = np.array(discourse.ranges)[sentence].T[:, :, None]
    at = np.where(STEPS < 0, first[:, None], behind[:, None]) + STEPS
    there = (at >= begin) & (at < end)
    return Near(np.where(there, at, 0), there, there & (at + 1 < end))


def _pairs(discourse: Discourse, words: Near) -> Integers:
    """Return the codes of pairs of words in a row."""
    symbols = words_of(discourse).symbols
    return coded(mixed(PAIRED, symbols[words.at], symbols[np.minimum(words.at + 1, len(symbols) - 1)]), words.goes_on)
