"""A page: the stored text of one article as the extractors see it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.language.sentences import split_sentences
from pipeline.language.tokenizer import tokenize

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from pipeline.model import Article, Span

BLANK = "\0"
"""Stands for every character of boilerplate: no pattern for words or white space matches it."""


class Page:
    """An article's text with boilerplate blanked out; sentences and the spaCy Doc are made when first asked for.

    Offsets into `text`, `sentences` and the tokens' `idx` are offsets into the stored text.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = _blanked(article)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentence bounds in reading order, without white space around them."""
        return tuple(split_sentences(self.text, len(self.article.title or "")))

    @cached_property
    def doc(self) -> Doc:
        """The tokens."""
        return tokenize(self.text)

    def is_in_one_sentence(self, start: int, stop: int) -> bool:
        """Tell whether two offsets lie in the same sentence."""
        index = bisect_right(self.sentences, (start, len(self.text))) - 1
        return index >= 0 and stop <= self.sentences[index][1]

    def quote(self, start: int, stop: int) -> str:
        """Return the surface between two offsets, exactly as stored."""
        return self.article.text[start:stop]


def _blanked(article: Article) -> str:
    pieces, end = [], 0
    for skipped in article.skipped:
        pieces += [article.text[end : skipped.start], BLANK * (skipped.stop - skipped.start)]
        end = skipped.stop
    pieces.append(article.text[end:])
    return "".join(pieces)
