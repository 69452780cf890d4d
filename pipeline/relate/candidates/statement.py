"""Statements that may be a deal: figures that are no price, and triggers of deals or signing without a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import mention, statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

NAMES = (*mention.NAMES, *statement.NAMES)

SMALLEST_RUPIAH = 1_000_000
"""Rupiah; deals between provinces are never worth less, prices are."""

SIGNING = {"agreed", "pledge"}
"""Meanings of words that tell of a deal where no other word does."""

MOST_STATEMENTS = 60
"""Statements of one kind of one article that are weighed."""


def figures_of(discourse: Discourse) -> list[Anchor]:
    """Return the figures that may be the value of a deal, in reading order."""
    return [anchor for anchor in discourse.amounts if _may_be_a_deal(anchor)][:MOST_STATEMENTS]


def triggers_of(discourse: Discourse) -> list[Anchor]:
    """Return the words that may tell of a deal without a figure, in reading order."""
    found = (_triggers(discourse, sentence.index) for sentence in discourse.sentences)
    return [anchor for each in found for anchor in each][:MOST_STATEMENTS]


def _triggers(discourse: Discourse, sentence: int) -> list[Anchor]:
    """Return the words of a deal in a sentence, or where there are none the words of signing."""
    told = discourse.triggers[sentence, "deal"]
    return told or [each for each in discourse.triggers[sentence, "status"] if each.fact.meaning[0] in SIGNING]


def values_of(discourse: Discourse, found: Arguments, figures: Sequence[Anchor]) -> Floats:
    """Return the features of statements, as `NAMES`, one row each; `figures` as `figures_of`."""
    known = [statement.value_of(each.fact.value) for each in figures]
    rows = [statement.values(discourse, each, known) for each in found.anchors]
    told = np.array(rows, dtype=np.float64).reshape(-1, len(statement.NAMES))
    return np.concatenate([found.mentions, told], axis=1)


def _may_be_a_deal(anchor: Anchor) -> bool:
    amount = anchor.fact.value
    known = amount.amount_max_idr or amount.amount_min_idr or 0
    return amount.per_unit is None and "vague" not in anchor.fact.mention.parts and known >= SMALLEST_RUPIAH
