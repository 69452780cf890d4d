"""Places and governments, by the names of the region list; what stands around a name says how it was meant.

The extractor notes the surroundings in `parts`; whether they make a place is decided by the normaliser:
`alias` (the entry of the list), `cue` (level of the word before it: `province`, `regency`, `city`, `any`,
`institution`, `place`), `list` (where the enumeration begins that it stands in), `before` and `after` (capitalised
words that may make it part of a longer name), `opening` (first word of a sentence), `mask` (what kind of longer name
hides it).
"""

from __future__ import annotations

import re
from functools import cache
from heapq import merge
from typing import TYPE_CHECKING, Literal

import regex

from pipeline.extract.provinces import longer, masks, misspellings, references
from pipeline.language import Phrases
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

KIND = "provinces"

Rule = Literal["dateline", "typed", "listed", "name", "masked"]
"""How an exact name was met; `longer`, `misspelt` and `reference` have files of their own."""

LEFT = 64
"""Characters read before a name: six words of ordinary length."""

BREAK = regex.compile(r'(?r)[\n\0,;:()"“”!?—\[\]]|(?<![-\w])[–-](?!\w)|[a-z\d]{4}\.(?=\s)')
"""The last sign that parts a name from what stands before it, searched from the right."""

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+|\d+")
"""One word, glued ones parted; as in the tokenizer."""

JOINT = re.compile(
    r"\s{0,2}(?:,|/|-|–|—|&|,?\s?\b(?:dan|serta|maupun|atau|hingga|sampai|ke)\b)\s{0,2}(?:(?:[Kk]abupaten|[Kk]ota)\s)?",
)
"""What stands between two names of an enumeration or a route."""

ADDRESS = re.compile(r"\b(?:di|ke|dari|asal) [A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?, \Z")
"""A village or street with a comma, before the region that it lies in."""

DATED = re.compile(r", \d{1,2}\b")
"""A day behind a name, which makes an opening one a dateline."""

OPENING = re.compile(r"(?:^|[\n\0.!?:])[\s\"“‘(]{0,3}\Z")
"""What stands before the first word of a sentence."""

GOVERNMENT = frozenset({"province", "regency", "city", "any"})
"""Levels of cues that make any word behind them a place."""


@cache
def rules() -> dict[str, Phrases]:
    """Return the word list, built once per process; names count in their own spelling and in capitals."""
    hidden = [(f"mask:{kind}", phrase, False) for phrase, kind in masks.wholes()]
    names = [(alias, shape, True) for alias in _aliases() for shape in sorted({alias, alias.upper()})]
    return {"name": Phrases(hidden + names)}


def extract(page: Page) -> Iterator[Mention]:
    """Yield the places named on a page in reading order: exact names, misspelt ones, words that point back to them."""
    named = list(_longest(page))
    taken = [(mention.start, mention.stop) for mention in named]
    misspelt = misspellings.extract(page, taken)
    later = references.extract(page)
    yield from merge(named, misspelt, later, key=lambda mention: mention.start)


def _longest(page: Page) -> Iterator[Mention]:
    """Yield exact names, and longer names with a slip in place of the shorter ones that they begin with."""
    whole = list(longer.extract(page))
    bound = 0
    for mention in merge(_named(page), whole, key=lambda mention: (mention.start, -mention.stop)):
        if mention.start < bound:
            continue
        bound = mention.stop
        if mention.rule == "longer":
            _surroundings(page, mention.start, mention.stop, mention.parts)
        yield mention


def _named(page: Page) -> Iterator[Mention]:
    """Yield exact names and the longer names that hide one."""
    last: Mention | None = None
    for hit in rules()["name"].find(page):
        surface, key = page.quote(hit.start, hit.stop), hit.keys[0]
        if key.startswith("mask:"):
            if not surface.islower():
                yield Mention(KIND, hit.start, hit.stop, surface, "masked", {"mask": key[5:]})
            continue
        parts = {"alias": key}
        rule = _surroundings(page, hit.start, hit.stop, parts)
        if rule == "name" and last and _joined(page.text, last.stop, hit.start):
            rule = "listed"
            parts["list"] = last.parts.setdefault("list", str(last.start))
            if "cue" in last.parts:
                parts["cue"] = last.parts["cue"]
        last = Mention(KIND, hit.start, hit.stop, surface, rule, parts)
        if rule == "dateline" or _believable(_aliases()[key], parts):
            yield last


def _joined(text: str, stop: int, start: int) -> bool:
    """Tell whether two names stand in one enumeration or route."""
    return start - stop < LEFT and JOINT.fullmatch(text, stop, start) is not None


def _believable(policies: set[str], parts: dict[str, str]) -> bool:
    """Tell whether a name may be a place at all: ordinary words need a government before them, some a dateline."""
    return bool(policies - {"typed", "dateline"}) or ("typed" in policies and parts.get("cue") in GOVERNMENT)


def _surroundings(page: Page, start: int, stop: int, parts: dict[str, str]) -> Rule:
    """Fill `parts` with what stands around a name; return the rule that took it."""
    left = page.text[max(0, start - LEFT) : start]
    parted = BREAK.search(left)
    words = WORD.findall(left, parted.end() if parted else 0)
    level = _cue(words) or ("place" if ADDRESS.search(left) else "")
    if level:
        parts["cue"] = level
    dateline = page.article.dateline_span
    if dateline and dateline[0] <= start < dateline[1]:
        return "dateline"
    if level in GOVERNMENT:
        return "typed"
    if not level and words and words[-1][0].isupper() and left[-1].isspace():
        parts["before"] = words[-1]
    if OPENING.search(left) and not DATED.match(page.text, stop):
        parts["opening"] = "true"
    mask = masks.around(page.text, stop, words, parts)
    if mask:
        parts["mask"] = mask
        return "masked"
    return "name"


def _cue(words: list[str]) -> str:
    """Return the level of the cue that the words before a name end with; institutions may have words in between."""
    tail = [word.lower() for word in words[-2:]]
    level = _cues().get(" ".join(tail)) or _cues().get(tail[-1] if tail else "", "")
    if level:
        return level
    for word in reversed(words):
        if not word[0].isupper() and word not in {"dan", "serta"}:
            break
        if _cues().get(word.lower()) == "institution":
            return "institution"
    return ""


@cache
def _cues() -> dict[str, str]:
    return {row["cue"]: row["level"] for row in load("place_cues")}


@cache
def _aliases() -> dict[str, set[str]]:
    """Return each alias with the policies it is listed under."""
    found: dict[str, set[str]] = {}
    for row in load("region_aliases"):
        found.setdefault(row["alias"], set()).add(row["policy"])
    return found
