"""Goods in compounds, whose first word decides: `mesin pengupas kelapa` is a machine, `bibit cengkih` a seedling."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.extract.rule import Rule
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REACH_CHARS = 60
"""Characters before a good that its heads may fill."""

MADE = frozenset(
    {
        "agri_input",
        "chemicals",
        "furniture",
        "handicraft",
        "machinery",
        "manufactures",
        "processed_food",
        "textile",
        "vehicles",
    }
)
"""Categories of goods behind which stands what they are made of or for (`keripik nanas`, `pakan sapi`)."""

OF = frozenset(
    {
        "estate_crop",
        "fisheries",
        "forestry",
        "handicraft",
        "horticulture_fruit",
        "horticulture_vegetable",
        "livestock",
        "machinery",
        "mining_energy",
        "spice",
        "staple_food",
        "textile",
    }
)
"""Categories of goods that others are made of or for."""

FOR = {"machinery": OF | {"agri_input", "processed_food"}}
"""Category -> what it may be for, where that is more than `OF`: machines make food too (`mesin pengolah keripik`)."""

ALONE = {"never_alone", "traded"}
"""Rules of words that nothing behind them belongs to (`karung beras` is rice)."""

AGENT = "pe"
"""First letters of what a machine or means is for (`pengupas`, `pembasmi`)."""

WASTE = frozenset({"plant-part", "residue"})
"""Classes of compounds that are thrown away as often as traded (`kulit pisang`, `serbuk gergaji`): they need a cue."""

UNCOUNTED = r"(?<!\d )(?<!ratus )(?<!\bribu )(?<!\bjuta )"
"""No count stands in front: `600 batang bibit kakao` counts seedlings."""


@dataclass(frozen=True, slots=True)
class Good:
    """A good as the text names it."""

    start: int
    stop: int
    commodity: str
    """Id in the commodities lexicon."""
    rule: str
    tail: str = ""
    """Words behind it that tell its grade or state (`beku`), in small letters."""

    @property
    def parts(self) -> dict[str, str]:
        """Return the parts of its mention."""
        return {"commodity": self.commodity} | ({"tail": self.tail} if self.tail else {})


def compounds(found: Iterable[Good], text: str) -> Iterator[Good]:
    """Yield the goods of a text in reading order, each with the words that belong to it; `found` in any order."""
    goods = list(_apart(chain(found, _machines(text)), text))
    bounds = [0, *(good.stop for good in goods)]
    ends = [*(good.start for good in goods), len(text)][1:]
    last: Good | None = None
    for good, bound, end in zip(goods, bounds[:-1], ends, strict=True):
        whole = _with_tail(_with_head(good, text, bound), text, end)
        joined = _joined(last, whole, text) if last else None
        if last and not joined:
            yield last
        last = joined or whole
    if last:
        yield last


def _apart(goods: Iterable[Good], text: str) -> Iterator[Good]:
    """Yield goods by their start, of overlapping ones the longer; none that is the tail of another (`sapi bakalan`)."""
    bound = tail = -1
    for good in sorted(goods, key=lambda each: (each.start, -each.stop)):
        if good.start >= bound and good.stop > tail:
            bound = good.stop
            match = _pattern("tail").match(text, bound)
            tail = match.end() if match else bound
            yield good


def _machines(text: str) -> Iterator[Good]:
    for match in _pattern("machine").finditer(text):
        yield Good(match.start(), match.end(), "machinery", "context")


def _with_head(good: Good, text: str, bound: int) -> Good:
    """Return what the words in front make of a good (`bibit`, `ampas`, `mesin pengupas`): the first of them decides."""
    begin = max(bound, good.start - REACH_CHARS)
    before = text[begin : good.start].lower()
    match = _pattern("head").search(text, begin, good.start) if _ends_like_a_head(before) else None
    if match is None:
        return good
    made = COMPOUND.take(match["tool"] or match["head"], good)
    if not made:
        return good
    rule = "context" if made in WASTE else COMPOUND.name
    return replace(good, start=match.start(), commodity=made, rule=rule)


def _ends_like_a_head(before: str) -> bool:
    """Tell whether small letters may end with a head: the word itself, or what it is for, is far quicker to look at."""
    last = before[:-1].rpartition(" ")[2]
    return before.endswith(" ") and (last.startswith(AGENT) or last.endswith(_last_words()))


def _made(head: str, good: Good) -> str | None:
    """Return what a head makes of a good of its category, None where it makes nothing of it."""
    return _heads().get((head.lower(), _category(good.commodity))) or _heads().get((head.lower(), ""))


COMPOUND = Rule("compound", _made)
"""A good that takes its code from the word in front of it, or from the kind behind it."""


def _with_tail(good: Good, text: str, end: int) -> Good:
    match = _pattern("tail").match(text, good.stop, end)
    return replace(good, stop=match.end(), tail=match[0].strip().lower()) if match else good


def _joined(first: Good, second: Good, text: str) -> Good | None:
    """Return the one good that two side by side are, None where they are two."""
    if text[first.stop : second.start] not in {" ", "\u00a0"} or second.rule == "never_alone":
        return None
    if made := COMPOUND.take(text[first.start : first.stop], second):
        return replace(second, start=first.start, commodity=made, rule=COMPOUND.name)
    if first.commodity in _line(second.commodity) or _is_general(first, second):
        return replace(second, start=first.start, rule=COMPOUND.name)
    is_sibling = _line(first.commodity) and _line(first.commodity) == _line(second.commodity)
    is_material = _is_material(_category(first.commodity), _category(second.commodity)) and first.rule not in ALONE
    return replace(first, stop=second.stop, tail=second.tail) if is_sibling or is_material else None


def _is_material(made: str, of: str) -> bool:
    """Tell whether goods of one category may be made of or for those of another."""
    return made in MADE and of in FOR.get(made, OF)


def _is_general(first: Good, second: Good) -> bool:
    """Tell whether the first is a word for the whole category of the second (`buah semangka`)."""
    return (first.commodity, _category(second.commodity)) in _generals()


@cache
def _generals() -> frozenset[tuple[str, str]]:
    return frozenset((row["commodity"], row["of"]) for row in load("commodity_heads") if row["role"] == "general")


@cache
def _heads() -> dict[tuple[str, str], str]:
    rows = [row for row in load("commodity_heads") if row["role"] in {"head", "tool"}]
    return {(row["word"], row["of"]): row["commodity"] for row in rows}


@cache
def _goods() -> dict[str, dict[str, str]]:
    return {row["commodity"]: row for row in load("commodities")}


def _category(commodity: str) -> str:
    return _goods()[commodity]["category"]


@cache
def _line(commodity: str) -> tuple[str, ...]:
    """Return the entries of the code list that an entry is a kind of, itself left out."""
    parent = _goods()[commodity]["parent"]
    return (parent, *_line(parent)) if parent else ()


@cache
def _last_words() -> tuple[str, ...]:
    """Return the last words of heads and of what they are for."""
    rows = (row for row in load("commodity_heads") if row["role"] in {"head", "agent"})
    return tuple({row["word"].split(" ")[-1].lower() for row in rows})


@cache
def _pattern(name: str) -> re.Pattern[str]:
    heads, agent = _words("head"), rf"(?:{AGENT}[lmnr]\w{{4,15}}|{_words('agent')})"
    patterns = {
        "machine": rf"\bmesin {agent}(?<!an)\b(?: (?:{_words('object')})\b)?",
        "head": rf"{UNCOUNTED}\b(?:(?P<head>{heads}) (?:{agent} )?|(?P<tool>{_words('tool')}) {agent}(?<!an) )"
        rf"(?:(?:{heads}) (?:{agent} )?)*$",
        "tail": rf"(?: (?:{_words('tail')})\b)+",
    }
    return re.compile(patterns[name], re.IGNORECASE)


def _words(role: str) -> str:
    return either(row["word"] for row in load("commodity_heads") if row["role"] == role)
