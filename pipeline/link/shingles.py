"""What a text is made of, small enough to compare: runs of three words as numbers, its opening, its figures."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"\w+(?:[.,]\d+)*")
SHINGLE_WORDS = 3
"""Words of a shingle: long enough to be somebody's wording, short enough to survive a word changed by an editor."""
OPENING_SHINGLES = 60
"""Shingles of the opening, title and dateline included."""
FOOTER_WORDS = 8
"""Words of a last line that is no more than a footer (`COPYRIGHT © ANTARA 2021`)."""
SAMPLE_SHINGLES = 8
"""One shingle in so many is looked up: some forty of an ordinary article."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text to compare it."""

    shingles: array[int]
    """Distinct, sorted."""
    opening: frozenset[int]
    figures: frozenset[str]
    """Numbers as written, dates included, those of a footer not."""


def shingles(text: str) -> Iterator[int]:
    """Yield every run of three words, in reading order, as a number that is the same in every process."""
    found = WORD.findall(text.lower())
    for at in range(len(found) - SHINGLE_WORDS + 1):
        yield crc32(" ".join(found[at : at + SHINGLE_WORDS]).encode())


def sample(text: str) -> set[int]:
    """Return the shingles to look a text up by: the same ones of it wherever they stand."""
    return {each for each in shingles(text) if each % SAMPLE_SHINGLES == 0}


def fingerprint(text: str) -> Fingerprint:
    """Return what is compared of a text."""
    found = list(shingles(text))
    figures = frozenset(word for word in WORD.findall(_without_footer(text)) if word[0].isdigit())
    return Fingerprint(array("I", sorted(set(found))), frozenset(found[:OPENING_SHINGLES]), figures)


def _without_footer(text: str) -> str:
    above, _, last = text.rstrip().rpartition("\n")
    return above if above and len(last.split()) <= FOOTER_WORDS else text
