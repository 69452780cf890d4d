"""Places: which province, regency or city a name stands for, and whether it is a place at all.

A name of the list says under which policy it is believed: `safe` always; `capital` too, but it speaks for no other;
`cue` behind a word for places or where its province is spoken of; `support` behind goods or where its province is
spoken of; `placed` only behind a word for places or among them, `typed` only behind a word for a government,
`dateline` there alone. The dateline is believed whatever the policy.
The extractor knows no policies: it finds the names, and what is not believed here is kept as unresolved.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load
from pipeline.model import Rejected
from pipeline.normalize import province_references
from pipeline.values import Province

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

REACH_MENTIONS = 40
"""Mentions looked at on either side for a word of the same province."""

GOVERNMENT = frozenset({"province", "regency", "city", "any"})
"""Levels of cues that make any word behind them a place."""

ORDINARY = frozenset({"placed", "typed", "dateline"})
"""Policies of names that are ordinary words too (`Batu`)."""

SLIPPED = frozenset({"longer", "misspelt"})
"""Rules that take names with a slip."""


class Entry(NamedTuple):
    """One meaning of an alias."""

    region: str
    province: str
    level: str
    kind: str
    policy: str


def normalize(mention: Mention, context: Context) -> Province | Rejected:
    """Return the region a mention stands for, or why it stands for none."""
    if mention.rule == "reference":
        return _reference(mention, context)
    if _in_person(mention, context):
        return Rejected("part of a person's name")
    if "mask" in mention.parts:
        return Rejected(f"inside a name of another kind: {mention.parts['mask']}")
    if "alias" not in mention.parts:
        return Rejected("near the longer name of another province, unsure which")
    entries = _of_level(_entries()[mention.parts["alias"]], mention.parts.get("cue", ""))
    if len({entry.province for entry in entries}) > 1:
        near = _near(mention, context)
        entries = [entry for entry in entries if entry.province in near]
    if len({entry.province for entry in entries}) != 1:
        return Rejected("a name of several places without a cue which")
    doubt = "" if mention.rule in {"dateline", *SLIPPED} else _doubt(mention, entries, context)
    return Rejected(doubt) if doubt else _value(mention, entries)


def _in_person(mention: Mention, context: Context) -> bool:
    """Tell whether a name belongs to an official who bears it (`Kadis Perdagangan Batam Gustian Riau`)."""
    start, stop = _piece("name", mention, context)
    return start < mention.start and mention.stop <= stop


def _of_office(mention: Mention, context: Context) -> bool:
    """Tell whether a name is the region of an office (`Kepala Dinas Perdagangan Lebong Efrita Susanti`)."""
    start, stop = _piece("region", mention, context)
    return start <= mention.start and mention.stop <= stop


def _piece(name: str, mention: Mention, context: Context) -> tuple[int, int]:
    """Return the offsets of a piece of the official's mention that a name of a place stands in, or behind."""
    officials = context.mentions.get("officials", ())
    index = bisect_right(officials, mention.start, key=lambda item: item.start) - 1
    return officials[index].spans.get(name, (0, 0)) if index >= 0 else (0, 0)


def _of_level(entries: list[Entry], level: str) -> list[Entry]:
    """Return the meanings of the level that the cue asks for, all when there is none."""
    return [entry for entry in entries if entry.level == level] or entries


def _doubt(mention: Mention, entries: list[Entry], context: Context) -> str:
    """Return why a name of one province is not believed to be a place, empty when it is."""
    if mention.parts["alias"] not in _words():
        return _doubt_of_name(mention, entries, context)
    policies = {entry.policy for entry in entries}
    is_typed = mention.parts.get("cue") in GOVERNMENT and policies & {"typed", "placed"}
    is_sure = is_typed or ("placed" in policies and _is_placed(mention))
    return "" if is_sure else "an ordinary word, no word for a government before it"


