"""N-grams of a sentence that names goods and a province: its words, and the signs of its words in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import said
from pipeline.relate.features.way_frames import frames_of_sentences
from pipeline.relate.features.way_words import NO_CODES, ngrams
from pipeline.relate.hashing import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers

SAID = kinds(("told",))
"""Kind of the words of a sentence."""

SIGNS = dict(zip(range(1, 4), kinds(("T1", "T2", "T3")), strict=True))
"""Signs that are taken as one n-gram -> what their mixes begin with."""


def codes(discourse: Discourse, sentences: Sequence[int]) -> Integers:
    """Return the codes of the n-grams of sentences, one row each."""
    if not sentences:
        return NO_CODES
    words = said.words(discourse).codes(SAID, np.array(sentences))
    signs = ngrams(frames_of_sentences(discourse, sentences), len(sentences), SIGNS, 0)
    return np.concatenate([each.codes for each in (words, *signs)], axis=1)
