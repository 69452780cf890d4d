"""What the sentences of an article hold, one row each: triggers, places, goods, verbs, words of some senses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.relate.features.codes import ABSENT_CODE, ROLE, trigger
from pipeline.relate.features.governing import governing
from pipeline.relate.features.word_codes import number, words_of
from pipeline.relate.wordclasses import RECEIVING, SENDING, class_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers, Mixes

ROLES = ("from", "to", "subject", "at", "with", "for", "official")
"""Roles of places that are counted."""

WORDS = (("neg",), ("we",), ("aid",), ("abroad",), ("price",))
"""Senses of words that a sentence may hold."""

SIGNS = ("<F>", "<A>", "<N>")
"""Symbols of places abroad, amounts and numbers."""

VERBS = (SENDING, RECEIVING, ("arrive", "depart"), ("contract", "agree"), ("fail", "plan", "seek"), ("need", "depend"))
"""Senses of verbs that are counted together."""

WAYS = {"send": (*SENDING, "depart"), "receive": (*RECEIVING, "arrive")}
"""Senses of verbs of goods that leave, and that come."""

ENDS = ("from", "to")
"""Roles of places that goods leave, and that they come to."""

OF_CLASSES = (*WORDS, *VERBS, *WAYS.values())
"""All senses that are counted by the classes of words."""

OF_VERBS = slice(len(WORDS), len(WORDS) + len(VERBS))
"""Where those of the groups of verbs stand among them."""

QUOTE = re.compile('["“”]')

NAMES = (
    *("sentence", "paragraph", "title", "quoted", "deal_words"),
    *(f"says_{senses[0]}" for senses in WORDS),
    *("foreign", "amount", "numbers", "triggers", "places", "provinces", "goods", "kinds_of_goods"),
    *(f"places_{role}" for role in ROLES),
    *("trigger_1_back", "trigger_2_back", "trigger_next"),
    *(f"verbs_{senses[0]}" for senses in VERBS),
    *(f"verbs_{senses[0]}_back" for senses in VERBS),
    *(f"{where}_{name}" for where in ("paragraph", "article") for name in (*ENDS, *WAYS)),
)


def values(discourse: Discourse) -> Floats:
    """Return what features see of the sentences of an article, as `NAMES`, made once."""
    return discourse.kept(_values)


def _values(discourse: Discourse) -> Floats:
    words, roles = _words(discourse), _roles(discourse)
    said, verbs, ways = words[: len(WORDS)], words[OF_VERBS], words[OF_VERBS.stop : -len(SIGNS)]
    foreign, amounts, numbers = words[-len(SIGNS) :]
    ends = np.concatenate([roles[[int(ROLE[role]) for role in ENDS]], ways])
    size, flows = len(discourse.sentences), governing(discourse).flows
    blocks: list[Any] = [
        _position(discourse),
        said > 0,
        [foreign > 0, amounts > 0, numbers, np.bincount([each.sentence for each in flows], minlength=size)],
        *(_kinds(anchors, size) for anchors in (discourse.places, discourse.goods)),
        roles[[int(ROLE[role]) for role in ROLES]],
        _triggers_near(flows, size),
        verbs,
        np.concatenate([np.zeros_like(verbs[:, :1]), verbs[:, :-1]], axis=1),
        _of_paragraphs(discourse, ends),
        np.repeat(ends.sum(axis=1, keepdims=True), size, axis=1),
    ]
    table: Floats = np.concatenate(blocks).T
    return table


def _position(discourse: Discourse) -> Floats:
    """Return where each sentence stands, whether it is the headline, somebody is quoted, a deal is spoken of."""
    text = discourse.document.text
    told = [
        (each.index, paragraph, each.is_title, QUOTE.search(text, each.start, each.stop) is not None, bool(each.deal))
        for paragraph, each in zip(discourse.paragraphs, discourse.sentences, strict=True)
    ]
    return np.array(told).T


def _words(discourse: Discourse) -> Integers:
    """Return how many words of each sense, group of verbs, way and sign each sentence holds."""
    counts = np.zeros((len(discourse.words) + 1, len(OF_CLASSES) + len(SIGNS)), dtype=np.int64)
    counts[:-1, : -len(SIGNS)] = _senses().take(discourse.class_numbers, axis=0)
    counts[:-1, -len(SIGNS) :] = words_of(discourse).symbols[:, None] == _signs()
    bounds = np.array(discourse.ranges).ravel()  # every second stretch lies between two sentences
    held: Integers = np.add.reduceat(counts, bounds, axis=0)[::2].T
    return held


@cache
def _signs() -> Mixes:
    return np.array([number(sign) for sign in SIGNS], dtype=np.uint64)


@cache
def _senses() -> Integers:
    """Return which classes of words, by their number, have the senses of `WORDS`, `VERBS` and `WAYS`."""
    rows = [
        [
            each is not None and each.sense in senses and (each.part == "verb" or senses in WORDS)
            for senses in OF_CLASSES
        ]
        for each in class_numbers()
    ]
    return np.array(rows, dtype=np.int64)


def _roles(discourse: Discourse) -> Integers:
    """Return how many places of each role, by its code, each sentence holds."""
    size = len(discourse.sentences)
    told = [int(ROLE[place.role]) * size + place.sentence for place in discourse.places]
    return np.bincount(told, minlength=len(ROLE) * size).reshape(len(ROLE), size)


def _kinds(anchors: Sequence[Anchor], size: int) -> list[Integers]:
    """Return how many of some places or goods each sentence holds, and of how many kinds."""
    kinds = {(each.sentence, each.key) for each in anchors}
    return [
        np.bincount([each.sentence for each in anchors], minlength=size),
        np.bincount([sentence for sentence, _ in kinds], minlength=size),
    ]


def _triggers_near(flows: Sequence[Anchor], size: int) -> Floats:
    """Return the codes of the last flow triggers of the two sentences before each, and of the first of the next."""
    last, first = np.full((2, size + 3), ABSENT_CODE)
    for each in flows:
        last[each.sentence + 2] = trigger(each)
    for each in reversed(flows):
        first[each.sentence] = trigger(each)
    return np.array([last[1 : size + 1], last[:size], first[1 : size + 1]])


def _of_paragraphs(discourse: Discourse, counts: Integers) -> Integers:
    """Return what the paragraph of each sentence holds."""
    paragraphs = np.array(discourse.paragraphs)
    begins = np.searchsorted(paragraphs, np.arange(paragraphs[-1] + 1))
    return np.add.reduceat(counts, begins, axis=1)[:, paragraphs]
