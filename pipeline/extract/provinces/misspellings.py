"""Names of one word with one letter wrong: `Banjarmsin`; those of several words have a file of their own."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.extract.rule import Rule
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.language import Document
    from pipeline.model import Span

SHORTEST_LETTERS = 9
"""Letters a name needs: shorter ones have ordinary words as neighbours (`Lampung`, `Lambung`)."""

CANDIDATES = regex.compile(
    r"\b(?:Ba|Go|Ma|Pa|Pe|Po|Sa|Yo|BA|GO|MA|PA|PE|PO|SA|YO)[^\W\d_]{6,12}\b",
)
"""Candidates: the first two letters stand, the rest may hold the slip."""


def _find(document: Document, taken: Sequence[Span]) -> Iterator[Mention]:
    """Yield candidates at most one letter off a name.

    They do not touch the names already `taken`, given in reading order.
    """
    for match in CANDIDATES.finditer(document.text):
        start, stop = match.span()
        index = bisect_right(taken, (stop, 0)) - 1
        if index >= 0 and taken[index][1] > start:
            continue
        alias = _nearest(match[0])
        if alias:
            yield Mention("provinces", start, stop, document.quote(start, stop), MISSPELT.name, {"alias": alias})


MISSPELT = Rule("misspelt", _find)


@lru_cache(maxsize=4096)
def _nearest(surface: str) -> str:
    """Return the only name at most one letter off a surface, empty when there is none or more than one.

    Remembered, because the same ordinary words are candidates in every article.
    """
    surface = surface.title()
    near = [name for name in _names().get(surface[:2], ()) if _close(surface, name)]
    return near[0] if len(near) == 1 else ""


def _close(surface: str, name: str) -> bool:
    return DamerauLevenshtein.distance(surface, name, score_cutoff=1) <= 1


@cache
def _names() -> dict[str, list[str]]:
    """Return by their first two letters the names of one word that are long enough to be known with a slip."""
    found: dict[str, list[str]] = {}
    for row in load("region_aliases"):
        single = " " not in row["alias"] and len(row["alias"]) >= SHORTEST_LETTERS and row["level"] != "regency"
        if single and row["kind"] == "name" and row["policy"] == "safe":
            found.setdefault(row["alias"][:2], []).append(row["alias"])
    return found
