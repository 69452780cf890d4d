"""What bounds a number: `lebih dari`, `sekitar`, `hingga` in front of it, `lebih`, `ke atas` behind it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

BEFORE_CHARS = 72
"""Characters read back from a number."""
REACH_WORDS = 8
"""Words between a verb of reaching and the `hingga` that it makes exact (`naik 20 persen hingga Rp5 miliar`)."""
FILLER_WORDS = 3
"""Words that may stand between a bounding word and the number (`lebih dari total nilai Rp5 miliar`)."""

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d]+(?:-\w+)*|[^\w\s]")
GOES_ON = re.compile(
    r"\s*(?:\Z|[^\w\s]|(?:dan|atau|untuk|yang|pada|di|ke|per|dalam|dengan|itu|ini|karena|saat|sejak|selama|oleh|bagi"
    r"|kepada|dari|setiap|tiap|hasil|guna|tersebut|telah|sudah|akan|sehingga|serta|sebagai|tahun)\b)",
)
"""What may follow `Rp5 miliar lebih`; anything else is a comparison (`lebih mahal`)."""

RESTATED = re.compile(r"\s+dari\b")
"""What follows `Rp1.053.146.943.500 atau lebih` where the figure is said again in rounder words."""


def tokens_before(text: str, start: int) -> list[str]:
    """Return the words and signs in front of an offset, in small letters."""
    return TOKEN.findall(text[max(0, start - BEFORE_CHARS) : start].lower())


def rises(text: str, start: int) -> bool:
    """Tell whether a number is the first of a change (`naik dari Rp5 miliar`) rather than of a range."""
    tokens = tokens_before(text, start)[-FILLER_WORDS - 2 :]
    return "dari" in tokens and any(token in phrases("reached") for token in tokens[: tokens.index("dari")])


def between(text: str, start: int) -> bool:
    """Tell whether `antara` opens a range here; `antara lain` (among others) does not."""
    tokens = tokens_before(text, start)[-FILLER_WORDS:]
    return "antara" in tokens and "lain" not in tokens


@cache
def phrases(role: str) -> frozenset[str]:
    """Return the phrases of the list that have a role."""
    return frozenset(row["phrase"] for row in load("bounds") if row["role"] == role)


def bound_before(tokens: list[str]) -> dict[str, str]:
    """Return the bounding words in front of a number; fillers may stand in between."""
    end = len(tokens)
    for _ in range(FILLER_WORDS + 1):
        for length in (3, 2, 1):
            phrase = " ".join(tokens[max(0, end - length) : end])
            if phrase in phrases("limit"):
                return {"bound_word": phrase} | _reached(tokens, end - length, end)
            if phrase in phrases("before"):
                return {"bound_word": phrase}
        if not end or tokens[end - 1] not in phrases("between"):
            break
        end -= 1
    return {}


def _reached(tokens: list[str], start: int, end: int) -> dict[str, str]:
    """Return the verb that makes a limit (`hingga`) a value reached: within some words before, or right behind."""
    for token in [*tokens[end:], *reversed(tokens[max(0, start - REACH_WORDS) : start])]:
        if token in phrases("reached"):
            return {"reached": token}
        if token not in _passed() and not token[0].isdigit():
            break
    return {}


@cache
def _passed() -> frozenset[str]:
    """Return what may stand between a verb of reaching and its `hingga`: words of the list, and units."""
    return phrases("passed") | {row["word"].lower() for row in load("units")}


def bound_after(text: str, stop: int) -> dict[str, str]:
    """Return the bounding words behind a number; `lebih` only where no comparison follows."""
    match = _after().match(text, stop)
    if match is None:
        return {}
    phrase = " ".join(match["bound"].lower().split())
    again = phrase.startswith("atau") and RESTATED.match(text, match.end())
    if again or (phrase.endswith(("lebih", "kurang")) and not GOES_ON.match(text, match.end())):
        return {}
    return {"bound_word": phrase}


@cache
def _after() -> re.Pattern[str]:
    after = either(phrases("after"), r"\s")
    return re.compile(rf"\s?(?P<bound>(?i:{after}))(?!\w)")
