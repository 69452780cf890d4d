"""Cells and gold values in one form, so that they compare."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from pipeline.lexicon import load

WORD = re.compile(r"\w+")
MOST_WORDS_SHARE = 0.6
"""Share of the longer name's words that two names of one person have in common."""


@cache
def _kemendagri() -> dict[str, str]:
    return {row["province"]: row["kemendagri"] for row in load("provinces")}


def province(cell: str | None) -> str | None:
    """Return the Kemendagri code of a province cell, which gold uses; None when empty."""
    return _kemendagri().get(cell, cell[:2]) if cell else None


def provinces(cell: str) -> frozenset[str]:
    """Return the codes of a list of provinces."""
    return frozenset(code for part in cell.split(";") if (code := province(part.strip())))


def rupiah(cell: Any) -> int | None:
    """Return a sum in whole Rupiah, halves up; None when empty."""
    text = "" if cell is None else str(cell).strip()
    return int(Decimal(text).quantize(Decimal(1), ROUND_HALF_UP)) if text else None


def words(text: str | None) -> list[str]:
    """Return the words of a text in small letters, punctuation left out."""
    return WORD.findall((text or "").casefold())


def plain(text: str | None) -> str:
    """Return the words joined by single spaces."""
    return " ".join(words(text))


def is_same_person(one: str, other: str) -> bool:
    """Tell whether one name's words hold the other's and most of the longer name is common to both."""
    a, b = set(words(one)), set(words(other))
    return bool(a and b) and (a <= b or b <= a) and len(a & b) >= MOST_WORDS_SHARE * max(len(a), len(b))


def is_same_good(surface: str, known: frozenset[str]) -> bool:
    """Tell whether a surface is one of the known names or begins with one that makes at least half of its words."""
    wanted = words(surface)
    names = [words(name) for name in known]
    return any(
        wanted == name or (name and wanted[: len(name)] == name and 2 * len(name) >= len(wanted)) for name in names
    )
