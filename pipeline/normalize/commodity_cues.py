"""Goods: the words of the list of cues, by what they tell about a good beside them."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import load


@cache
def cues(use: str) -> frozenset[str]:
    """Return the words of one use (`before`, `dish`, `name`)."""
    return frozenset(row["word"] for row in load("commodity_cues") if row["use"] == use)
