"""N-grams of goods and both ends: the sentence as a frame of ends, goods, verbs, prepositions, and the words beside."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.relate.features import said
from pipeline.relate.features.said import Block
from pipeline.relate.features.way_frames import CORE, among, frames_of
from pipeline.relate.features.word_codes import BESIDE, mentions_of
from pipeline.relate.hashing import NO_GRAM, Templates, coded, hashed, kinds, mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.features.way_frames import Frames
    from pipeline.relate.hashing import Integers, Mixes

MOST_SENTENCES_APART = 3
"""Sentences between two of the three that are told apart."""

PARTS = (
    *(f"{mention}.{name}" for mention in ("g", "o", "d") for name in BESIDE),
    *("o from g", "d from g", "d from o", "order"),
)
"""Parts of n-grams: beside goods, origin and destination; sentences between them, their order."""

TEMPLATES = {
    "order": ("order",),
    "gs": ("g.sort",),
    "go": ("g.other_sort",),
    "ods": ("o.sort", "d.sort"),
    "o1": ("o.back1",),
    "o2": ("o.back2", "o.back1"),
    "d1": ("d.back1",),
    "d2": ("d.back2", "d.back1"),
    "od1": ("o.back1", "d.back1"),
    "or": ("o.role",),
    "dr": ("d.role",),
    "r": ("o.role", "d.role"),
    "r order": ("o.role", "d.role", "order"),
    "os": ("o from g",),
    "ds": ("d from g",),
    "od": ("d from o",),
    "h": ("o.head", "d.head"),
    "hr": ("o.head", "d.head", "o.role", "d.role"),
    "ob": ("o.verb_before", "o.role"),
    "db": ("d.verb_before", "d.role"),
    "b": ("o.verb_before", "d.verb_before"),
    "bg": ("o.verb_before", "d.verb_before", "g.verb_before"),
    "rb": ("o.role", "d.role", "o.verb_before", "d.verb_before"),
    "oa": ("o.verb_behind", "o.role"),
    "da": ("d.verb_behind", "d.role"),
    "g": ("g.verb_before", "g.verb_behind", "o.role", "d.role"),
}
"""Kind of n-gram -> its parts."""

FIXED = Templates(PARTS, TEMPLATES)

WHOLE = dict(zip(range(1, 5), kinds(("1", "2", "3", "4")), strict=True))
SHORTENED = dict(zip(range(3, 6), kinds(("V3", "V4", "V5")), strict=True))
"""Signs that are taken as one n-gram, of the frame and of the short one -> what their mixes begin with."""

NO_CODES = np.zeros((0, 0), dtype=np.int64)
"""Codes of no rows."""

SAID = kinds(("s", "os", "ds"))
"""Kinds of the words of the sentences of goods, origin and destination."""


def codes(discourse: Discourse, groups: Sequence[Integers]) -> list[Integers]:
    """Return the codes of the n-grams of goods from an origin to a destination, one row each, by group.

    All groups are read at once; each is as wide as it is alone.
    """
    threes = np.concatenate(groups)
    blocks = _blocks(discourse, threes) if len(threes) else ()
    bounds = pairwise(accumulate(map(len, groups), initial=0))
    return [
        np.concatenate([block.of(slice(begin, end)) for block in blocks], axis=1) if begin < end else NO_CODES
        for begin, end in bounds
    ]


def _blocks(discourse: Discourse, threes: Integers) -> list[Block]:
    mentions, frames = mentions_of(discourse), frames_of(discourse, threes)
    sentences = mentions.spans[threes, 2].T
    return [
        *ngrams(frames, len(threes), WHOLE, 1),
        *ngrams(frames.short(), len(threes), SHORTENED, 2),
        Block(FIXED.codes(_parts(mentions.beside[threes], sentences, frames)), np.full(len(threes), len(TEMPLATES))),
        *(said.words(discourse).codes(kind, mine) for kind, mine in zip(SAID, sentences, strict=True)),
    ]


def ngrams(frames: Frames, ways: int, sizes: Mapping[int, Any], core: int) -> Iterator[Block]:
    """Yield the codes of n-grams by size that hold at least so many of the three; of single signs always."""
    lengths = np.bincount(frames.way, minlength=ways)
    longest, begins = np.maximum(lengths, max(sizes)), np.cumsum(lengths) - lengths
    sums = np.concatenate([[0], np.cumsum(among(frames.signs, CORE))])
    for size, kind in sizes.items():
        count = max(0, len(frames.signs) - size + 1)
        whole = frames.way[:count] == frames.way[size - 1 :]
        if size > 1:
            whole &= sums[size:] - sums[:count] >= core
        at = np.flatnonzero(whole)
        way = frames.way[at]
        codes = np.full((ways, longest.max() - size + 1), NO_GRAM, dtype=np.int64)
        codes[way, at - begins[way]] = coded(mixed(kind, *(frames.signs[at + step] for step in range(size))))
        yield Block(codes, longest - size + 1)


def _parts(around: Mixes, sentences: Integers, frames: Frames) -> Mixes:
    """Return the parts of n-grams of ways, shape (ways, `PARTS`); `around` is what stands beside the three of each."""
    goods, source, target = sentences
    apart = np.stack([source - goods, target - goods, target - source], axis=1)
    told = np.minimum(np.maximum(apart, -MOST_SENTENCES_APART), MOST_SENTENCES_APART) + MOST_SENTENCES_APART + 1
    columns = (around.reshape(len(around), -1), told.astype(np.uint64), _orders(frames, len(around))[:, None])
    return np.concatenate(columns, axis=1)


def _orders(frames: Frames, ways: int) -> Mixes:
    """Return a number for the order of the three in each way."""
    core = frames.where(among(frames.signs, CORE))
    signs = "".join(CORE[sign] for sign in core.signs.tolist())
    ends = np.cumsum(np.bincount(core.way, minlength=ways)).tolist()
    return hashed(signs[begin:end] for begin, end in pairwise([0, *ends]))
