"""N-grams of a statement: those of any mention, the words near it with their places, classes and triggers around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import mention_words, said
from pipeline.relate.features.word_codes import mentions_of, words_of
from pipeline.relate.hashing import coded, kinds, mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers

PLACED = kinds(f"at {step}" for step in mention_words.STEPS)
SIDED = kinds(("word before", "word behind"))[mention_words.SIDES]
"""Kinds of the words near a statement: each with its place, and with its side alone."""

CLASSES_BEFORE, CLASSES, TRIGGERS_BEFORE = kinds(("classes before", "classes", "triggers before"))
TRIGGERS = kinds(("trigger before", "trigger behind"))
"""Kinds of the classes and triggers of the sentence before, and of those of its own."""


def codes(discourse: Discourse, anchors: Sequence[Anchor], alone: Integers) -> Integers:
    """Return the codes of the n-grams of statements, one row each; `alone` are those that `mention_words` gives."""
    if not anchors:
        return alone
    mentions = mentions_of(discourse)
    first, behind, sentence = mentions.spans[mentions.of(anchors)].T
    near = mention_words.near(discourse, first, behind, sentence)
    symbols = words_of(discourse).symbols[near.at]
    told = [coded(mixed(kind, symbols), near.there) for kind in (PLACED, SIDED)]
    return np.concatenate([alone, *told, *_said(discourse, first, sentence)], axis=1)


def _said(discourse: Discourse, first: Integers, sentence: Integers) -> Iterator[Integers]:
    """Yield the codes of the classes and triggers in the sentences of statements and before these."""
    before = said.sentences_at(discourse, sentence - 1)
    classes, (triggers, begins) = said.classes(discourse), said.triggers(discourse)
    yield classes.codes(CLASSES, sentence).codes
    yield classes.codes(CLASSES_BEFORE, before).codes
    yield triggers.codes(TRIGGERS_BEFORE, before).codes
    mine = triggers.mixes[sentence]
    yield coded(mixed(TRIGGERS[(begins[sentence] >= first[:, None]).astype(int)], mine), mine > 0)
