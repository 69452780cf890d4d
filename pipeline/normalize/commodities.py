"""Goods: which entry of the code list a name stands for, unless it is no good there."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.model import Rejected
from pipeline.normalize import commodity_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.model import Context, Mention

REACH = 80
"""Characters looked at on either side of a mention."""

STRETCH = 300
"""Characters on either side that show how a sentence is written."""

SEEN = 200
"""Earlier facts searched for the long form of an abbreviation."""

GAP = 40
"""Characters between two goods of an enumeration, at most."""

LISTED = 6
"""Neighbours of an enumeration looked at on either side."""

QUOTES = "\"“'‘("
"""What may open right before a mention."""

AFTER = re.compile(r"[\"”'’)]?\s+([\w-]+)")
"""The next word behind a mention."""

TO_QUANTITY = re.compile(r"\s+(?:(?:sebanyak|sebesar|seberat|mencapai|sekitar|hingga)\s+)?\(?")
"""What stands between a mention and its quantity behind it."""

BETWEEN = re.compile(
    r"""\)?(?:\s+[\w.-]+){0,2}                                  # a kind, a price
        (?:\s*[,/&]|\s+(?:dan|serta|hingga|sampai|maupun|atau)\b)
        (?:\s+(?:dan|serta|juga|hingga|atau)\b)?\s*""",
    re.VERBOSE,
)
"""What stands between two goods of an enumeration: a qualifying word or two, then a comma or a conjunction."""

RUN = re.compile(r"(?:[A-Z][\w.’'-]*[ \u00a0\n]+(?:(?:dan|&)[ \u00a0]+)?){1,6}$")
"""Capitalised words that run up to a mention."""

WORD = re.compile(r"[^\W\d_][\w-]{3,}")
HEADLINE = 0.6
"""Share of capitalised words from which a stretch is written in headline style, where capitals tell nothing."""


@dataclass(frozen=True, slots=True)
class Commodity:
    """One of the goods of the code list."""

    commodity: str
    """Id in the code list."""
    name: str
    """Indonesian name."""
    category: str
    """Class of goods."""
    hs_code: str
    """HS 2022 code as text (4 or 6 digits), empty where none can be given."""


def normalize(mention: Mention, context: Context) -> Commodity | Rejected:
    """Return the entry of the code list, or why the word is no good here: the first of `CHECKS` that objects."""
    for reason, objects in CHECKS.items():
        if objects(mention, context):
            return Rejected(reason)
    return _codes()[commodity_kinds.resolve(mention, context) or mention.parts["commodity"]]


@cache
def _codes() -> dict[str, Commodity]:
    return {
        row["commodity"]: Commodity(row["commodity"], row["name"], row["category"], row["hs_code"])
        for row in load("commodities")
    }


@cache
def _cues(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in load("commodity_cues") if row["use"] == use)


def _general(mention: Mention, context: Context) -> bool:  # noqa: ARG001 -- all checks are called alike
    return mention.rule == "never_alone"


def _in_name(mention: Mention, context: Context) -> bool:
    """Tell whether capitalised words make a name of which the mention is a part (`PT Semen Padang`)."""
    if not mention.text[0].isupper():
        return False
    begin = context.sentence(mention.start)[0]
    run = RUN.search(context.text, max(begin, mention.start - REACH), mention.start)
    if run is None:
        return False
    words = run[0].split()
    if _headline(run.start(), mention, context):
        return not _cues("name").isdisjoint(words[-2:])
    if not _cues("name").isdisjoint(words):
        return True
    if words[-1] in {"dan", "&"} or words[-1].isupper() or words[-1].lower() in _cues("before"):
        return False
    opens = run.start() == begin and len(words) == 1
    return not opens and not _follows_good(mention, context)


def _headline(start: int, mention: Mention, context: Context) -> bool:
    """Tell whether the words around `start` and the mention's end have capitals anyway, so that they make no name."""
    begin, end = context.sentence(mention.start)
    words: list[str] = WORD.findall(context.text, max(begin, start - STRETCH), start)
    words += WORD.findall(context.text, mention.stop, min(end, mention.stop + STRETCH))
    return sum(word[0].isupper() for word in words) >= HEADLINE * len(words)


