"""Frames: the signs of the words around goods and both ends of a way, those of all ways of an article at once."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features.governing import NOWHERE
from pipeline.relate.features.nearest_places import places_of
from pipeline.relate.features.word_codes import mentions_of, number, words_of
from pipeline.relate.hashing import hashed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers, Mask, Mixes

BACK_WORDS, ON_WORDS = 8, 6
"""Words before the first and behind the last of the three that belong to the frame."""

LONGEST_WORDS = 70
"""Words of a frame that is read whole; of a longer one only what stands around each of the three."""

CORE = {number(sign): sign for sign in "GOD"}
"""Signs of goods, origin and destination."""

KEPT = hashed(("f:from", "f:to"))
"""Function words of the short frame."""

DROPPED = hashed(("f:be", "f:this", "f:will", "f:done"))
"""Function words that say nothing of a way."""

SIGNS = dict(zip(hashed(("<P>", "<G>", "<A>", "<F>", "<N>", ";")), hashed("PXAFN;"), strict=True))
"""Symbols of words -> signs of the frame; other words have their class."""

GOODS, ORIGIN, DESTINATION = (np.uint64(each) for each in CORE)
OTHER_GOODS, PLACE, AND = (np.uint64(number(sign)) for sign in ("X", "P", "f:and"))
OF_ORIGIN, OF_DESTINATION = (np.uint64(number(sign)) for sign in "od")
"""Signs of other places of the same provinces."""
GAP, SENTENCE = (np.uint64(number(sign)) for sign in "|.")
"""Signs of words left out, and of the next sentence."""


class Words(NamedTuple):
    """What the words of an article are in a frame, whatever the ends."""

    signs: Mixes
    """0 where a word has none."""
    kept: Mask
    """Whether it stands in the short frame."""
    province: Integers
    """Province of places, as in `discourse.by_mentions`, or `NOWHERE`."""
    sentence: Integers


class Frames(NamedTuple):
    """The signs of all ways, or sentences, one behind the other."""

    signs: Mixes
    way: Integers
    """The way, or sentence, of each sign."""
    kept: Mask
    """Whether it stands in the short frame."""

    def where(self, mask: Mask) -> Frames:
        """Return the signs that a mask holds true."""
        at = np.flatnonzero(mask)
        return Frames(self.signs[at], self.way[at], self.kept[at])

    def joined(self) -> Frames:
        """Return signs, equal neighbours as one."""
        repeated = (self.signs[1:] == self.signs[:-1]) & (self.way[1:] == self.way[:-1])
        return self.where(np.concatenate([[True], ~repeated]))

    def short(self) -> Frames:
        """Return the short frames."""
        return self.where(self.kept).joined()


def frames_of(discourse: Discourse, threes: Integers) -> Frames:
    """Return the frames of ways: the words from the first of goods, origin and destination to the last, some around."""
    spans, provinces = mentions_of(discourse).spans[threes], places_of(discourse).province
    table = discourse.kept(_words)
    way, word = _told(discourse, spans)
    listed, kept = table.signs[word], table.kept[word]
    signs, place, named = listed.copy(), listed == PLACE, table.province[word]
    for end, sign in ((2, OF_DESTINATION), (1, OF_ORIGIN)):
        signs[place & (named == provinces[threes[:, end]][way])] = sign
    for each, sign in ((2, DESTINATION), (1, ORIGIN), (0, GOODS)):
        inside = (word >= spans[way, each, 0]) & (word < spans[way, each, 1])
        signs[inside] = sign
        kept |= inside
    breaks = _breaks(way, word, table.sentence)
    at = np.flatnonzero(breaks | signs)
    breaks, signs, kept = breaks[at], signs[at], kept[at]
    both = Frames(
        np.stack([breaks, signs], axis=1).ravel(),
        np.repeat(way[at], 2),
        np.stack([breaks > 0, kept], axis=1).ravel(),
    )
    return _listed(both.where(both.signs > 0)).joined()


def frames_of_sentences(discourse: Discourse, sentences: Sequence[int]) -> Frames:
    """Return the frames of whole sentences, whatever goods and ends they tell of."""
    table = discourse.kept(_words)
    ranges = [discourse.ranges[sentence] for sentence in sentences]
    word = np.concatenate([np.arange(*each) for each in ranges])
    number = np.repeat(np.arange(len(ranges)), [behind - first for first, behind in ranges])
    found = Frames(table.signs[word], number, table.kept[word])
    return found.where(found.signs > 0).joined()


def _told(discourse: Discourse, spans: Integers) -> tuple[Integers, Integers]:
    """Return ways and words of the frames; `spans` are first word, word behind and sentence, shape (ways, 3, 3)."""
    first, behind, sentence = spans.transpose(2, 0, 1)
    begins, ends = np.array(discourse.ranges)[sentence].transpose(2, 0, 1)
    begins, ends = np.maximum(begins, first - BACK_WORDS), np.minimum(ends, behind + ON_WORDS)
    begin, end = begins.min(axis=1), ends.max(axis=1)
    whole = end - begin <= LONGEST_WORDS
    begins[whole], ends[whole, 0], ends[whole, 1:] = begin[whole, None], end[whole], begin[whole, None]
    # as many stretches begin and end by each word when both are sorted; each is cut where the one before it ends
    begins, ends = np.sort(begins, axis=1), np.sort(ends, axis=1)
    begins[:, 1:] = np.maximum(begins[:, 1:], ends[:, :-1])
    sizes = (ends - begins).ravel()
    skipped = begins.ravel() - (np.cumsum(sizes) - sizes)
    way = np.repeat(np.arange(len(spans)), sizes.reshape(begins.shape).sum(axis=1))
    return way, np.repeat(skipped, sizes) + np.arange(len(way))


def _breaks(way: Integers, word: Integers, sentence: Integers) -> Mixes:
    """Return before each word the sign of words left out or of the next sentence, 0 where there is neither."""
    breaks = np.zeros(len(way), dtype=np.uint64)
    same, after = way[1:] == way[:-1], word[1:] == word[:-1] + 1
    breaks[1:][same & (sentence[word[1:]] != sentence[word[:-1]])] = SENTENCE
    breaks[1:][same & ~after] = GAP
    return breaks


def _listed(frames: Frames) -> Frames:
    """Return frames without `and` before other goods of a list."""
    signs, way = frames.signs, frames.way
    listed = (signs[1:-1] == AND) & (signs[2:] == OTHER_GOODS) & (way[2:] == way[:-2])
    listed &= (signs[:-2] == OTHER_GOODS) | (signs[:-2] == GOODS)
    return frames.where(np.concatenate([[True], ~listed, [True]])) if len(signs) > 1 else frames


def _words(discourse: Discourse) -> Words:
    words = words_of(discourse)
    signs = words.classes.copy()
    signs[among(signs, DROPPED)] = 0
    for symbol, sign in SIGNS.items():
        signs[words.symbols == symbol] = sign
    verbs = np.array([each is not None and each.part == "verb" for each in discourse.classes])
    provinces = {province: at for at, province in enumerate(discourse.by_mentions)}
    named = np.full(len(signs), NOWHERE)
    for place in discourse.places:
        named[place.first : place.behind] = provinces[place.key]
    return Words(signs, verbs | among(signs, KEPT), named, np.array(discourse.sentence_of))


def among(signs: Mixes, few: Iterable[np.uint64 | int]) -> Mask:
    """Tell which signs are some few."""
    return reduce(or_, (signs == each for each in few))
