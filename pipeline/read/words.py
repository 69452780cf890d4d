"""The words that labels, links, datelines and credits around an article are told by, from frame_words.csv."""

from __future__ import annotations

from pipeline import lexicon
from pipeline.lexicon.patterns import either


def words(*uses: str) -> frozenset[str]:
    """Return the words of some uses."""
    return lexicon.words("frame_words", *uses)


def branches(*uses: str) -> str:
    """Return the words of some uses as the branches of a pattern."""
    return either(words(*uses))
