"""A document: the stored text of one article as the extractors see it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.language.sentences import split_sentences
from pipeline.language.tokenizer import Tokens
from pipeline.language.wrapping import unwrapped

if TYPE_CHECKING:
    from pipeline.model import Article, Span

BLANK = "\0"
"""Stands for every character of boilerplate: no pattern for words or white space matches it."""


class Document:
    """An article's text, boilerplate blanked out, wrapped lines joined; sentences and tokens are made when asked for.

    Offsets into `text` and those of sentences and tokens are offsets into the stored text.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = unwrapped(_blanked(article), _headline(article))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentence bounds in reading order, without white space around them."""
        return tuple(split_sentences(self.text, _headline(self.article)))

    @cached_property
    def _begins(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens."""
        return Tokens(self.text)

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that holds an offset, None when it lies between two."""
        index = bisect_right(self._begins, offset) - 1
        return index if index >= 0 and offset < self.sentences[index][1] else None

    def is_in_one_sentence(self, start: int, stop: int) -> bool:
        """Tell whether two offsets lie in the same sentence."""
        index = self.sentence_at(start)
        return index is not None and stop <= self.sentences[index][1]

    def quote(self, start: int, stop: int) -> str:
        """Return the surface between two offsets, exactly as stored."""
        return self.article.text[start:stop]


def _headline(article: Article) -> int:
    """Return how many characters of the text are its headline."""
    return len(article.title or "")


def _blanked(article: Article) -> str:
    pieces, end = [], 0
    for skipped in article.skipped:
        pieces += [article.text[end : skipped.start], BLANK * (skipped.stop - skipped.start)]
        end = skipped.stop
    pieces.append(article.text[end:])
    return "".join(pieces)
