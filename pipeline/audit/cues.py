"""The words the checks go by, as patterns made of lexicon/audit_cues.csv."""

from __future__ import annotations

import re
from functools import cache

from pipeline import lexicon
from pipeline.lexicon.patterns import either


@cache
def words(use: str) -> str:
    """Return the words of one use as the alternatives of a pattern, longest first."""
    return either(lexicon.words("audit_cues", use), r"\s")


@cache
def pattern(use: str) -> re.Pattern[str]:
    """Return a pattern that finds a word of one use as a whole word, capitals or not."""
    return re.compile(rf"(?<!\w)(?:{words(use)})(?!\w)", re.IGNORECASE)
