"""What stands around an amount: the words that bound it (`lebih dari`, `ke atas`) and its unit of price (`per kg`)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load

BEFORE = 72
"""Characters read back from an amount."""
REACH = 8
"""Words between a verb of reaching and the `hingga` that it makes exact (`naik 20 persen hingga Rp5 miliar`)."""
FILLERS = 3
"""Words that may stand between a bounding word and the amount (`lebih dari total nilai Rp5 miliar`)."""

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d]+(?:-\w+)*|[^\w\s]")
GOES_ON = re.compile(
    r"\s*(?:\Z|[^\w\s]|(?:dan|atau|untuk|yang|pada|di|ke|per|dalam|dengan|itu|ini|karena|saat|sejak|selama|oleh|bagi"
    r"|kepada|dari|setiap|tiap|hasil|guna|tersebut|telah|sudah|akan|sehingga|serta|sebagai|tahun)\b)",
)
"""What may follow `Rp5 miliar lebih`; anything else is a comparison (`lebih mahal`)."""

RESTATED = re.compile(r"\s+dari\b")
"""What follows `Rp1.053.146.943.500 atau lebih` where the figure is said again in rounder words."""


def alternatives(name: str, column: str, *types: str) -> str:
    """Return the words of a list as the branches of a pattern, longest first; only rows of some types, if given."""
    words = {row[column] for row in load(name) if not types or row["type"] in types}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered)


def surroundings(text: str, start: int, stop: int, said: dict[str, str]) -> dict[str, str]:
    """Return what is said of the amount at these offsets, with `bound_word`, `reached` and `unit` from around it.

    That in front counts before that behind, and that before `-an`; a value reached leaves the bound to the latter two.
    """
    before = text[max(0, start - BEFORE) : start].lower()
    tokens = TOKEN.findall(before)
    bound = _bound_before(tokens)
    if not bound and tokens and tokens[-1] in _phrases("converted"):
        bound = _bound_before(TOKEN.findall(_foreign().sub("", before)))
    unit = _after()["unit"].match(text, stop)
    if word := (unit["unit"] or unit["one"]) if unit else _unit_before(tokens):
        said = said | {"unit": word}
    if not bound or "reached" in bound:
        behind = _bound_after(text, stop) or (_bound_after(text, unit.end()) if unit else {})
        bound = behind or (bound if "bound_word" not in said else {})
    return said | bound


def rises(text: str, start: int) -> bool:
    """Tell whether an amount is the first of a change (`naik dari Rp5 miliar`) rather than of a range."""
    tokens = TOKEN.findall(text[max(0, start - BEFORE) : start].lower())[-FILLERS - 2 :]
    return "dari" in tokens and any(token in _phrases("reached") for token in tokens[: tokens.index("dari")])


def between(text: str, start: int) -> bool:
    """Tell whether `antara` opens a range here; `antara lain` (among others) does not."""
    tokens = TOKEN.findall(text[max(0, start - BEFORE) : start].lower())[-FILLERS:]
    return "antara" in tokens and "lain" not in tokens


@cache
def _phrases(role: str) -> frozenset[str]:
    return frozenset(row["phrase"] for row in load("bounds") if row["role"] == role)


def _bound_before(tokens: list[str]) -> dict[str, str]:
    """Return the bounding words in front of an amount; fillers may stand in between."""
    end = len(tokens)
    for _ in range(FILLERS + 1):
        for length in (3, 2, 1):
            phrase = " ".join(tokens[max(0, end - length) : end])
            if phrase in _phrases("limit"):
                return {"bound_word": phrase} | _reached(tokens, end - length, end)
            if phrase in _phrases("before"):
                return {"bound_word": phrase}
        if not end or tokens[end - 1] not in _phrases("between"):
            break
        end -= 1
    return {}


def _reached(tokens: list[str], start: int, end: int) -> dict[str, str]:
    """Return the verb that makes a limit (`hingga`) a value reached: within some words before, or right behind."""
    for token in [*tokens[end:], *reversed(tokens[max(0, start - REACH) : start])]:
        if token in _phrases("reached"):
            return {"reached": token}
        if token not in _phrases("passed") and not token[0].isdigit():
            break
    return {}


def _unit_before(tokens: list[str]) -> str:
    """Return the unit of `per kilogram seharga Rp5.000`, empty when there is none."""
    end = len(tokens)
    while end and tokens[end - 1] in _phrases("price"):
        end -= 1
    if end > 1 and tokens[end - 2] in {"per", "tiap", "setiap"} and tokens[end - 1].removesuffix("nya") in _units():
        return tokens[end - 1].removesuffix("nya")
    return ""


@cache
def _units() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in load("units"))


@cache
def _after() -> dict[str, re.Pattern[str]]:
    """Return the patterns of what may follow an amount."""
    unit = alternatives("units", "word")
    after = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in sorted(_phrases("after"), reverse=True))
    return {
        "unit": re.compile(
            rf"\s?\(?(?:/|(?i:per)[\s-]?|(?i:untuk\s)?(?i:(?:se)?tiap)\s)\s?(?:1\s|(?i:satu)\s)?(?P<unit>(?i:{unit}))"
            rf"(?:nya|an)?(?!\w)|\s(?i:se)(?P<one>(?i:{unit}))(?!\w)",
        ),
        "bound": re.compile(rf"\s?(?P<bound>(?i:{after}))(?!\w)"),
    }


@cache
def _foreign() -> re.Pattern[str]:
    """Return the pattern of foreign money whose worth in Rupiah follows: `US$6.000 atau setara dengan `."""
    money = "|".join(re.escape(row["word"].lower()) for row in load("units") if row["type"] == "currency")
    scale = alternatives("numbers", "word", "scale")
    return re.compile(
        rf"(?:(?:{money}|rm|s\$|[$€£¥])\s?\d[\d.,]*(?:\s(?:{scale}))?|\d[\d.,]*\s(?:(?:{scale})\s)?(?:{money})(?:\s\w+)?)"
        r"\s?(?:,?\s?(?:atau\s|(?:atau\s)?setara\s(?:dengan\s)?)|\()\Z",
    )


def _bound_after(text: str, stop: int) -> dict[str, str]:
    """Return the bounding words behind an amount; `lebih` only where no comparison follows."""
    match = _after()["bound"].match(text, stop)
    if match is None:
        return {}
    phrase = " ".join(match["bound"].lower().split())
    again = phrase.startswith("atau") and RESTATED.match(text, match.end())
    if again or (phrase.endswith(("lebih", "kurang")) and not GOES_ON.match(text, match.end())):
        return {}
    return {"bound_word": phrase}
