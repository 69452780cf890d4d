"""Numbers whose only separator can be read in two ways: as a decimal sign, or as one that groups thousands."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GREATEST_RUPIAH = 10**13
"""Rupiah; ten trillion is more than one deal, budget item or harvest is worth: a greater reading is none."""
INDONESIAN = re.compile(r"\d,\d{1,2}(?!\d)|\.\d{3}\.\d{3}(?!\d)")
"""A comma that is a decimal sign, dots that group thousands."""
ENGLISH = re.compile(r"\d\.\d{1,2}(?![\d.])|,\d{3}[,.]\d")
"""The other way round."""


def twofold(amounts: Iterable[Any]) -> Iterator[Any]:
    """Yield the rows of one article's amounts of which both readings are plausible sums.

    An article that uses comma and dot elsewhere as Indonesian has them leaves no doubt.
    """
    rows = list(amounts)
    shown = [row.text for row in rows]
    if any(map(INDONESIAN.search, shown)) and not any(map(ENGLISH.search, shown)):
        return
    for row in rows:
        most = row.amount_max_idr or row.amount_min_idr
        if is_separated(row.text) and ("," not in row.text or most is None or most * 1000 <= GREATEST_RUPIAH):
            yield row


def is_separated(text: str) -> bool:
    """Tell whether a number with a scale has three digits behind its only separator."""
    return bool(_separated().search(text))


@cache
def _separated() -> re.Pattern[str]:
    """Thousands of trillions are written so (`Rp7.300 triliun`), since there is no greater scale."""
    three = r"(?<![\d.,])\d{1,3}(?:,\d{3}|\.\d{3}(?!\s?t))"
    return re.compile(rf"{three}\s?-?(?:{either(scales())})(?!\w)", re.IGNORECASE)


def scales() -> Iterator[str]:
    """Yield the words for scales, written out or cut short."""
    return (row["word"] for row in load("numbers") if row["type"] in {"scale", "abbreviation"})
