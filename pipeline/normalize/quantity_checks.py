"""Why a number with a unit is no quantity of goods: a ratio, the size of a pack or an animal, what a store can hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.normalize import measured, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Context, Mention

REACH = 40
"""Characters read on either side of a quantity."""
SMALL = {"kg", "g", "ons", "litre", "ml"}
"""Measures that packs and animals are sized in."""
LINK = r"(?:\s(?:hidup|rata-rata|sekitar|mencapai|hingga|total|maksimal|minimal|hanya|sampai|tidak\ssampai))*\s\Z"
"""Words between a cue and the number."""
PART = re.compile(
    r"\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|\d)\sdari\s(?:(?:se)?tiap\s)?\Z", re.IGNORECASE
)
"""`delapan dari sepuluh karung`."""


def objection(mention: Mention, measure: str, context: Context) -> str:
    """Return why a number with a unit is no quantity of goods, empty where nothing speaks against it."""
    return next((reason for reason, objects in CHECKS.items() if objects(mention, measure, context)), "")


def _ratio(mention: Mention, measure: str, context: Context) -> bool:  # noqa: ARG001 -- all checks are called alike
    before = _before(mention, context)
    if PART.search(before) or _ratio_before().search(before):
        return True
    return bool(_ratio_behind().match(context.text, mention.stop))


def _size(mention: Mention, measure: str, context: Context) -> bool:
    return measure in SMALL and bool(_cue("size").search(_before(mention, context)))


def _capacity(mention: Mention, measure: str, context: Context) -> bool:  # noqa: ARG001 -- all checks are called alike
    return bool(_cue("capacity").search(_before(mention, context)))


def _before(mention: Mention, context: Context) -> str:
    return context.text[max(0, mention.start - REACH) : mention.start]


@cache
def _cue(use: str) -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in load("quantity_cues") if row["use"] == use)
    return re.compile(rf"\b(?:{words}){LINK}", re.IGNORECASE)


@cache
def _others() -> str:
    """Return the words for what things are counted by, periods and money left out, as the branches of a pattern."""
    words = {row["word"] for row in load("units") if row["type"] in {"unit", "recipient"}}
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _ratio_before() -> re.Pattern[str]:
    per = r"(?:/\s?|\b(?:per|(?:se)?tiap)\s)"
    return re.compile(rf"{per}(?:(?:{_others()})\s(?:[^\W\d]+\s){{0,2}})?\Z", re.IGNORECASE)


@cache
def _ratio_behind() -> re.Pattern[str]:
    return re.compile(rf"(?:\s?/\s?|\s(?:per|(?:se)?tiap)\s)(?:{_others()})(?!\w)", re.IGNORECASE)


def _example(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether one pack stands for all (`ongkos satu kontainer Rp9 juta`, `tidak satu truk pun`)."""
    if mention.parts.get("number", "").lower() not in {"satu", "1"} or measure not in units.needy():
        return False
    behind = context.text[mention.stop : mention.stop + REACH]
    return "Rp" in behind or not measured.names_its_good(mention, measure, context)


CHECKS: dict[str, Callable[[Mention, str, Context], bool]] = {
    "a ratio": _ratio,
    "one pack as an example": _example,
    "the size of a pack or an animal": _size,
    "what a store or a vehicle can hold": _capacity,
}
"""Why a number with a unit is no quantity, in order."""