def _follows_good(mention: Mention, context: Context) -> bool:
    index = _index(mention, context)
    return index > 0 and context.mentions["commodities"][index - 1].stop + 1 >= mention.start


def _in_dish(mention: Mention, context: Context) -> bool:
    """Tell whether the mention is what a dish is made of (`soto ayam`, `ikan bakar`)."""
    before, after = _around(mention, context)
    return not _cues("dish").isdisjoint(before[-1:]) or after in _cues("cooked")


def _counted(mention: Mention, context: Context) -> bool:
    """Tell whether a homonym has a number right before it (`dua buah rumah`, `tiga mobil`): things, not goods."""
    before, _ = _around(mention, context)
    return mention.rule == "context" and any(word in _cues("count") or word[0].isdigit() for word in before[-1:])


def _homonym(mention: Mention, context: Context) -> bool:
    """Tell whether a homonym stands without a cue: neither its own nor that of a neighbour in an enumeration."""
    return mention.rule == "context" and not any(_sure(each, context) for each in _enumeration(mention, context))


def _sure(mention: Mention, context: Context) -> bool:
    if mention.rule != "context":
        return mention.rule != "never_alone" and not _in_name(mention, context)
    before, after = _around(mention, context)
    governed = _cues("block").isdisjoint(before[-1:]) and not _cues("before").isdisjoint(before)
    if governed or after in _cues("after"):
        return True
    return _measured(mention, context) or _spelt_out(mention, context)


def _measured(mention: Mention, context: Context) -> bool:
    """Tell whether a quantity stands right before or behind the mention."""
    quantities = context.mentions.get("quantities", ())
    index = bisect_left(quantities, mention.start, key=attrgetter("start"))
    if index and context.text[quantities[index - 1].stop : mention.start].isspace():
        return True
    following = quantities[index : index + 1]
    return any(TO_QUANTITY.fullmatch(context.text, mention.stop, each.start) for each in following)


def _spelt_out(mention: Mention, context: Context) -> bool:
    """Tell whether a homonymous abbreviation stands behind its long form here or before (`tandan buah segar (TBS)`)."""
    if not mention.text.isupper():
        return False
    good, index = mention.parts["commodity"], _index(mention, context)
    near = context.mentions["commodities"][max(0, index - 1) : index]
    if any(each.parts["commodity"] == good and mention.start - each.stop == len(" (") for each in near):
        return True
    return any(fact.value.commodity == good for fact in context.facts.get("commodities", ())[:SEEN])


def _around(mention: Mention, context: Context) -> tuple[list[str], str]:
    """Return up to two words before the mention, no punctuation between, and the one behind it, in small letters."""
    begin = max(context.sentence(mention.start)[0], mention.start - GAP)
    before = context.text[begin : mention.start].rstrip(QUOTES).lower().split()[-2:]
    while before and not all(word[-1].isalnum() for word in before):
        del before[0]
    after = AFTER.match(context.text, mention.stop, mention.stop + GAP)
    return before, after[1].lower() if after else ""


def _enumeration(mention: Mention, context: Context) -> Iterator[Mention]:
    """Yield the mention, then the goods listed with it, nearest first, to the left and to the right."""
    yield mention
    mentions = context.mentions["commodities"]
    index = _index(mention, context)
    yield from _chain(mentions[max(0, index - LISTED) : index + 1][::-1], context)
    yield from _chain(mentions[index : index + 1 + LISTED], context)


def _chain(mentions: tuple[Mention, ...], context: Context) -> Iterator[Mention]:
    for one, other in pairwise(mentions):
        left, right = min(one.stop, other.stop), max(one.start, other.start)
        if right - left > GAP or not BETWEEN.fullmatch(context.text, left, right):
            return
        yield other


def _index(mention: Mention, context: Context) -> int:
    return bisect_left(context.mentions["commodities"], mention.start, key=attrgetter("start"))


CHECKS: dict[str, Callable[[Mention, Context], bool]] = {
    "too general alone": _general,
    "part of a name": _in_name,
    "part of a dish": _in_dish,
    "counted without a unit": _counted,
    "homonym without a cue": _homonym,
}
"""Why a mention is no good, in order."""
