"""Later mentions: a part of a name that stands in full, with its office, elsewhere in the document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.officials.names import PARTICLE, name_stopwords, part_of_name, site_words
from pipeline.extract.officials.organisations import heads, places
from pipeline.extract.officials.parts import KIND, name_words
from pipeline.extract.rule import Rule
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.extract.officials.words import TokenSequence
    from pipeline.language import Document

SHORTEST_LETTERS = 3
"""Letters of a word that may stand for a person alone."""
MOST_NAMES = 50
"""Names that share one word, at most."""
HEAD_WORDS = 4
"""Words of a title's head, at most."""


@cache
def honorifics() -> frozenset[str]:
    """Return what may precede a name of one word: Pak, H, Irjen."""
    return frozenset(row["form"] for row in load("name_affixes") if row["position"] == "prefix")


def later_mentions(document: Document, words: TokenSequence, named: list[Mention]) -> list[Mention]:
    """Return the parts of the names of titled mentions that stand outside of them."""
    bearers = _bearers(dict.fromkeys(map(name_words, named)))
    spans = sorted((mention.start, mention.stop) for mention in named)
    found, span = [], 0
    for first, last in _runs(words, bearers):
        start, stop = words.span(first, last)
        while span < len(spans) and spans[span][1] <= start:
            span += 1
        inside = span < len(spans) and spans[span][0] < stop
        if not inside and _stands_alone(words, first, last):
            text = document.quote(start, stop)
            parts = {"name": text, "name_words": " ".join(words[index] for index in range(first, last))}
            found.append(Mention(KIND, start, stop, text, LATER.name, parts))
    return found


LATER = Rule("later_mention", later_mentions)
"""A part of a name that was given in full with its office."""


def _bearers(names: Iterable[frozenset[str]]) -> dict[str, list[frozenset[str]]]:
    """Return by word the names that hold it, the longest first."""
    bearers: dict[str, list[frozenset[str]]] = {}
    for name in sorted(names, key=len, reverse=True):
        for word in name:
            if len(word) >= SHORTEST_LETTERS and word not in name_stopwords():
                bearers.setdefault(word, []).append(name)
    return {word: shared for word, shared in bearers.items() if len(shared) < MOST_NAMES}


def _runs(words: TokenSequence, bearers: dict[str, list[frozenset[str]]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of name words that stand together in a full name, each word once; who is meant stays open."""
    behind = 0
    for first in words.among(bearers):
        if first < behind:
            continue
        shared, behind, seen = bearers[words[first]], first + 1, {words[first]}
        while words.near(behind) and words[behind] not in seen:
            narrower = [name for name in shared if words[behind] in name]
            if not narrower:
                break
            shared, seen, behind = narrower, seen | {words[behind]}, behind + 1
        yield first, behind


def _stands_alone(words: TokenSequence, first: int, last: int) -> bool:
    """Tell whether a run of name words is no part of another name, place or body."""
    before, after = words[first - 1], words[last]
    if words.near(last) and (part_of_name(after) or (PARTICLE.fullmatch(after) and part_of_name(words[last + 1]))):
        return False
    if last - first == 1 and (places().find(words, first) or words[first].islower()):
        return False
    if not words.near(first) or not before[:1].isupper():
        return True
    if before in site_words():
        return False
    return before in name_stopwords() or before in honorifics() or _is_head(words, first - 1)


def _is_head(words: TokenSequence, last: int) -> bool:
    """Tell whether a head of a title ends with a word."""
    return any((found := heads().find(words, last - back)) and found.length == back + 1 for back in range(HEAD_WORDS))
