"""Of an article: what its words say of its subject, how surely its sentences tell of goods on their way, its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

NAMES = tuple(
    f"article.{name}"
    for name in (
        *("subject", "best_sentence", "second_sentence", "mean_sentence", "told_sentences"),
        *("words", "sentences", "provinces", "flows", "goods", "mentions", "amounts", "deals"),
    )
)


def values(discourse: Discourse, subject: float, sentences: Sequence[float] | Floats) -> Floats:
    """Return the features of an article, one row.

    `subject` is the score of its words, `sentences` those of the sentences that name goods and a province.
    """
    told = sorted(map(float, sentences), reverse=True)
    best, second = [*told, NONE, NONE][:2]
    mean = sum(told) / len(told) if told else NONE
    sizes = (len(discourse.words), len(discourse.sentences), *discourse.sizes, len(discourse.goods))
    deals = sum(bool(found) for (_, name), found in discourse.triggers.items() if name == "deal")
    return np.array([[subject, best, second, mean, len(told), *sizes, len(discourse.amounts), deals]], dtype=np.float64)
