"""A one-pattern tokenizer: letters, numbers, punctuation; glued words part where a capital follows a small letter."""

from __future__ import annotations

import re

from spacy.attrs import LOWER, NORM
from spacy.tokens import Doc
from spacy.vocab import Vocab

TOKEN = re.compile(
    r"([A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+(?:[.,]\d+)*|[^\W\d_]|\0+|\s|[^\w\s\0]|_)((?:[ \u00a0]|\n(?!\s))?)"
)
"""One token and the space behind it; a no-break space or the end of a line counts as one.

A further white space is a token of its own."""

CLITIC = "nya"
SHORTEST = 4
"""Letters of the shortest word that a clitic is taken off."""


def bare(word: str) -> str:
    """Return a word in small letters without the clitic `-nya` (`berasnya`: beras)."""
    stem = word.lower().removesuffix(CLITIC)
    return stem if len(stem) >= SHORTEST else word.lower()


VOCAB = Vocab(lex_attr_getters={LOWER: str.lower, NORM: bare})
"""Shared by all pages and word lists of a process, so that their tokens compare."""


def tokenize(text: str) -> Doc:
    """Return a Doc whose tokens stand at the same offsets as in `text`."""
    pairs = TOKEN.findall(text)
    return Doc(VOCAB, words=[word for word, _ in pairs], spaces=[bool(space) for _, space in pairs])
