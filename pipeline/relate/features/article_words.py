"""N-grams of a whole article: its words and those of its headline, which tell whether it is about trade at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.relate.hashing import padded

if TYPE_CHECKING:
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers

SHORT_LETTERS = 3
"""Letters of words too short to tell anything by themselves."""


def codes(discourse: Discourse) -> Integers:
    """Return the codes of the n-grams of an article as one row, made once."""
    return discourse.kept(_codes)


def _codes(discourse: Discourse) -> Integers:
    return padded([_grams(discourse)])


def _grams(discourse: Discourse) -> list[str]:
    """Return the words, each once, those of the headline once more; never empty."""
    told = [symbol for symbol in dict.fromkeys(discourse.symbols) if _tells(symbol)]
    titled = [
        f"t={symbol}"
        for sentence, (first, behind) in zip(discourse.sentences, discourse.ranges, strict=True)
        if sentence.is_title
        for symbol in dict.fromkeys(discourse.symbols[first:behind])
        if _tells(symbol)
    ]
    classes = dict.fromkeys(each.symbol for each in discourse.classes if each)
    return ["article", *told, *titled, *classes]


def _tells(symbol: str) -> bool:
    return len(symbol) > SHORT_LETTERS and symbol.isalpha()
