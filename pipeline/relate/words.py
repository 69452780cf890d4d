"""Words that say what goods and places do in a clause, as patterns made of lexicon/trade_words.csv."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load

FRAMES = {
    "before_goods": r"\b(?i:{words})\s+$",
    "trader": r"\b(?i:{words})\s+(?:asal|dari)\s+[\w\s-]*$",
    "purpose": r"\buntuk\s+(?:kembali\s+)?(?i:{words})\b",
    "asked": r"\b(?i:untuk|guna|agar|supaya)\s+(?:bisa\s+|dapat\s+)?(?i:{words})$",
    "offer": r"\b(?i:{words})\b",
    "offered": r"\b(?i:{words})\s+(?:(?:unggulan|andalan|khas|lokal|utama|pangan|asal|dari|milik|provinsi)\s+)*$",
}
"""Use -> where its words stand: right before goods that do not move, before the province that traders act for, before
what goods are bought or sent for, anywhere in a clause about goods that it does not name, before the province whose
goods they are; what a partner is asked for."""

LIKE = {"offered": "offer"}
"""Uses that share the words of another."""


@cache
def pattern(use: str) -> re.Pattern[str]:
    """Return the pattern of one use, a key of `FRAMES`."""
    return re.compile(FRAMES[use].format(words=alternatives(LIKE.get(use, use))))


@cache
def alternatives(use: str) -> str:
    """Return the words of one use as alternatives of a pattern, the longest first."""
    found = {row["word"] for row in load("trade_words") if row["use"] == use}
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(found, key=lambda word: (-len(word), word)))
