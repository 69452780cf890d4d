"""Words of a page for the parsers of this room, and word lists looked up from a word on, longest entry first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(
    r"[A-Z]+(?![a-zà-ÿ'’])|[A-ZÀ-Þ]?[a-zà-ÿ]+(?:['’`-][A-Za-z]+)*+|[A-Z](?:['’][A-Za-z]+)?|\d+|\n|[^\w\s]|[^\W\d_]|_"
)
"""A run of capitals, a word (glued words part where a capital follows a small letter), a number, a sign, a line end."""

WIDEST_GAP = 2
"""Spaces between two words of one phrase, at most."""

Entry = TypeVar("Entry")


class Words:
    """The words of a text with their offsets, all in reading order; `words[i]` is a string."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.stops = [stop for _, stop in spans]
        self._words = [text[start:stop] for start, stop in spans]

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, index: int) -> str:
        return self._words[index] if 0 <= index < len(self._words) else ""

    def near(self, index: int) -> bool:
        """Tell whether a word follows the one before it on the same line, without a wide gap."""
        return 0 < index < len(self._words) and self.starts[index] - self.stops[index - 1] <= WIDEST_GAP

    def slice(self, first: int, last: int) -> str:
        """Return the text from word `first` up to and without word `last`."""
        return self.text[self.starts[first] : self.stops[last - 1]] if first < last else ""


class Found(NamedTuple, Generic[Entry]):
    """How many words an entry spans, and what the list says of it."""

    length: int
    entry: Entry


class WordList(Generic[Entry]):
    """Entries by their words; `fold` compares in any case, but for the first letter of the first word."""

    def __init__(self, entries: Iterable[tuple[str, Entry]], *, fold: bool = False) -> None:
        self._fold = fold
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for surface, entry in entries:
            words = tuple(self._key(word) for word in WORD.findall(surface))
            if words:
                self._by_first.setdefault(words[0], []).append((words[1:], entry))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _key(self, word: str) -> str:
        return word.lower() if self._fold else word

    def find(self, words: Words, index: int) -> Found[Entry] | None:
        """Return the longest entry that begins at a word, None when there is none."""
        first = words[index]
        if self._fold and not first[:1].isupper():
            return None
        for rest, entry in self._by_first.get(self._key(first), ()):
            if all(
                self._key(words[index + place]) == word and words.near(index + place)
                for place, word in enumerate(rest, 1)
            ):
                return Found(len(rest) + 1, entry)
        return None
