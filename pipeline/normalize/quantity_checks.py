"""Why a number with a unit is no quantity of goods: a ratio, the size of a pack or an animal, what a store can hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load, words
from pipeline.lexicon.patterns import either
from pipeline.normalize import figures, measured, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Context, Mention

REACH_CHARS = 60
"""Characters read on either side of a quantity."""
CLAUSE, NEXT = 100, 20
"""Characters before and behind a quantity in which something says that it is no good."""
LARGEST_PACK = 50
"""Kilograms or litres of the largest pack that a shop sells."""
PRICED = re.compile(r"\s?[:=)]?(?:\s[^\W\d][\w-]*){0,5}?\s?(?:Rp|\d{1,3}(?:\.\d{3})+)", re.IGNORECASE)
"""What stands behind a pack that has a price."""
CAPACITY = re.compile(r"\b(?:ber)?kapasitas(?:nya)?\b(?:[^.,;:]|[.,]\d)*\Z", re.IGNORECASE)
LOADED = re.compile(r"\b(?:ber)?isi\b|\b(?:me(?:muat|nyimpan|nampung|mbawa|ngangkut)|tersimpan)\b", re.IGNORECASE)
"""What says that a store holds so much."""
HELD = re.compile(r"\bkapasitas(?:nya)?\b[^.;:]*,\s(?:yang\s)?terdiri\s(?:atas|dari)\b[^.;:]*\Z", re.IGNORECASE)
"""What a store can hold, and its parts."""
RATION = re.compile(
    r"\b(?:(?:se)?tiap|masing-masing|per)\s(?!hari|pekan|minggu|bulan|tahun)(?:[^\W\d]\w*\s){1,3}?(?:hanya\s)?"
    r"(?:menerima|mendapat(?:kan)?|memperoleh|dijatah|diberi)\s(?:[^\W\d]\w*\s){0,2}\Z",
    re.IGNORECASE,
)
"""Before the food that each gets."""
LIMIT = re.compile(
    r"\b(?:(?:di|mem)batasi|pembatasan|(?:mem|pem)beli(?:an)?)\b[^.;]{0,100}\b(?:maksimal|maksimum|minimal|minimum"
    r"|paling\sbanyak)\s(?:[^\W\d]\w*\s){0,2}\Z",
    re.IGNORECASE,
)
"""Before what one may buy at a time."""
BEASTS = re.compile(r"\b(?:sapi|kerbau)\b(?:\s[^\W\d][\w-]*){0,3}\sseberat\s(?:[^\W\d]\w*\s)?\Z", re.IGNORECASE)
BEAST_TONS = 2
"""Tons of the heaviest animal that is slaughtered."""
PIECES = {"sheet", "piece"}
HOLDS = re.compile(r"\bisi\s\Z", re.IGNORECASE)
"""Before the number of pieces in a pack."""
SMALL = {"kg", "g", "ons", "litre", "ml"}
"""Measures that packs and animals are sized in."""
JOINED = r"(?:\s[\d.,]+\s(?:kg|kilogram|gram|gr|liter|ml)(?:\s\(\w+\))?(?:,|,?\s(?:dan|atau|maupun|hingga|serta)))*"
"""Other sizes before this one: `ukuran 5,5 kilogram (kg) maupun 12 kg`."""
LINK = JOINED + (
    r"\)?(?:,?\s(?:yakni|yaitu|hidup|rata-rata|sekitar|mencapai|hingga|total|maksimal|minimal|hanya|sampai|tidak|sebesar|sebanyak|seberat"
    r"|bersih|mati|kecil|besar|seperti|sedikitnya|setidaknya|paling|terbesar|terkecil|lebih|kurang|dari))*\s\Z"
)
"""Words between a cue and the number."""
WEIGHT = re.compile(rf"(?<!muatan\s)(?<!kargo\s)(?<!kiriman\s)\b(?:berbobot|dengan\sbobot){LINK}", re.IGNORECASE)
"""Before the weight of one thing."""
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
    before = _before(mention, context)
    if measure == "t" and (WEIGHT.search(before) or _weighs_a_beast(mention, context)):
        return True
    return (measure in PIECES and bool(HOLDS.search(before))) or (
        measure in SMALL and bool(_cue("size").search(before))
    )


def _weighs_a_beast(mention: Mention, context: Context) -> bool:
    """Tell whether a ton is what one animal weighs: `sapi seberat satu ton`."""
    ends = figures.ends(mention.parts)
    return ends is not None and max(ends) <= BEAST_TONS and bool(BEASTS.search(_before(mention, context)))


def _ration(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether it is what each gets or may buy: `setiap keluarga menerima 20 kilogram beras`."""
    clause = _clause(mention, context)
    if measure in SMALL:
        return bool(RATION.search(clause) or LIMIT.search(clause))
    return measure in units.needy() and bool(LIMIT.search(clause))


