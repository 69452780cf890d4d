"""Goods: which entry of the code list a name stands for, unless it is no good there."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.model import Rejected
from pipeline.normalize import commodity_kinds, commodity_lists, commodity_names, commodity_sides
from pipeline.normalize.commodity_cues import cues
from pipeline.values import Commodity

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Context, Mention

SEEN_FACTS = 200
"""Earlier facts searched for the long form of an abbreviation."""

NEAR_CHARS = 40
"""Characters on either side of a mention that are read."""

MOST_LETTERS = 6
"""Letters of an abbreviation, at most."""

SEVERAL_GOODS = 2
"""Sure goods of a list that what carries goods or holds them may close."""

QUOTES = "\"“'‘("
"""What may open right before a mention."""

COLON = ": "
"""What may stand between a cue and what it opens (`muatannya: semen`)."""

PRICED = re.compile(r"(?:nya)?(?:\s+[\w-]+){0,3}\s+Rp\s?\d")
"""A price behind a mention."""

OPEN = frozenset({"context", "traded"})
"""Rules that need a cue."""

CUES = {"context": "before", "traded": "trade"}
"""Cues before a mention, by its rule."""


def normalize(mention: Mention, context: Context) -> Commodity | Rejected:
    """Return the entry of the code list, or why the word is no good here: the first of `CHECKS` that objects."""
    for reason, objects in CHECKS.items():
        if objects(mention, context):
            return Rejected(reason)
    if mention.parts["commodity"] in _classes():
        return replace(_codes()[mention.parts["commodity"]], name=" ".join(mention.text.lower().split()))
    return _codes()[
        _spelt_out_as(mention, context) or commodity_kinds.resolve(mention, context) or mention.parts["commodity"]
    ]


@cache
def _to_quantity() -> re.Pattern[str]:
    """Return the pattern of what stands between a mention and its quantity behind it."""
    return re.compile(rf"\s+(?:(?:{either(cues('to_quantity'))})\s+)?\(?")


@cache
def _codes() -> dict[str, Commodity]:
    return {
        row["commodity"]: Commodity(row["commodity"], row["name"], row["category"], row["hs_code"])
        for row in load("commodities")
    }


@cache
def _classes() -> frozenset[str]:
    """Return the entries that stand for a class of compounds, each of which has a name of its own."""
    return frozenset(row["commodity"] for row in load("commodity_heads") if row["role"] == "head")


def _general(mention: Mention, context: Context) -> bool:  # noqa: ARG001 -- all checks are called alike
    return mention.rule == "never_alone"


def _in_dish(mention: Mention, context: Context) -> bool:
    """Tell whether the mention is what a dish is made of (`soto ayam`, `ikan bakar`)."""
    before, after = _around(mention, context)
    return not cues("dish").isdisjoint(before[-1:]) or after in cues("cooked")


def _behind_user(mention: Mention, context: Context) -> bool:
    """Tell whether the word before names who uses, grows or moves the good (`pabrik kertas`, `tarif kapal`)."""
    before, _ = _around(mention, context)
    return not cues("aside").isdisjoint(before[-1:]) or not cues("paper").isdisjoint(before)


def _counted(mention: Mention, context: Context) -> bool:
    """Tell whether a homonym has a number right before it (`dua buah rumah`, `tiga mobil`): things, not goods.

    They are goods where they are traded (`memesan 180 ranjang`); a word that counts things is none (`dua buah`).
    """
    if mention.rule not in OPEN:
        return False
    before, _ = _around(mention, context)
    if not any(word in cues("count") or word[0].isdigit() for word in before[-1:]):
        return False
    if _measures(mention, context):
        return True
    return cues(CUES[mention.rule]).isdisjoint(before[:-1]) and not _listed_with_sure(mention, context)


def _measures(mention: Mention, context: Context) -> bool:
    """Tell whether the mention is the unit of a quantity (`dua buah`)."""
    quantities = context.mentions.get("quantities", ())
    index = bisect_left(quantities, mention.start, key=attrgetter("start"))
    return index > 0 and mention.start < quantities[index - 1].stop


def _homonym(mention: Mention, context: Context) -> bool:
    """Tell whether a homonym stands without a cue: neither its own nor that of a neighbour in an enumeration.

    A part of what was named needs its own (`durian itu disukai, dagingnya tebal`).
    """
    if mention.rule not in OPEN or _sure(mention, context):
        return False
    return mention.text.lower() in cues("part") or not _listed_with_sure(mention, context)


def _listed_with_sure(mention: Mention, context: Context) -> bool:
    """Tell whether a sure good stands in one list with the mention.

    What carries goods or holds them needs one on either side, or closes a list of several (`semen, pupuk, dan
    kendaraan`); headlines list subjects.
    """
    before, behind = (sum(_sure(each, context) for each in side) for side in commodity_lists.listed(mention, context))
    if mention.rule != "traded":
        return bool(before or behind)
    return bool(before and behind) or (before >= SEVERAL_GOODS and _closes_list(mention, context))


def _closes_list(mention: Mention, context: Context) -> bool:
    in_title = mention.start < len(context.article.title or "")
    return not in_title and not cues("joint").isdisjoint(_around(mention, context)[0][-1:])


def _sure(mention: Mention, context: Context) -> bool:
    if mention.rule not in OPEN:
        return mention.rule != "never_alone" and not commodity_names.in_name(mention, context)
    before, after = _around(mention, context, COLON)
    if mention.rule == "traded":
        return not cues("trade").isdisjoint(before) or commodity_sides.is_moved(mention, context)
    after = mention.parts.get("tail", after).split(" ")[0]
    governed = cues("block").isdisjoint(before[-1:]) and not cues("before").isdisjoint(before)
    if governed or after in cues("after"):
        return True
    if PRICED.match(context.text, mention.stop, mention.stop + NEAR_CHARS) or _measured(mention, context):
        return True
    if commodity_sides.is_of_region(mention, context) or commodity_sides.is_moved(mention, context):
        return True
    return _spelt_out(mention, context)


def _measured(mention: Mention, context: Context) -> bool:
    """Tell whether a quantity stands right before or behind the mention."""
    quantities = context.mentions.get("quantities", ())
    index = bisect_left(quantities, mention.start, key=attrgetter("start"))
    if index and context.text[quantities[index - 1].stop : mention.start].isspace():
        return True
    following = quantities[index : index + 1]
    return any(_to_quantity().fullmatch(context.text, mention.stop, each.start) for each in following)


def _spelt_out(mention: Mention, context: Context) -> bool:
    """Tell whether a homonymous abbreviation stands behind its long form here or before (`tandan buah segar (TBS)`)."""
    if not mention.text.isupper():
        return False
    good, index = mention.parts["commodity"], commodity_lists.index(mention, context)
    near = context.mentions["commodities"][max(0, index - 1) : index]
    if any(each.parts["commodity"] == good and mention.start - each.stop == len(" (") for each in near):
        return True
    return any(fact.value.commodity == good for fact in context.facts.get("commodities", ())[:SEEN_FACTS])


def _spelt_out_as(mention: Mention, context: Context) -> str | None:
    """Return the good that the article makes an abbreviation short for (`gula kristal putih (GKP)`), None for none."""
    if not mention.text.isupper() or len(mention.text) > MOST_LETTERS:
        return None
    place = context.text.find(f" ({mention.text})")
    words = context.text[max(0, place - MOST_LETTERS * NEAR_CHARS) : max(0, place)].split()[-len(mention.text) :]
    if place < 0 or [word[0].upper() for word in words] != list(mention.text):
        return None
    mentions = context.mentions["commodities"]
    before = bisect_left(mentions, place, key=attrgetter("start")) - 1
    return mentions[before].parts["commodity"] if before >= 0 and mentions[before].stop == place else None


def _around(mention: Mention, context: Context, past: str = "") -> tuple[list[str], str]:
    """Return up to two words before the mention and the one behind it, in small letters.

    No punctuation is between them, but for `past` right before the mention.
    """
    begin = max(context.sentence(mention.start)[0], mention.start - NEAR_CHARS)
    said = context.text[begin : mention.start].rstrip(QUOTES).lower().rstrip(past)
    before = [word.lstrip(QUOTES) for word in said.split()[-2:]]
    while before and not all(word and word[-1].isalnum() for word in before):
        del before[0]
    return before, commodity_sides.word_behind(mention, context.text)


CHECKS: dict[str, Callable[[Mention, Context], bool]] = {
    "too general alone": _general,
    "part of a name": commodity_names.in_name,
    "part of a dish": _in_dish,
    "named in passing": _behind_user,
    "counted without a unit": _counted,
    "homonym without a cue": _homonym,
}
"""Why a mention is no good, in order."""
