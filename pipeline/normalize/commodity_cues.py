"""Goods: the words of the list of cues, by what they tell about a good beside them."""

from __future__ import annotations

from pipeline.lexicon import words


def cues(use: str) -> frozenset[str]:
    """Return the words of one use (`before`, `dish`, `name`)."""
    return words("commodity_cues", use)
