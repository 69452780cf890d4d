"""A one-pattern tokenizer: letters, numbers, punctuation; glued words part where a capital follows a small letter."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from spacy.attrs import LOWER, NORM
from spacy.tokens import Doc
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from pipeline.model import Span

WORD = r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])"
"""A run of letters; glued words part where a capital follows a small letter."""

TOKEN = re.compile(
    rf"({WORD}|\d+(?:[.,]\d+)*|[^\W\d_]|\0+|\s\s+|[^\S \u00a0\n]|[^\w\s\0]|_)",
)
"""One token. A single space, no-break space or end of a line parts tokens; wider white space is a token of its own."""

CLITIC = "nya"
SHORTEST_LETTERS = 4
"""Letters of the shortest word that a clitic is taken off."""


def bare(word: str) -> str:
    """Return a word in small letters without the clitic `-nya` (`berasnya`: beras)."""
    stem = word.lower().removesuffix(CLITIC)
    return stem if len(stem) >= SHORTEST_LETTERS else word.lower()


VOCAB = Vocab(lex_attr_getters={LOWER: str.lower, NORM: bare})
"""Shared by all pages and word lists of a process, so that their tokens compare."""


def words_of(text: str) -> list[str]:
    """Return the tokens of a text as written, without what the matchers need."""
    return TOKEN.split(text)[1::2]


class Tokens:
    """The tokens of a text: a spaCy Doc for the matchers, and where they stand in the text."""

    def __init__(self, text: str) -> None:
        self._pieces: list[str] = TOKEN.split(text)
        self.doc = Doc(VOCAB, words=self._pieces[1::2])
        """Its own offsets mean nothing: it takes every gap for one space."""

    @cached_property
    def words(self) -> list[str]:
        """The tokens as written."""
        return self._pieces[1::2]

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token begins."""
        return self._bounds[::2][: len(self.words)]

    @cached_property
    def _bounds(self) -> list[int]:
        return list(accumulate(map(len, self._pieces)))

    def starts(self, words: frozenset[str]) -> list[int]:
        """Return the offsets at which a token of some words begins, compared letter by letter."""
        return [self._bounds[2 * index] for index, word in enumerate(self._pieces[1::2]) if word in words]

    def span(self, first: int, behind: int) -> Span:
        """Return the offsets of the stretch from token `first` up to and without token `behind`."""
        return self._bounds[2 * first], self._bounds[2 * behind - 1]