def _doubt_of_name(mention: Mention, entries: list[Entry], context: Context) -> str:
    parts, policies = mention.parts, {entry.policy for entry in entries}
    governs = parts.get("cue") in GOVERNMENT or _of_office(mention, context)
    if "safe" in policies or (governs and policies != {"dateline"}):
        return ""
    supported = entries[0].province in _near(mention, context)
    if "opening" in parts and policies == {"support"} and mention.text.istitle():
        return "may be an ordinary word"
    if "capital" in policies:
        return ""
    if "before" in parts or ("after" in parts and not supported):
        return "part of a longer name"
    if supported and policies & {"cue", "support"}:
        return ""
    told = "cue" in parts or "list" in mention.spans
    sure = ("cue" in policies and told) or ("support" in policies and parts.get("cue") == "goods")
    return "" if sure else "a shared name without a cue"


def _is_placed(mention: Mention) -> bool:
    """Tell whether a name that is an ordinary word stands for a place alone: `di Batu`, not `di Batu Caves`."""
    told = mention.parts.get("cue") == "place" or "list" in mention.spans
    return told and not {"before", "after"} & mention.parts.keys()


def _near(mention: Mention, context: Context) -> frozenset[str]:
    """Return the provinces that safe names around a mention stand for."""
    mentions = context.mentions["provinces"]
    index = bisect_left(mentions, mention.start, key=lambda other: other.start)
    around = mentions[max(0, index - REACH_MENTIONS) : index + REACH_MENTIONS]
    aliases = {other.parts.get("alias", "") for other in around if "mask" not in other.parts}
    return frozenset().union(*map(_sure, aliases - {mention.parts["alias"]}))


def _value(mention: Mention, entries: list[Entry]) -> Province:
    """Return the value of meanings of one province: the province itself, its capital city, or the only regency."""
    best = min(entries, key=_rank)
    basis = "misspelling" if mention.rule in SLIPPED else _basis(best)
    if best.level == "province":
        return Province(best.province, None, _names("provinces")[best.province], "province", basis)
    if len({entry.region for entry in entries}) > 1 and best.region not in _capitals():
        return Province(best.province, None, mention.parts["alias"], "city", basis)
    return Province(best.province, best.region, _names("regencies")[best.region], best.level, basis)


def _rank(entry: Entry) -> tuple[bool, bool, bool]:
    return entry.policy == "typed", entry.level != "province", entry.region not in _capitals()


def _basis(entry: Entry) -> str:
    """Return how an entry names its region; spellings, translations and old names count as names."""
    if entry.kind in {"abbreviation", "nickname", "capital", "misspelling"}:
        return entry.kind
    if entry.level == "province":
        return "nickname" if entry.kind == "area" else "name"
    return "capital" if entry.region in _capitals() else "regency"


def _reference(mention: Mention, context: Context) -> Province | Rejected:
    """Return what an earlier mention stands for, as far as the words pointing back to it say."""
    meant: Province | Rejected = province_references.resolve(mention, context)
    if isinstance(meant, Rejected):
        return meant
    if mention.parts["noun"] == "provinsi" or mention.parts["which"] != "only":
        name = _names("provinces")[meant.province]
        return Province(meant.province, None, name, "province", "reference")
    return replace(meant, basis="reference")


@cache
def _entries() -> dict[str, list[Entry]]:
    home = {row["regency"]: row["province"] for row in load("regencies")}
    found: dict[str, list[Entry]] = {}
    for row in load("region_aliases"):
        entry = Entry(row["region"], home.get(row["region"], row["region"]), row["level"], row["kind"], row["policy"])
        found.setdefault(row["alias"], []).append(entry)
    return found


@cache
def _words() -> frozenset[str]:
    """Return the aliases that are ordinary words too, in all their meanings."""
    return frozenset(alias for alias, all_of in _entries().items() if {entry.policy for entry in all_of} <= ORDINARY)


@cache
def _sure(alias: str) -> frozenset[str]:
    """Return the province of an alias that needs no cue, nothing for others."""
    return frozenset(entry.province for entry in _entries().get(alias, ()) if entry.policy == "safe")


@cache
def _capitals() -> frozenset[str]:
    return frozenset(row["capital_regency"] for row in load("provinces"))


@cache
def _names(table: str) -> dict[str, str]:
    """Return standard names by code: provinces bare, regencies with `Kabupaten` or `Kota` before them."""
    if table == "provinces":
        return {row["province"]: row["name"] for row in load(table)}
    titles = {"regency": "Kabupaten", "city": "Kota"}
    return {row["regency"]: f"{titles[row['type']]} {row['name']}" for row in load(table)}
