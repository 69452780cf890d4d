"""What the pieces of a number mean, those that its extractor took apart: one value or two ends, and its bound.

Separators are read as Indonesian orthography has them (see `numbers`); but a lone comma before three digits groups
thousands where no scale follows (`15,500`). An end of a range without a scale takes that of the other end, unless it
would then be the larger one: then the next scale below (`500-1 juta` starts at 500 ribu).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.lexicon import load
from pipeline.normalize.numbers import digits, vague, words

THOUSAND = Decimal(1000)
LONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")


def ends(parts: dict[str, str]) -> tuple[Decimal, Decimal] | None:
    """Return lower and upper end, equal for a single value; None where a numeral has no sure value."""
    if "high" in parts:
        return _range_ends(parts)
    scale = parts.get("scale", "")
    value = _least(parts["vague"], scale) if "vague" in parts else _figure(parts["number"], scale)
    if value is not None and "more" in parts:
        more = words(parts["more"])
        value = value + more if more is not None else None
    return (value, value) if value is not None else None


def _least(said: str, scale: str) -> Decimal | None:
    """Return the least of a vague number; one without a scale takes that of the vague number behind it."""
    return vague(said if " " in said else f"{said} {scale}")


def _range_ends(parts: dict[str, str]) -> tuple[Decimal, Decimal] | None:
    """Return the two ends of a range; an end without a scale takes that of the other."""
    scale = parts.get("scale", "")
    high, low = _figure(parts["high"], scale), _figure(parts["low"], parts.get("low_scale", ""))
    if low is None or high is None:
        return None
    if not scale and high < low:
        high *= _times(parts.get("low_scale", "")) or Decimal(1)
    if scale and "low_scale" not in parts:
        times = _times(scale) or Decimal(1)
        low = next((low * times / step for step in (1, THOUSAND) if low * times / step <= high), low)
    return low, high


def _figure(number: str, scale: str) -> Decimal | None:
    """Return the value of a number with its scale (`13,7`, `miliar`; `lima belas miliar`, none)."""
    number = re.sub(r",\s", ",", number)
    if not scale and LONE_COMMA.fullmatch(number):
        number = number.replace(",", "")
    value = digits(number)
    if value is None:
        value = words(number)
    if value is None or not scale:
        return value
    times = _times(scale)
    return value * times if times is not None else None


@lru_cache(maxsize=256)
def _times(scale: str) -> Decimal | None:
    """Return what a scale multiplies by (`miliar`, `ribu triliun`)."""
    return words(f"1 {scale}")


def readings(parts: dict[str, str]) -> tuple[Decimal, Decimal] | None:
    """Return both readings of a number in thousands with its scale behind it again (`Rp35.000 ribu`), else None."""
    times = _times(parts["scale"]) if "scale" in parts else None
    value = digits(parts["number"]) if "." in parts.get("number", "") else None
    if times is None or value is None or value < times or value % times:
        return None
    return value, value * times


def bound(parts: dict[str, str]) -> str:
    """Return the bound that the words around the amount give it; `hingga` behind a verb of reaching is exact."""
    if "vague" in parts:
        return "at_least"
    return "exact" if "reached" in parts else _bounds().get(parts.get("bound_word", ""), "exact")


@cache
def _bounds() -> dict[str, str]:
    return {row["phrase"]: row["bound"] for row in load("bounds") if row["bound"]}
