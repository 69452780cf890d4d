"""Why a number with a unit is no quantity of goods: a ratio, the size of a pack or an animal, what a store can hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.normalize import figures, measured, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Context, Mention

REACH = 60
"""Characters read on either side of a quantity."""
CLAUSE, NEXT = 100, 20
"""Characters before and behind a quantity in which something says that it is no good."""
PACK = 50
"""Kilograms or litres of the largest pack that a shop sells."""
PRICED = re.compile(r"\s?[:=)]?(?:\s[^\W\d][\w-]*){0,5}?\s?(?:Rp|\d{1,3}(?:\.\d{3})+)", re.IGNORECASE)
"""What stands behind a pack that has a price."""
CAPACITY = re.compile(r"\b(?:ber)?kapasitas(?:nya)?\b[^.,;:]*\Z", re.IGNORECASE)
SMALL = {"kg", "g", "ons", "litre", "ml"}
"""Measures that packs and animals are sized in."""
LINK = (
    r"\)?(?:,?\s(?:yakni|yaitu|hidup|rata-rata|sekitar|mencapai|hingga|total|maksimal|minimal|hanya|sampai|tidak|sebesar|sebanyak|seberat"
    r"|bersih|mati|kecil|besar|seperti|sedikitnya|setidaknya|paling|terbesar|terkecil|lebih|kurang|dari))*\s\Z"
)
"""Words between a cue and the number."""
CLASSIFIERS = {"piece", "unit"}
"""Units of which one is an article: `satu buah tas`."""
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
    before = _before(mention, context)
    return bool(_cue("capacity").search(before) or CAPACITY.search(before))


def _before(mention: Mention, context: Context) -> str:
    return context.text[max(0, mention.start - REACH) : mention.start]


@cache
def _cue(use: str) -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in load("quantity_cues") if row["use"] == use)
    return re.compile(rf"\b(?:{words}){LINK}", re.IGNORECASE)


@cache
def _no_goods() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in load("quantity_cues") if row["use"] == "no_good")
    return re.compile(rf"\b(?:{words})\b")


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
    joined = rf"(?:\s(?:menjadi|hingga|sampai|ke|dan)\s[\d.,]+\s(?:{_others()}))?"
    period = "|".join(row["word"] for row in load("units") if row["type"] == "period")
    return re.compile(
        rf"{joined}(?:\s?/\s?(?!(?:{period})\b)\w|\s(?:per|(?:untuk\s)?(?:se)?tiap)\s(?:{_others()})(?!\w))",
        re.IGNORECASE,
    )


def _example(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether one pack stands for all (`ongkos satu kontainer Rp9 juta`, `tidak satu truk pun`)."""
    if mention.parts.get("number", "").lower() not in {"satu", "1"} or measure not in units.needy():
        return False
    behind = context.text[mention.stop : mention.stop + REACH]
    return measure in CLASSIFIERS or "Rp" in behind or not measured.names_its_good(mention, measure, context)


def _price(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether a price is that of a small pack (`emas 5 gram dijual Rp14 juta`, `harga 50 gram: Rp95 juta`)."""
    ends = figures.ends(mention.parts)
    is_pack = measure == "g" or (measure in SMALL and ends is not None and max(ends) <= PACK)
    return is_pack and bool(PRICED.match(context.text[mention.stop : mention.stop + REACH]))


def _waste(mention: Mention, measure: str, context: Context) -> bool:  # noqa: ARG001 -- all checks are called alike
    """Tell whether it is emitted, thrown away or forbidden: `27 ton CO2`, `limbah sebanyak 3 ton`."""
    begin = max(context.sentence(mention.start)[0], mention.start - CLAUSE)
    return bool(_no_goods().search(context.text, begin, mention.start + len(mention.text) + NEXT))


def _grams(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether grams are those of no good that is named beside them, but of what food holds."""
    return measure == "g" and not measured.is_beside_its_good(mention, measure, context)


CHECKS: dict[str, Callable[[Mention, str, Context], bool]] = {
    "a ratio": _ratio,
    "one pack as an example": _example,
    "the size of a pack or an animal": _size,
    "what a price is for": _price,
    "grams of no good beside them": _grams,
    "emitted, thrown away or forbidden": _waste,
    "what a store or a vehicle can hold": _capacity,
}
"""Why a number with a unit is no quantity, in order."""
