"""The words that labels, links, datelines and credits around an article are told by, from frame_words.csv."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either


@cache
def words(*uses: str) -> frozenset[str]:
    """Return the words of some uses."""
    return frozenset(row["word"] for row in load("frame_words") if row["use"] in uses)


def branches(*uses: str) -> str:
    """Return the words of some uses as the branches of a pattern."""
    return either(words(*uses))
