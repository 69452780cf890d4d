"""Longer names that hide a place: of companies, streets, hotels, ships, persons; told by the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

AFTER = re.compile(r"[ \u00a0](?!Rp|US)([A-Z]\w*)(?:[ \u00a0]([A-Z]\w*))?")
"""Up to two capitalised words directly behind a name."""

ROUTE = re.compile(r"[ \u00a0]?[-–—][ \u00a0]?[A-Z]")
"""What joins a place to the next one of a route, whose ship has no name: `Feri Merak-Bakauheni`."""

OF_PLACE = "state company"
"""Kind of firms that the place at the end of their name owns or where their branch is: `Perumda Balikpapan`."""

NEXT = re.compile(r"[ \u00a0]([a-z]{4,})")
"""An uncapitalised word directly behind a name."""


class Mask(NamedTuple):
    """A word that opens or closes names of companies, streets ..., and how many words may stand between."""

    kind: str
    reach: int


def wholes() -> Iterator[tuple[str, str]]:
    """Yield the longer names that are listed whole, with their kinds."""
    yield from ((row["phrase"], row["kind"]) for row in _masks("whole"))


def around(text: str, stop: int, words: list[str], parts: dict[str, str]) -> str:
    """Return the kind of name that a place is part of, empty when none; `parts` gets the word `after` it.

    `words` stand before it, `stop` is where it ends.
    """
    after = AFTER.match(text, stop)
    if after:
        parts["after"] = after[1]
    before = _mask_before(words, parts.get("alias", ""))
    if (before == "ship" and ROUTE.match(text, stop)) or (before == OF_PLACE and not after):
        return ""
    return before or (_mask_after(after) if after else _speaker(text, stop, parts))


def _mask_before(words: list[str], alias: str) -> str:
    """Return the kind of name that the words before a place open, empty when none."""
    for between, word in enumerate(words[: -_farthest() - 2 : -1]):
        pair = f"{words[-between - 2]} {word}" if len(words) > between + 1 else word
        if not _breaks().isdisjoint((pair, pair.lower(), word)):
            return ""
        for phrase in (pair, word, word.lower()):
            mask = _heads().get(phrase)
            if mask and between <= mask.reach and not _is_home(mask.kind, alias):
                return mask.kind
        if word[0].islower():
            return ""
    return ""


def _is_home(kind: str, alias: str) -> bool:
    """Tell whether a name stays a place behind a word for persons or their ways: `adat Jambi`."""
    return kind in {"person", "culture"} and alias in _provinces()


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
    verb, alias = NEXT.match(text, stop), parts.get("alias", "")
    named = parts.get("before", "").istitle() and " " not in alias and alias not in _provinces()
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
def _provinces() -> frozenset[str]:
    return frozenset(row["alias"] for row in load("region_aliases") if row["level"] == "province")
