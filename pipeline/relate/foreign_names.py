"""Foreign places in names of hotels, restaurants, ships, firms, streets lead nobody abroad: `Swiss Bell Hotel`."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

KINDS = {"hotel", "ship", "club", "company", "state company", "street", "building", "university"}
BEFORE = re.compile(r"(?:[A-Z][\w-]*[ \u00a0]){1,3}$")
BEHIND = re.compile(r"-?(?:[ \u00a0]?[A-Z][\w-]*){1,2}")
"""Capitalised words right before a place, and right behind it or joined to it."""
REACH_CHARS = 60
"""Characters looked at on either side."""


def holds(text: str, start: int, stop: int) -> bool:
    """Tell whether the capitalised words around a place make it a part of such a name."""
    before = BEFORE.search(text[max(0, start - REACH_CHARS) : start])
    behind = BEHIND.match(text, stop, stop + REACH_CHARS)
    return _any(before, "head") or _any(behind, "tail")


def _any(words: re.Match[str] | None, shape: str) -> bool:
    return words is not None and _masks(shape).search(words[0]) is not None


@cache
def _masks(shape: str) -> re.Pattern[str]:
    """Return a pattern for the words that open (`head`) or close (`tail`) such names."""
    masks = (row for row in load("place_masks") if row["shape"] == shape and row["kind"] in KINDS)
    return re.compile(rf"\b(?:{either(row['phrase'] for row in masks)})\b")
