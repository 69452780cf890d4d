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
from typing import TYPE_CHECKING, Literal, NamedTuple

import regex

from pipeline.extract import province_misspellings, province_references
from pipeline.language import Phrases
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

KIND = "provinces"

Rule = Literal["dateline", "typed", "listed", "name", "masked"]
"""How an exact name was met; `misspelt` and `reference` have files of their own."""

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

AFTER = re.compile(r"[ \u00a0](?!Rp|US)([A-Z]\w*)(?:[ \u00a0]([A-Z]\w*))?")
"""Up to two capitalised words directly behind a name."""

NEXT = re.compile(r"[ \u00a0]([a-z]{4,})")
"""An uncapitalised word directly behind a name."""

OPENING = re.compile(r"(?:^|[\n\0.!?:])[\s\"“‘(]{0,3}\Z")
"""What stands before the first word of a sentence."""

GOVERNMENT = frozenset({"province", "regency", "city", "any"})
"""Levels of cues that make any word behind them a place."""


class Mask(NamedTuple):
    """A word that opens or closes names of companies, streets ..., and how many words may stand between."""

    kind: str
    reach: int


@cache
def rules() -> dict[str, Phrases]:
    """Return the word list, built once per process; names count in their own spelling and in capitals."""
    masks = [(f"mask:{row['kind']}", row["phrase"], False) for row in _masks("whole")]
    names = [(alias, shape, True) for alias in _aliases() for shape in sorted({alias, alias.upper()})]
    return {"name": Phrases(masks + names)}


def extract(page: Page) -> Iterator[Mention]:
    """Yield the places named on a page in reading order: exact names, misspelt ones, words that point back to them."""
    named = list(_named(page))
    taken = [(mention.start, mention.stop) for mention in named]
    misspelt = province_misspellings.extract(page, taken)
    references = province_references.extract(page)
    yield from merge(named, misspelt, references, key=lambda mention: mention.start)


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
    level = _cue(words)
    if level:
        parts["cue"] = level
    dateline = page.article.dateline_span
    if dateline and dateline[0] <= start < dateline[1]:
        return "dateline"
    if level in GOVERNMENT:
        return "typed"
    if not level and words and words[-1][0].isupper() and left[-1].isspace():
        parts["before"] = words[-1]
    if OPENING.search(left):
        parts["opening"] = "true"
    after = AFTER.match(page.text, stop)
    if after:
        parts["after"] = after[1]
    mask = _mask_before(words, parts["alias"]) or (_mask_after(after) if after else _speaker(page.text, stop, parts))
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


def _mask_before(words: list[str], alias: str) -> str:
    """Return the kind of name that the words before a place open, empty when none."""
    for between, word in enumerate(words[: -_farthest() - 2 : -1]):
        pair = f"{words[-between - 2]} {word}" if len(words) > between + 1 else word
        if pair in _breaks() or word in _breaks():
            return ""
        for phrase in (pair, word, word.lower()):
            mask = _heads().get(phrase)
            if mask and between <= mask.reach and not (mask.kind in {"person", "culture"} and alias in _provinces()):
                return mask.kind
        if word[0].islower():
            return ""
    return ""


def _mask_after(after: re.Match[str]) -> str:
    """Return the kind of name that the words behind a place close, empty when none."""
    pair = f"{after[1]} {after[2]}"
    for between, phrase in ((0, pair), (0, after[1]), (1, after[2])):
        mask = _tails().get(phrase)
        if mask and between <= mask.reach:
            return mask.kind
    return ""


def _speaker(text: str, stop: int, parts: dict[str, str]) -> str:
    """Return `person` where the last word of a name speaks (`Rusdi Ambon mengatakan`), empty otherwise."""
    verb = NEXT.match(text, stop)
    named = parts.get("before", "").istitle() and " " not in parts["alias"] and parts["alias"] not in _provinces()
    return "person" if named and verb and verb[1] in _verbs() else ""


def _masks(shape: str) -> Iterator[dict[str, str]]:
    return (row for row in load("place_masks") if row["shape"] == shape)


@cache
def _heads() -> dict[str, Mask]:
    return {row["phrase"]: Mask(row["kind"], int(row["reach"])) for row in _masks("head")}


@cache
def _farthest() -> int:
    return max(mask.reach for mask in _heads().values())


@cache
def _tails() -> dict[str, Mask]:
    return {row["phrase"]: Mask(row["kind"], int(row["reach"])) for row in _masks("tail")}


@cache
def _breaks() -> frozenset[str]:
    return frozenset(row["phrase"] for row in _masks("break"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row["cue"] for row in load("speech_cues") if row["use"] == "verb")


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


@cache
def _provinces() -> frozenset[str]:
    return frozenset(row["alias"] for row in load("region_aliases") if row["level"] == "province")
