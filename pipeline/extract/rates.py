"""Rates: the period that a quantity counts by (`20 ton per bulan`, `setiap pekan 3 truk`, `4.000 ton sebulan`)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.numerals import alternatives

if TYPE_CHECKING:
    from pipeline.language import Page

AHEAD, BACK = 60, 80
"""Characters behind and before a quantity in which its period may stand."""

EVERY = r"(?:per|(?:se)?tiap|saban)"
LATER = r"kemudian|lagi|ke\sdepan|mendatang|setelah|pertama|penuh|sejak"
PAST = rf"(?!\s(?:terakhir|lalu|belakangan|sebelumnya|ini|itu|{LATER}))"
WITHIN = r"(?<!\bdalam\s)(?<!\bselama\s)(?<!\bsepanjang\s)(?<!\buntuk\s)(?<!\bhampir\s)"
"""What makes a period one stretch of time: `sebulan terakhir`, `selama setahun`."""
WORDS = r"(?:\s(?!(?:dan|serta|atau|sedangkan|sementara|dengan|senilai|seharga|sehingga)\b)[^\W\d]+){0,5}?"
"""Words between a quantity and its period: its good, where it goes."""


def period(page: Page, start: int, stop: int) -> str:
    """Return the word for the period of the quantity at these offsets, empty where it is no rate."""
    begin, end = _sentence(page, start)
    after = _after().match(page.text, stop, min(end, stop + AHEAD))
    match = after or _before().search(page.text, max(begin, start - BACK), start)
    return next(word for word in match.groups() if word) if match else ""


def _sentence(page: Page, offset: int) -> tuple[int, int]:
    index = page.sentence_at(offset)
    return page.sentences[index] if index is not None else (0, len(page.text))


@cache
def _periods() -> str:
    return alternatives("units", "word", "period")


@cache
def _after() -> re.Pattern[str]:
    one = rf"{WITHIN}\bse(?P<one>(?:{_periods()}))(?:nya)?\b{PAST}"
    return re.compile(
        rf"(?i:\s?/\s?(?P<slash>{_periods()})\b|{WORDS}\s(?:{EVERY}\s(?P<every>{_periods()})(?:nya)?\b|{one}))"
    )


@cache
def _before() -> re.Pattern[str]:
    every = rf"\b{EVERY}\s(?P<every>{_periods()})(?:nya)?\b[^\d.;:!?]*"
    one = rf"{WITHIN}\bse(?P<one>(?:{_periods()}))\b{PAST}(?:,?\s[^\W\d]+){{0,4}}\s"
    adjective = rf"\b(?P<adjective>{_periods()})an\s(?:[^\W\d]+\s){{0,2}}"
    return re.compile(rf"(?i:(?:{every}|{one}|{adjective}))\Z")
