"""Places and governments, by the names of the region list; what stands around a name says how it was meant.

The extractor notes the surroundings in `parts`; whether they make a place is decided by the normaliser:
`alias` (the entry of the list), `cue` (level of the word before it: `province`, `regency`, `city`, `any`,
`institution`, `place`, `goods`), `before` and `after` (capitalised words that may make it part of a longer name),
`opening` (first word of a sentence), `mask` (what kind of longer name hides it). In `spans`, `list` is the name that
begins the enumeration it stands in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import regex

from pipeline.extract.provinces import masks
from pipeline.extract.provinces.longer import LONGER
from pipeline.extract.provinces.misspellings import MISSPELT
from pipeline.extract.provinces.references import REFERENCE
from pipeline.extract.provinces.rules import (
    GOVERNMENT,
    LEFT_CHARS,
    LISTED,
    MASKED,
    NAMED,
    Name,
    is_in_dateline,
)
from pipeline.language import Phrases
from pipeline.language.tokenizer import WORD
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Document

KIND = "provinces"

BREAK = regex.compile(r'(?r)[\n\0,;:()"“”!?—\[\]|→]|(?<![-\w])[–-](?!\w)|[a-z\d]{4}\.(?=\s)')
"""The last sign that parts a name from what stands before it, searched from the right."""

WORDS = re.compile(rf"[A-Z]+\d[A-Z\d]*|{WORD}|[^\W\d_]+|\d+")

ADDRESS = re.compile(r"\b(?:di|ke|dari|asal) [A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?, \Z")
"""A village or street with a comma, before the region that it lies in."""

DATED = re.compile(r", \d{1,2}\b")
"""A day behind a name, which makes an opening one a dateline."""

FIGURE = re.compile(r"[ \u00a0](?:Rp ?)?\d")
"""An amount or quantity behind a name, as lists of places have it: `dan Bima Rp13 juta`."""

GOODS_WORDS = 3
"""Words of a good's name before a place that are looked at."""

POSSESSIVE = re.compile(r"[^\W\d_]{3,}nya\Z")
"""A word with a possessive, which begins a sentence and no name: `Tujuannya Bima`; Sonya and Tanya are shorter."""

OPENING = re.compile(r"(?:^|[\n\0.!?:])[\s\"“‘(]{0,3}\Z")
"""What stands before the first word of a sentence."""

OPENING_CHARS = 4
"""Characters that it takes at most."""


@cache
def _phrases() -> Phrases:
    """Return the word list, built once per process; names count in their own spelling and in capitals."""
    hidden = [(f"mask:{kind}", phrase, False) for phrase, kind in masks.wholes()]
    aliases = dict.fromkeys(row["alias"] for row in load("region_aliases"))
    names = [(alias, shape, True) for alias in aliases for shape in sorted({alias, alias.upper()})]
    return Phrases(hidden + names)


def extract(document: Document) -> Iterator[Mention]:
    """Yield the places named in a document in reading order: exact names, misspelt ones, words that point back."""
    named = list(_longest(document))
    taken = [(mention.start, mention.stop) for mention in named]
    found = (*named, *(MISSPELT.take(document, taken) or ()), *(REFERENCE.take(document) or ()))
    yield from sorted(found, key=lambda mention: mention.start)


def _longest(document: Document) -> Iterator[Mention]:
    """Yield exact names, and longer names with a slip in place of the shorter ones that they begin with."""
    bound = 0
    found = (*_named(document), *(LONGER.take(document) or ()))
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.stop)):
        if mention.start < bound:
            continue
        bound = mention.stop
        if mention.rule == LONGER.name:
            around = _surroundings(document, mention.start, mention.stop, mention.parts.get("alias", ""))
            mention = replace(mention, parts=around)  # noqa: PLW2901
        yield mention


def _named(document: Document) -> Iterator[Mention]:
    """Yield exact names and the longer names that hide one."""
    last: Name | None = None
    found: list[tuple[Name, str]] = []
    for hit in _phrases().find(document):
        key = hit.keys[0]
        if key.startswith("mask:"):
            if not document.text[hit.start : hit.stop].islower():
                found.append((Name(document, hit.start, hit.stop, {"mask": key[5:]}, {}, None), MASKED.name))
            continue
        name = Name(document, hit.start, hit.stop, _surroundings(document, hit.start, hit.stop, key), {}, last)
        rule = next(rule for rule in NAMED if rule.matcher(name))
        if rule is LISTED and last:
            _join(last, name)
        found.append((name, rule.name))
        last = name
    for each, rule_name in found:
        text = document.quote(each.start, each.stop)
        yield Mention(KIND, each.start, each.stop, text, rule_name, each.parts, each.spans)


def _join(last: Name, name: Name) -> None:
    """Give a name what it has from the one before it in an enumeration: where that begins, and its cue."""
    name.spans["list"] = last.spans.setdefault("list", (last.start, last.stop))
    if "cue" in last.parts:
        name.parts["cue"] = last.parts["cue"]


def _surroundings(document: Document, start: int, stop: int, alias: str) -> dict[str, str]:
    """Return the parts of a name: its entry, and what stands around it, unless that leaves no doubt."""
    left = document.text[max(0, start - LEFT_CHARS) : start]
    parted = BREAK.search(left)
    words = WORDS.findall(left, parted.end() if parted else 0)
    level = _cue(words) or ("place" if left.endswith(", ") and ADDRESS.search(left) else "")
    parts = {"alias": alias, "cue": level}
    if not is_in_dateline(document, start) and level not in GOVERNMENT:
        if not level and words and words[-1][0].isupper() and left[-1].isspace() and not POSSESSIVE.match(words[-1]):
            parts["before"] = words[-1]
        elif not level and FIGURE.match(document.text, stop) and document.text[start:stop].istitle():
            parts["cue"] = "place"
        if OPENING.search(left, max(0, len(left) - OPENING_CHARS)) and not DATED.match(document.text, stop):
            parts["opening"] = "true"
        parts["mask"] = masks.around(document.text, stop, words, parts)
    return {key: said for key, said in parts.items() if said}


def _cue(words: list[str]) -> str:
    """Return the level of the cue that the words before a name end with: a word of the list, or goods of the place.

    Institutions may have words in between.
    """
    tail = [word.lower() for word in words[-2:]]
    level = _cues().get(" ".join(tail)) or _cues().get(tail[-1] if tail else "", "")
    if level:
        return level
    for word in reversed(words):
        if not word[0].isupper() and word not in {"dan", "serta"}:
            break
        if _cues().get(word.lower()) == "institution":
            return "institution"
    return "goods" if _ends_in_goods(words) else ""


def _ends_in_goods(words: list[str]) -> bool:
    """Tell whether the words before a name end with goods, which come from there: `bawang merah Bima`."""
    tail = [word.lower() for word in words[-GOODS_WORDS:]]
    return any(" ".join(tail[first:]) in _goods() for first in range(len(tail)))


@cache
def _goods() -> frozenset[str]:
    return frozenset(row["alias"].lower() for row in load("commodity_aliases"))


@cache
def _cues() -> dict[str, str]:
    return {row["cue"]: row["level"] for row in load("place_cues")}
