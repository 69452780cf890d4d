"""Rupiah amounts: a number tied to `Rp`, `IDR` or `rupiah`, alone or as the two ends of a range.

The surface is the amount with its currency word, scale and `-an`. `Mention.parts` holds `number`, `scale` and `more` (a
second term: `Rp1 miliar 250 juta`), or `low`, `low_scale`, `high`, `scale` of a range, or `vague` (`ratusan juta`);
`sign`; `bound_word`, `reached` and `unit` from around the amount; and `doubt` where it could be read in another way:
`separator` (three digits behind the only separator of a scaled number, or a lone comma before them), `point` (a dot as
decimal sign), `space` (a space inside the number), `scale` (a scale of two meanings), `typo` (not quite `Rp`).
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.amounts.rules import CLOSED, OPENED, TYPO
from pipeline.extract.amounts.surroundings import surroundings
from pipeline.extract.numerals import alternatives
from pipeline.extract.rule import Rule, take_first
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Document

KIND = "amounts"

LONGEST_CHARS = 320
"""Characters before the word `rupiah` in which its amount may start."""

SIGNS = (re.compile(r"R(?:[pP]|[o0](?=\.?\s?\d))|IDR"), re.compile(r"rp(?=\.{0,2}\s{0,3}\w)"))
"""Where an amount may begin; apart, since a rare first letter is quick to look for. A bare one may end an amount."""
WORDS = (re.compile(r"upiah\b"), re.compile(r"UPIAH\b"))

DOUBTS = {
    "separator": re.compile(r"\d{1,3}[.,]\d{3}[^\d.,]*[^\W\d].*|\d{1,3},\d{3}"),
    "point": re.compile(r"\d+\.\d{1,2}(?!\d).*|[\d.]+\.00"),
    "scale": re.compile(r".*biliun"),
}
"""How a number with its scale looks when it could be read in another way."""
SCALED = (("number", "scale"), ("low", "low_scale"), ("high", "scale"))
"""Names of a number in `parts` and of its scale."""
SPACED = re.compile(r"\d,\s")

RuleMatch = tuple[Rule[..., re.Match[str]], re.Match[str]]
"""A rule and what it took."""


def extract(document: Document) -> Iterator[Mention]:
    """Yield the Rupiah amounts of a document in reading order."""
    for rule, match in sorted(_matches(document.text), key=lambda found: found[1].start()):
        start, stop = match.span()
        parts = surroundings(document.text, start, stop, _said(rule.name, match))
        yield Mention(KIND, start, stop, document.quote(start, stop), rule.name, parts)


def _matches(text: str) -> Iterator[RuleMatch]:
    """Yield what the rules take, the amounts that begin with their currency first; none overlaps another."""
    taken, bare = [(0, 0)], []
    for start, stop in _spots(SIGNS, text):
        if start < taken[-1][1]:
            continue
        if opened := take_first(OPENED, text, start):
            taken.append(opened[1].span())
            yield opened
        elif text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
            bare.append((start, stop))
    end = 0
    for start, stop in sorted(bare + _spots(WORDS, text)):
        _, free = taken[bisect(taken, (start, stop)) - 1]
        begin = max(free, end, start - LONGEST_CHARS)
        if free <= start and _counts().search(text, max(begin, start - 16), start):
            if closed := take_first(CLOSED, text, begin, stop):
                yield closed
            end = stop


def _spots(patterns: tuple[re.Pattern[str], ...], text: str) -> list[tuple[int, int]]:
    return sorted(match.span() for pattern in patterns for match in pattern.finditer(text))


@cache
def _counts() -> re.Pattern[str]:
    """Return the pattern of what can stand right before `upiah` or `Rp`: a digit or a word of number."""
    words = alternatives("numbers", "word")
    return re.compile(rf"(?:\d(?:[.,]-)?|(?<![^\W\d])(?i:{words})(?:-?an)?)\s?[Rr]?\Z")


def _said(rule: str, match: re.Match[str]) -> dict[str, str]:
    """Return the pieces of a match: numbers and scales as written, and what makes them doubtful."""
    parts = {key: said for key, said in match.groupdict().items() if said and key not in {"own", "to"}}
    if parts.pop("an", "") or parts.pop("an_number", ""):
        parts["bound_word"] = "-an"
    figures = [(parts.get(key), parts.get(scale)) for key, scale in SCALED]
    doubts = [name for number, scale in figures if number for name in _doubts(f"{number} {scale or ''}".strip())]
    if "low" in parts and "scale" in parts and "low_scale" not in parts and _outgrows(parts["low"], parts["high"]):
        doubts.append("scale")
    if SPACED.search(match[0]):
        doubts.append("space")
    if rule == TYPO:
        doubts.append("typo")
    return parts | ({"doubt": ";".join(sorted(set(doubts)))} if doubts else {})


def _doubts(figure: str) -> Iterator[str]:
    return (name for name, pattern in DOUBTS.items() if pattern.fullmatch(figure))


def _outgrows(low: str, high: str) -> bool:
    """Tell whether the lower end of a range has more digits than the upper: it cannot share its scale."""
    return len(re.split("[.,]", low)[0]) > len(re.split("[.,]", high)[0])
