"""Sentences that may tell of goods on their way: those that name goods and a province."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.relate.features import sentence_words

if TYPE_CHECKING:
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers

MOST_SENTENCES = 100
"""Sentences of one article that are weighed."""


@dataclass(slots=True)
class Sentences:
    """Sentences of one article."""

    keys: list[int]
    """Their places among all sentences."""
    grams: Integers
    """Codes of the n-grams of each."""


def sentences_of(discourse: Discourse) -> Sentences:
    """Return the sentences that name goods and a province outside of the dateline, made once."""
    return discourse.kept(_sentences)


def _sentences(discourse: Discourse) -> Sentences:
    placed = {place.sentence for place in discourse.places if place.role != "dateline"}
    keys = sorted(placed.intersection(discourse.goods_in))[:MOST_SENTENCES]
    return Sentences(keys, sentence_words.codes(discourse, keys))
