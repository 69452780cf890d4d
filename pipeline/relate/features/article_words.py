"""N-grams of a whole article: its words and those of its headline, which tell whether it is about trade at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features.said import SHORT_LETTERS
from pipeline.relate.features.word_codes import words_of
from pipeline.relate.hashing import FACTOR, coded, hashed

if TYPE_CHECKING:
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers


def codes(discourse: Discourse) -> Integers:
    """Return the codes of the n-grams of an article as one row, made once."""
    return discourse.kept(_codes)


def _codes(discourse: Discourse) -> Integers:
    """Return the words, each once, those of the headline once more, their classes; never none."""
    words, symbols = words_of(discourse), discourse.symbols
    told = [at for at in np.flatnonzero(words.last_symbol < 0).tolist() if _tells(symbols[at])]
    titled = [
        f"t={symbol}"
        for sentence, (first, behind) in zip(discourse.sentences, discourse.ranges, strict=True)
        if sentence.is_title
        for symbol in dict.fromkeys(symbols[first:behind])
        if _tells(symbol)
    ]
    classes = words.classes[(words.last_class < 0) & (words.classes > 0)]
    return coded(np.concatenate([hashed(("article",)), words.symbols[told], hashed(titled), classes]) * FACTOR)[None]


def _tells(symbol: str) -> bool:
    return len(symbol) > SHORT_LETTERS and symbol.isalpha()
