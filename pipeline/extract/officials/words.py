"""Words of a document for the parsers of this room, and word lists looked up from a word on, longest entry first."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from pipeline.model import Span

WORD = re.compile(
    r"([A-ZÀ-Þ]?[a-zà-ÿ]++(?:['’`-][A-Za-z]+)*+|[A-Z]+(?![a-zà-ÿ'’])|[A-Z](?:['’][A-Za-z]+)?|\d+|\n|[^\w\s]|[^\W\d_]|_)"
)
"""A run of capitals, a word (glued words part where a capital follows a small letter), a number, a sign, a line end."""

SPELT_OUT_LETTERS = 4
"""Letters from which on a word is no abbreviation and may begin with a small letter."""

GAP_SPACES = 2
"""Spaces between two words of one phrase, at most."""

LONG_LETTERS = 11
"""Letters from which on a word may be a name with a verb glued to it."""

MANY_PLACES = 6
"""Places of one word that are remembered, at most."""

GLUED = re.compile(r"(?P<name>[A-Z][a-z]{3,9}?)(?P<verb>me[mn][a-z]{5,12}|(?:telah|diperkirakan|kembali))")
"""A capitalised word that may be a name with a verb."""

Entry = TypeVar("Entry")


class TokenSequence:
    """The words of a text with their offsets, all in reading order; `words[i]` is a string."""

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = WORD.split(text)
        if any(_glued(word) for word in pieces[1::2] if len(word) >= LONG_LETTERS):
            pieces = list(_unglued(pieces, frozenset(pieces)))
        self._words = pieces[1::2]
        bounds = list(accumulate(map(len, pieces)))
        self.starts = bounds[:-1:2]
        self.stops = bounds[1::2]
        self.named: dict[str, dict[int, list[str]]] = {}
        """The own names behind `PT` and the like, once looked up, by where they begin."""
        self.beginning: dict[str, list[tuple[int, list[str]]]] | None = None
        """All own names with where they begin, once looked up, by their first words."""
        self.organisations: dict[str, list[int]] = {}
        """Where bodies of a kind (`Dinas`) may be named, once looked up."""

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, index: int) -> str:
        return self._words[index] if 0 <= index < len(self._words) else ""

    def near(self, index: int) -> bool:
        """Tell whether a word follows the one before it on the same line, without a wide gap."""
        return 0 < index < len(self._words) and self.starts[index] - self.stops[index - 1] <= GAP_SPACES

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Words that stand alone for somebody who speaks: `kata Ratih`, `Ratih mengatakan`."""
        found = set()
        for index in self.among(speech_verbs()):
            verb = self[index].lower()
            near, far = (-1, -2) if verb.startswith(("me", "ber")) and verb != "menurut" else (1, 2)
            if not self[index + far][:1].isupper():
                found.add(self[index + near])
        return frozenset(word for word in found if word[:1].isupper() and len(word) > GAP_SPACES)

    def positions(self, word: str) -> list[int]:
        """Return where a word stands, the first places of many."""
        return self._positions.get(word, [])[:MANY_PLACES]

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self._words):
            found.setdefault(word, []).append(index)
        return found

    def stand(self, run: list[str], first: int) -> bool:
        """Tell whether the words of a run stand from a word on."""
        return self._words[first : first + len(run)] == run

    def among(self, wanted: Container[str]) -> list[int]:
        """Return the indexes of the words that are in a set."""
        return [index for index, word in enumerate(self._words) if word in wanted]

    def span(self, first: int, last: int) -> Span:
        """Return the offsets of a slice."""
        return self.starts[first], self.stops[last - 1]

    def slice(self, first: int, last: int) -> str:
        """Return the text from word `first` up to and without word `last`."""
        return self.text[self.starts[first] : self.stops[last - 1]] if first < last else ""


@cache
def speech_verbs() -> frozenset[str]:
    """Return the words of speech, as they may be written: kata, Kata."""
    verbs = [row["cue"] for row in load("speech_cues") if row["use"] == "verb"]
    return frozenset(form for verb in verbs for form in (verb, verb.capitalize()))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(verb for verb in speech_verbs() if verb.startswith("me") and len(verb) > LONG_LETTERS // 2)


def _glued(word: str) -> bool:
    """Tell whether a word may be a name with a verb glued to it: `Hasanmengatakan`."""
    return len(word) >= LONG_LETTERS and (
        GLUED.fullmatch(word) is not None or (word[0].isupper() and word.endswith(_endings()))
    )


def _ends_run(pieces: list[str], index: int) -> bool:
    """Tell whether a word ends capitalised words in a sentence that goes on: `Yudi Sadewamembantah kabar`."""
    before, after = pieces[max(0, index - 2)], "".join(pieces[index + 2 : index + 3])
    return index > 1 and before[:1].isupper() and not before.isupper() and after[:1].islower()


def _unglued(pieces: list[str], known: frozenset[str]) -> Iterator[str]:
    """Yield gaps and words in turn, a word parted where a verb is glued to a name; any verb to a known word."""
    for index, piece in enumerate(pieces):
        name = GLUED.fullmatch(piece)
        if _glued(piece) and piece.endswith(_endings()):
            middle = -max(len(verb) for verb in _endings() if piece.endswith(verb))
            yield from (piece[:middle], "", piece[middle:])
        elif name and (name["name"] in known or _ends_run(pieces, index)):
            yield from (name["name"], "", name["verb"])
        else:
            yield piece


class PhraseMatch(NamedTuple, Generic[Entry]):
    """How many words an entry spans, and what the list says of it."""

    length: int
    entry: Entry


class WordList(Generic[Entry]):
    """Entries by their words; `fold` compares in any case, `lower` allows a small letter at the start as well.

    A title is read from left to right, and each step asks what begins *here*, in words with glued ones parted:
    `language.Phrases` answers only what stands anywhere in a document, in tokens.
    """

    def __init__(self, entries: Iterable[tuple[str, Entry]], *, fold: bool = False, lower: bool = False) -> None:
        self._fold = fold
        self._lower = lower
        self._entries: dict[tuple[str, ...], Entry] = {}
        lengths: dict[str, set[int]] = {}
        written = set()
        for surface, entry in entries:
            pieces = WORD.findall(surface)
            written.add(pieces[0])
            words = tuple(map(self._key, pieces))
            self._entries.setdefault(words, entry)
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self.openers = frozenset(
            form
            for each in (lengths, written)
            for first in each
            for form in (first, first.capitalize(), first.upper())
            if self._may_open(form)
        )
        """Words that may open an entry, as they may be written."""

    def _key(self, word: str) -> str:
        return word.lower() if self._fold else word

    def find(self, words: TokenSequence, index: int) -> PhraseMatch[Entry] | None:
        """Return the longest entry that begins at a word, None when there is none."""
        first = words[index]
        lengths = self._lengths.get(self._key(first))
        if lengths is None or not self._may_open(first):
            return None
        for length in lengths:
            last = index + length
            key = tuple(self._key(words[place]) for place in range(index, last))
            if key in self._entries and all(words.near(place) for place in range(index + 1, last)):
                return PhraseMatch(length, self._entries[key])
        return None

    def _may_open(self, first: str) -> bool:
        """Tell whether a phrase may begin with a word as it is written."""
        return not self._fold or first[:1].isupper() or (self._lower and len(first) >= SPELT_OUT_LETTERS)
