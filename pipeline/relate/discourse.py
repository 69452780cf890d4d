"""The discourse of an article: its words as symbols, its mentions in order, who speaks, what was spoken of before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

import numpy as np

from pipeline.relate.anchors import Anchor, grouped, sums
from pipeline.relate.recency import Spoken, spoken
from pipeline.relate.sentences import sentences_of
from pipeline.relate.speakers import speakers
from pipeline.relate.symbols import symbols_of
from pipeline.relate.wordclasses import WordClass, class_numbers, classes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from pipeline.language import Document
    from pipeline.model import ArticleFacts
    from pipeline.relate.hashing import Integers
    from pipeline.relate.sentences import Sentence
    from pipeline.relate.speakers import Voices

Made = TypeVar("Made")
"""What is kept."""

Part = TypeVarTuple("Part")
"""What names a part of an article."""

FRAME = frozenset({"dateline", "official", "speech"})
"""Roles of places that frame the story and take no part in it."""

CLAUSE = frozenset({"but", "then"})
"""Function words that begin another clause."""

COUNTED = ("places", "goods", "breaks", "commas", "numbers")
"""What is counted between words: clause breaks among it."""

TELLING = ("flow", "deal", "status", "money")
"""Triggers that features look at."""


class Discourse:
    """One article as the features see it; words are counted from 0."""

    def __init__(
        self, document: Document, facts: ArticleFacts, sentences: Sequence[Sentence] = (), voices: Voices = ()
    ) -> None:
        self.document = document
        self.facts = facts
        self.sentences = tuple(sentences) or sentences_of(document, facts, trade=True)
        self.voices = voices or speakers(self.sentences)
        """Who speaks in each sentence."""
        self.words = [word.lower() for word in document.tokens.words]
        self.starts = document.tokens.offsets
        self.ranges = [(self.word_at(each.start), bisect_left(self.starts, each.stop)) for each in self.sentences]
        self.places = self._anchors("places", lambda place: place.province)
        self.goods = self._anchors("goods", lambda fact: fact.value.commodity)
        self.amounts = self._anchors("amounts", lambda _: "amount")
        anchors = {"<A>": self.amounts, "<G>": self.goods, "<P>": self.places}
        self.symbols = symbols_of(self.words, self.sentences, anchors, self.span)
        self._kept: dict[Hashable, Any] = {}

    def word_at(self, offset: int) -> int:
        """Return the word that holds an offset, or the last one before it."""
        return bisect_right(self.starts, offset) - 1

    def _anchors(self, name: str, key: Any) -> list[Anchor]:
        return [
            self.anchor(item, sentence.index, key(item))
            for sentence in self.sentences
            for item in getattr(sentence, name)
        ]

    def anchor(self, item: Any, sentence: int, key: str) -> Anchor:
        """Return the anchor of a fact, place or trigger of a sentence."""
        first, behind = self.span(item)
        return Anchor(item.start, item.stop, first, behind, sentence, key, getattr(item, "role", ""), item)

    def span(self, item: Any) -> tuple[int, int]:
        """Return the first word of a fact, place or trigger, and the word behind it."""
        return self.word_at(item.start), bisect_left(self.starts, max(item.start + 1, item.stop))

    @cached_property
    def classes(self) -> list[WordClass | None]:
        """The class of each word, None for those of mentions and those without."""
        return classes_of(self.symbols)

    @cached_property
    def class_numbers(self) -> Integers:
        """The number of the class of each word, 0 where there is none."""
        return np.fromiter(map(class_numbers().__getitem__, self.classes), dtype=np.int64)

    @cached_property
    def sentence_of(self) -> list[int]:
        """The sentence of each word, -1 between sentences."""
        result = [-1] * len(self.words)
        for index, (first, behind) in enumerate(self.ranges):
            result[first:behind] = [index] * (behind - first)
        return result

    @cached_property
    def paragraphs(self) -> list[int]:
        """The paragraph of each sentence."""
        text = self.document.text
        breaks = ("\n" in text[before.stop : each.start] for before, each in pairwise(self.sentences))
        return list(accumulate(breaks, initial=0))

    @cached_property
    def homes(self) -> list[str | None]:
        """The province of whoever speaks in each sentence."""
        return [voice.value.province if voice else None for voice in self.voices]

    @cached_property
    def provinces(self) -> list[str]:
        """The provinces in the order of their first mention."""
        return list(dict.fromkeys(place.key for place in self.places))

    @cached_property
    def places_in(self) -> dict[int, list[Anchor]]:
        """The places by sentence."""
        return grouped(self.places, lambda place: place.sentence)

    @cached_property
    def places_of(self) -> dict[str, list[Anchor]]:
        """The places by province."""
        return grouped(self.places, lambda place: place.key)

    @cached_property
    def goods_in(self) -> dict[int, list[Anchor]]:
        """The goods by sentence."""
        return grouped(self.goods, lambda good: good.sentence)

    @cached_property
    def mentions(self) -> Counter[str]:
        """How often each province is named."""
        return Counter(place.key for place in self.places)

    @cached_property
    def by_mentions(self) -> list[str]:
        """The provinces, the one named most first."""
        return [province for province, _ in self.mentions.most_common()]

    @cached_property
    def told_of(self) -> set[str]:
        """The provinces that more than the dateline names: where an article was written is no part of what it tells."""
        return {province for province, roles in self.roles.items() if roles.keys() != {"dateline"}}

    @cached_property
    def roles(self) -> dict[str, Counter[str]]:
        """Of each province, how often it is named in which role."""
        roles: dict[str, Counter[str]] = defaultdict(Counter)
        for place in self.places:
            roles[place.key][place.role] += 1
        return roles

    @cached_property
    def dateline(self) -> str | None:
        """The province of the dateline."""
        return next((place.key for place in self.places if place.role == "dateline"), None)

    @cached_property
    def titled(self) -> set[str]:
        """The provinces of the headline."""
        return {place.key for place in self.places if self.sentences[place.sentence].is_title}

    @cached_property
    def verbs(self) -> dict[int, list[int]]:
        """The words that are verbs of trade, by sentence."""
        verbs: dict[int, list[int]] = defaultdict(list)
        for word, each in enumerate(self.classes):
            if each and each.part == "verb" and self.sentence_of[word] >= 0:
                verbs[self.sentence_of[word]].append(word)
        return verbs

    def spoken_before(self, sentence: int) -> Spoken:
        """Return the provinces spoken of before a sentence, the last first, and the last one in each role."""
        return self._spoken[sentence]

    @cached_property
    def _spoken(self) -> list[Spoken]:
        return spoken([place for place in self.places if place.role not in FRAME], len(self.sentences))

    def verbs_beside(self, sentence: int, word: int) -> tuple[int | None, int | None]:
        """Return the verbs of trade nearest before and behind a word in its sentence."""
        verbs = self.verbs.get(sentence, [])
        at = bisect_left(verbs, word)
        return (verbs[at - 1] if at else None), (verbs[at] if at < len(verbs) else None)

    @cached_property
    def triggers(self) -> dict[tuple[int, str], list[Anchor]]:
        """The triggers by sentence and kind."""
        return {
            (sentence.index, name): [self.anchor(each, sentence.index, name) for each in getattr(sentence, name)]
            for sentence in self.sentences
            for name in TELLING
        }

    def triggers_beside(self, sentence: int, word: int, name: str) -> tuple[Anchor | None, Anchor | None]:
        """Return the triggers of one kind nearest before (or at) and behind a word in its sentence."""
        found = self.triggers.get((sentence, name), [])
        at = bisect_right(found, word, key=lambda each: each.first)
        return (found[at - 1] if at else None), (found[at] if at < len(found) else None)

    @cached_property
    def sizes(self) -> tuple[float, float, float]:
        """How many provinces, flow triggers and kinds of goods the article holds."""
        told = sum(len(found) for (_, name), found in self.triggers.items() if name == "flow")
        return float(len(self.provinces)), float(told), float(len({good.key for good in self.goods}))

    @cached_property
    def repeats(self) -> Counter[str]:
        """How often each of the goods is named."""
        return Counter(good.key for good in self.goods)

    def kept(self, make: Callable[[Discourse, *Part], Made], *part: *Part) -> Made:
        """Return what a function makes of an article or a part of it, made once."""
        key = (make, part)
        if key not in self._kept:
            self._kept[key] = make(self, *part)
        made: Made = self._kept[key]
        return made

    def counted(self, name: str, first: Integers | int, behind: Integers | int) -> Integers:
        """Return how many of one of `COUNTED` begin between pairs of words."""
        held: Integers = self._sums[COUNTED.index(name)]
        return held[np.maximum(first, behind)] - held[first]

    def all_counted(self, first: Integers, behind: Integers) -> Integers:
        """Return how many of each of `COUNTED` begin between pairs of words, shape (counted, pairs)."""
        return self._sums.take(np.maximum(first, behind), axis=1) - self._sums.take(first, axis=1)

    @cached_property
    def _sums(self) -> Integers:
        """How many of each of `COUNTED` stand before each word and behind the last."""
        told = list(zip(self.words, self.classes, strict=True))
        found = (
            (place.first for place in self.places),
            (good.first for good in self.goods),
            (at for at, (word, each) in enumerate(told) if word == ";" or (each and each.sense in CLAUSE)),
            (at for at, (word, _) in enumerate(told) if word == ","),
            (at for at, each in enumerate(self.symbols) if each == "<N>"),
        )
        return np.array([sums(each, len(told)) for each in found])
