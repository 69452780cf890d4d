"""N-grams of a mention and a place near it: the words beside both, between them, and the verbs that govern them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features.word_codes import BESIDE, mentions_of, number, words_of
from pipeline.relate.hashing import NO_GRAM, Templates, coded, kinds, mixed

if TYPE_CHECKING:
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.features.grid import Grid
    from pipeline.relate.hashing import Integers, Mask, Mixes

LONGEST_WORDS = 14
"""Words between mention and place that are looked at."""

PATH_WORDS, PAIRED_WORDS = 5, 8
"""Words between that are taken as one n-gram, and that are taken as pairs."""

MOST_MENTIONS_BETWEEN = 3
"""Places or goods between that are counted."""

LONGEST_BITS = 6
"""Bits of a number of words between that are told apart."""

REACH_SENTENCES = range(-3, 2)
"""Sentences from the mention to a place whose words are weighed."""

ORDERS = ("gp", "pg")
"""The mention stands first, or the place."""

PARTS = (*(f"p.{name}" for name in BESIDE), *(f"m.{name}" for name in BESIDE), "order")
"""Parts of n-grams: beside the place, beside the mention; which stands first and how many sentences lie between."""

TEMPLATES = {
    "order": ("order",),
    "role": ("p.role",),
    "role order": ("p.role", "order"),
    "ms": ("m.sort", "order"),
    "ms role": ("m.sort", "p.role"),
    "mo": ("m.other_sort", "order"),
    "mo role": ("m.other_sort", "p.role"),
    "ps": ("p.sort", "order"),
    "ps role": ("p.sort", "p.role"),
    "po": ("p.other_sort", "order"),
    "p1": ("p.back1", "order"),
    "p2": ("p.back2", "order"),
    "p3": ("p.back3", "order"),
    "n1": ("p.on1", "order"),
    "p12": ("p.back2", "p.back1"),
    "n12": ("p.on1", "p.on2"),
    "pn": ("p.back1", "p.on1"),
    "rp": ("p.role", "p.back1"),
    "g1": ("m.back1", "order"),
    "g2": ("m.back2", "order"),
    "h1": ("m.on1", "order"),
    "g12": ("m.back2", "m.back1"),
    "h12": ("m.on1", "m.on2"),
    "gr": ("m.back1", "p.role", "order"),
    "vb": ("p.verb_before", "order"),
    "vb role": ("p.verb_before", "p.role", "order"),
    "va": ("p.verb_behind", "order"),
    "va role": ("p.verb_behind", "p.role", "order"),
    "wb": ("m.verb_before", "order"),
    "wb role": ("m.verb_before", "p.role", "order"),
    "wa": ("m.verb_behind", "order"),
    "wa role": ("m.verb_behind", "p.role", "order"),
    "vbw": ("p.said_before", "order"),
    "vbw role": ("p.said_before", "p.role"),
    "vaw": ("p.said_behind", "order"),
    "vaw role": ("p.said_behind", "p.role"),
    "wbw": ("m.said_before", "order"),
    "wbw role": ("m.said_before", "p.role"),
    "waw": ("m.said_behind", "order"),
    "waw role": ("m.said_behind", "p.role"),
    "hd": ("p.head", "order"),
    "hr": ("p.head", "p.role"),
    "hb": ("p.head", "p.verb_before", "order"),
    "ha": ("p.head", "p.verb_behind", "order"),
    "hg": ("m.head", "order"),
    "bw": ("p.verb_before", "m.verb_before", "order"),
    "rb": ("p.role", "p.verb_before", "m.verb_behind", "order"),
    "pb": ("p.back1", "p.verb_before", "order"),
    "ab": ("p.verb_before", "p.verb_behind", "p.role"),
    "tb": ("p.trigger_before", "order"),
    "ta": ("p.trigger_behind", "order"),
    "tr": ("p.trigger_before", "p.role", "order"),
    "ub": ("m.trigger_before", "order"),
    "ua": ("m.trigger_behind", "order"),
    "ur": ("m.trigger_before", "p.role", "order"),
}
"""Kind of n-gram -> its parts."""

FIXED = Templates(PARTS, TEMPLATES)

BETWEEN = LONGEST_WORDS + PAIRED_WORDS - 1 + LONGEST_WORDS + 4
"""Codes of what stands between at most: words, pairs of words, classes; length, path, places, goods."""

LENGTH, WORD, WORDS, WHOLE, PLACES, GOODS, CLASS = kinds(("len", "b", "bb", "path", "places", "goods", "c"))


def codes(discourse: Discourse, grid: Grid, mentions: Integers, places: Integers) -> Integers:
    """Return the codes of pairs of a mention and a place, given by their numbers in the grid; one row each."""
    behind = (grid.place_first[places] <= grid.first[mentions]).astype(np.int64)
    apart = grid.place_sentence[places] - grid.sentence[mentions]
    order = _orders()[behind, apart - REACH_SENTENCES.start]
    known = mentions_of(discourse)
    of_places, of_mentions = (np.array(known.of(each)) for each in (grid.places, grid.anchors))
    around = (known.beside.take(each, axis=0) for each in (of_places[places], of_mentions[mentions]))
    fixed = FIXED.codes(np.concatenate([*around, order[:, None]], axis=1))
    between = np.full((len(mentions), BETWEEN), NO_GRAM, dtype=np.int64)
    same = apart == 0
    first, end = grid.between(mentions[same], places[same])
    between[same] = _between(discourse, first, end, order[same])
    return np.concatenate([fixed, between], axis=1)


@cache
def _orders() -> Mixes:
    """Return a number for each order of mention and place and each distance in sentences."""
    return np.array([[number(f"{order}{apart}") for apart in REACH_SENTENCES] for order in ORDERS], dtype=np.uint64)


def _between(discourse: Discourse, first: Integers, behind: Integers, order: Mixes) -> Integers:
    """Return the codes of the words between `first` and `behind`: each word and class once, pairs, the whole path."""
    words = words_of(discourse)
    at = first[:, None] + np.arange(LONGEST_WORDS)
    inside = at < behind[:, None]
    at = np.minimum(at, len(words.symbols) - 1)
    symbols, classes, orders = words.symbols[at], words.classes[at], order[:, None]
    size = behind - first
    places, goods = (discourse.counted(name, first, behind) for name in ("places", "goods"))
    counts = (
        (LENGTH, np.minimum(LONGEST_BITS, np.frexp(size + 1)[1])),
        (PLACES, np.minimum(MOST_MENTIONS_BETWEEN, places)),
        (GOODS, np.minimum(MOST_MENTIONS_BETWEEN, goods)),
    )
    mixes = (
        mixed(WORD, symbols, orders),
        mixed(CLASS, classes, orders),
        mixed(WORDS, symbols[:, : PAIRED_WORDS - 1], symbols[:, 1:PAIRED_WORDS], orders),
        _path(symbols, inside, order)[:, None],
        *(mixed(kind, count.astype(np.uint64), order)[:, None] for kind, count in counts),
    )
    there = (
        inside & (words.last_symbol[at] < first[:, None]),
        inside & (classes > 0) & (words.last_class[at] < first[:, None]),
        inside[:, 1:PAIRED_WORDS],
        (size <= PATH_WORDS)[:, None],
        np.ones((len(size), len(counts)), dtype=bool),
    )
    return coded(np.concatenate(mixes, axis=1), np.concatenate(there, axis=1))


def _path(symbols: Mixes, inside: Mask, order: Mixes) -> Mixes:
    path = mixed(WHOLE, order)
    for step in range(PATH_WORDS):
        path = np.where(inside[:, step], mixed(path, symbols[:, step]), path)
    return path
