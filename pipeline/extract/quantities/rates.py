"""Rates: the period that a quantity counts by (`20 ton per bulan`, `setiap pekan 3 truk`, `4.000 ton sebulan`)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.numerals import alternatives
from pipeline.lexicon import words
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from pipeline.language import Document

JOINED = re.compile(r"(?:\s[^\W\d][\w-]*){0,3},?\s(?:dan|serta|menjadi)\s(?:[^\W\d][\w-]*\s){0,3}")
"""What stands between two quantities of one rate."""
AHEAD_CHARS, BACK_CHARS = 60, 80
"""Characters behind and before a quantity in which its period may stand."""


def period(document: Document, start: int, stop: int) -> str:
    """Return the word for the period of the quantity at these offsets, empty where it is no rate."""
    begin, end = _sentence(document, start)
    after = _after().match(document.text, stop, min(end, stop + AHEAD_CHARS))
    match = after or _before().search(document.text, max(begin, start - BACK_CHARS), start)
    return next(word for word in match.groups() if word) if match else ""


def spread(text: str, said: list[tuple[int, int, dict[str, str]]]) -> None:
    """Give a rate to the quantities that are joined with one: `12 ton apel dan 8 ton wortel sebulan`.

    `said` holds start, stop and parts of the quantities of a document in reading order.
    """
    for order in (said, said[::-1]):
        for one, other in pairwise(order):
            left, right = sorted((one[:2], other[:2]))
            between = text[left[1] : min(right[0], left[1] + AHEAD_CHARS + 1)]
            if "per" in one[2] and one[2]["per"] not in between and JOINED.fullmatch(between):
                other[2].setdefault("per", one[2]["per"])


def _sentence(document: Document, offset: int) -> tuple[int, int]:
    index = document.sentence_at(offset)
    return document.sentences[index] if index is not None else (0, len(document.text))


@cache
def _periods() -> str:
    return alternatives("units", "word", "period")


def _cues(use: str) -> frozenset[str]:
    """Return the words beside a quantity that have one use."""
    return words("quantity_cues", use)


def _one(clitic: str) -> str:
    """Return the pattern of `sebulan`, unless it is one stretch of time: `sebulan terakhir`, `selama setahun`."""
    within = "".join(rf"(?<!\b{word}\s)" for word in sorted(_cues("rate_not_behind")))
    past = either(_cues("rate_not_before"), r"\s")
    return rf"{within}\bse(?!malam)(?P<one>(?:{_periods()})){clitic}\b(?!\s(?:{past}))"


@cache
def _after() -> re.Pattern[str]:
    words = rf"(?:\s(?!(?:{either(_cues('rate_apart'))})\b)[^\W\d]+){{0,5}}?"
    every = rf"(?:(?:per|{either(_cues('rate_every'))})\s|per)(?P<every>{_periods()})(?:nya)?\b"
    return re.compile(rf"(?i:\s?/\s?(?P<slash>{_periods()})\b|{words}\s(?:{every}|{_one('(?:nya)?')}))")


@cache
def _before() -> re.Pattern[str]:
    every = rf"\b(?:{either(_cues('rate_every'))})\s(?P<every>{_periods()})(?:nya)?\b[^\d.;:!?]*"
    per = rf"\bper\s(?P<per>{_periods()})(?:nya)?\s(?:(?!dan\b|serta\b)[^\W\d]+\s){{0,2}}"
    one = rf"{_one('')}(?:,?\s[^\W\d]+){{0,4}}\s"
    changed = rf"(?:{either(_cues('rate_change'))})\b"
    adjective = rf"\b(?<!secara\s)(?P<adjective>{_periods()})an\s(?:(?!{changed})[^\W\d]+\s){{0,2}}"
    return re.compile(rf"(?i:(?:{every}|{per}|{one}|{adjective}))\Z")
