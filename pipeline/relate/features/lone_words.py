"""N-grams of a mention by itself: what stands beside it and governs it, the words of sentences around, the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.relate.features.way_words import said
from pipeline.relate.features.word_codes import BESIDE, mentions_of, words_of
from pipeline.relate.hashing import NO_GRAM, Templates, coded, kinds, mixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers

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
PAIRED = kinds(("pair before", "pair behind"))[(STEPS >= 0).astype(int)]
"""Words that pairs begin with, from the first word of a mention or the one behind it, and kinds of these pairs."""


def codes(discourse: Discourse, anchors: Sequence[Anchor]) -> Integers:
    """Return the codes of the n-grams of mentions, one row each."""
    if not anchors:
        return np.zeros((0, 1), dtype=np.int64)
    mentions = mentions_of(discourse)
    rows = mentions.of(anchors)
    first, behind, sentence = mentions.spans[rows].T
    told = [_words(discourse, kind, sentence + step) for step, kind in SENTENCES.items()]
    if discourse.sentences[0].is_title:
        told.append(said(discourse, TITLE, np.zeros_like(sentence)).codes)
    return np.concatenate(
        [FIXED.codes(mentions.beside[rows]), _pairs(discourse, first, behind, sentence), *told], axis=1
    )


def _words(discourse: Discourse, kind: Any, sentences: Integers) -> Integers:
    """Return the codes of the words of sentences, none where there is no such sentence."""
    there = (sentences >= 0) & (sentences < len(discourse.sentences))
    return np.where(there[:, None], said(discourse, kind, np.where(there, sentences, 0)).codes, NO_GRAM)


def _pairs(discourse: Discourse, first: Integers, behind: Integers, sentence: Integers) -> Integers:
    """Return the codes of pairs of words beside mentions, within their sentences."""
    symbols = words_of(discourse).symbols
    begin, end = np.array(discourse.ranges)[sentence].T[:, :, None]
    at = np.where(STEPS < 0, first[:, None], behind[:, None]) + STEPS
    there = (at >= begin) & (at + 1 < end)
    at = np.where(there, at, 0)
    return coded(mixed(PAIRED, symbols[at], symbols[np.minimum(at + 1, len(symbols) - 1)]), there)