def _capacity(mention: Mention, measure: str, context: Context) -> bool:  # noqa: ARG001 -- all checks are called alike
    before = _before(mention, context)
    if _cue("capacity").search(before) or HELD.search(_clause(mention, context)):
        return True
    held = CAPACITY.search(_clause(mention, context))
    return held is not None and not LOADED.search(held[0])


def _clause(mention: Mention, context: Context) -> str:
    """Return the words of its sentence before a quantity, as far as they are near."""
    return context.text[max(context.sentence(mention.start)[0], mention.start - CLAUSE) : mention.start]


def _before(mention: Mention, context: Context) -> str:
    return context.text[max(0, mention.start - REACH_CHARS) : mention.start]


@cache
def _cue(use: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words(use)}){LINK}", re.IGNORECASE)


@cache
def _no_goods(use: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words(use)})(?!\w)")


def _words(use: str) -> str:
    return either(words("quantity_cues", use))


@cache
def _others() -> str:
    """Return the words for what things are counted by, periods and money left out, as the branches of a pattern."""
    return either(row["word"] for row in load("units") if row["type"] in {"unit", "recipient"})


@cache
def _ratio_before() -> re.Pattern[str]:
    per = r"(?:/\s?|\b(?:per|(?:se)?tiap)\s)"
    return re.compile(rf"{per}(?:(?:{_others()})\s(?:[^\W\d]+\s){{0,2}})?\Z", re.IGNORECASE)


@cache
def _ratio_behind() -> re.Pattern[str]:
    joined = rf"(?:\s(?:menjadi|hingga|sampai|ke|dan)\s[\d.,]+\s(?:{_others()}))?"
    period = either(row["word"] for row in load("units") if row["type"] == "period")
    return re.compile(
        rf"{joined}(?:\s?/\s?(?!(?:{period})\b)\w|\s(?:per|(?:untuk\s)?(?:se)?tiap)\s(?:{_others()})(?!\w))",
        re.IGNORECASE,
    )


def _example(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether one pack stands for all (`ongkos satu kontainer Rp9 juta`, `tidak satu truk pun`)."""
    if mention.parts.get("number", "").lower() not in {"satu", "1"} or measure not in units.needy():
        return False
    behind = context.text[mention.stop : mention.stop + REACH_CHARS]
    return measure in CLASSIFIERS or "Rp" in behind or not measured.names_its_good(mention, measure, context)


def _price(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether a price is that of a small pack (`emas 5 gram dijual Rp14 juta`, `harga 50 gram: Rp95 juta`)."""
    ends = figures.ends(mention.parts)
    is_pack = measure == "g" or (measure in SMALL and ends is not None and max(ends) <= LARGEST_PACK)
    return is_pack and bool(PRICED.match(context.text[mention.stop : mention.stop + REACH_CHARS]))


def _waste(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether it is emitted, thrown away or forbidden: `27 ton CO2`, `limbah sebanyak 3 ton`.

    Where no good stands beside it, the sentence before may say so.
    """
    begin = max(context.sentence(mention.start)[0], mention.start - CLAUSE)
    behind = NEXT * 3 if measure in units.needy() else NEXT
    words = _no_goods("no_good")
    # in a headline the word is written large, and so are names: it counts right behind only
    right_behind = context.text[mention.stop + 1 : mention.stop + NEXT].lower()
    if words.search(context.text, begin, mention.stop + behind) or words.match(right_behind):
        return True
    begin = context.sentence(max(0, context.sentence(mention.start)[0] - 2))[0]
    told = _no_goods("emitted").search(context.text, begin, mention.start)
    return bool(told) and not measured.is_beside_its_good(mention, measure, context)


def _other_thing(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether the unit counts houses, flats or shares: `4.000 unit rumah`."""
    if measure not in {"unit", "sheet"}:
        return False
    if _no_goods("other_thing_behind").match(context.text[mention.stop + 1 : mention.stop + NEXT].lower()):
        return True
    told = _no_goods("other_thing").search(_clause(mention, context).lower())
    return bool(told) and not measured.names_its_good(mention, measure, context)


def _grams(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether grams or ounces are those of no good that is named beside them, but of what food holds."""
    if measure == "ons" and not _before(mention, context).endswith("("):
        return False
    return measure in {"g", "ons"} and not measured.is_beside_its_good(mention, measure, context)


CHECKS: dict[str, Callable[[Mention, str, Context], bool]] = {
    "a ratio": _ratio,
    "what each gets or may buy": _ration,
    "one pack as an example": _example,
    "the size of a pack or an animal": _size,
    "what a price is for": _price,
    "grams of no good beside them": _grams,
    "emitted, thrown away or forbidden": _waste,
    "houses, flats or shares": _other_thing,
    "what a store or a vehicle can hold": _capacity,
}
"""Why a number with a unit is no quantity, in order."""
