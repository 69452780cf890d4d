"""What stands around an amount: the words that bound it (`lebih dari`, `ke atas`) and its unit of price (`per kg`)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.bounds import BEFORE_CHARS, TOKEN, bound_after, bound_before, phrases
from pipeline.extract.numerals import alternatives
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either


def surroundings(text: str, start: int, stop: int, said: dict[str, str]) -> dict[str, str]:
    """Return what is said of the amount at these offsets, with `bound_word`, `reached` and `unit` from around it.

    That in front counts before that behind, and that before `-an`; a value reached leaves the bound to the latter two.
    """
    before = text[max(0, start - BEFORE_CHARS) : start].lower()
    tokens = TOKEN.findall(before)
    bound = bound_before(tokens)
    if not bound and tokens and tokens[-1] in phrases("converted"):
        bound = bound_before(TOKEN.findall(_foreign().sub("", before)))
    unit = _after().match(text, stop)
    if word := (unit["unit"] or unit["one"]) if unit else _unit_before(tokens):
        said = said | {"unit": word}
    if not bound or "reached" in bound:
        behind = bound_after(text, stop) or (bound_after(text, unit.end()) if unit else {})
        bound = behind or (bound if "bound_word" not in said else {})
    return said | bound


def _unit_before(tokens: list[str]) -> str:
    """Return the unit of `per kilogram seharga Rp5.000`, empty when there is none."""
    end = len(tokens)
    while end and tokens[end - 1] in phrases("price"):
        end -= 1
    if end > 1 and tokens[end - 2] in phrases("each") and tokens[end - 1].removesuffix("nya") in _units():
        return tokens[end - 1].removesuffix("nya")
    return ""


@cache
def _units() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in load("units"))


@cache
def _after() -> re.Pattern[str]:
    """Return the pattern of the unit of price that may follow an amount."""
    unit, each = alternatives("units", "word"), either(phrases("each"), r"\s")
    return re.compile(
        rf"\s?\(?(?:/|(?i:{each})[\s-]?)\s?(?:1\s|(?i:satu)\s)?(?P<unit>(?i:{unit}))"
        rf"(?:nya|an)?(?!\w)|\s(?i:se)(?P<one>(?i:{unit}))(?!\w)",
    )


@cache
def _foreign() -> re.Pattern[str]:
    """Return the pattern of foreign money whose worth in Rupiah follows: `US$6.000 atau setara dengan `."""
    words = {row["word"].lower() for row in load("units") if row["type"] == "currency"}
    money, before = either(words), either(words | phrases("sign"))
    scale, equals = alternatives("numbers", "word", "scale"), either(phrases("equals"), r"\s")
    return re.compile(
        rf"(?:(?:{before})\s?\d[\d.,]*(?:\s(?:{scale}))?|\d[\d.,]*\s(?:(?:{scale})\s)?(?:{money})(?:\s\w+)?)"
        rf"\s?(?:,?\s?(?:{equals})\s|\()\Z",
    )
