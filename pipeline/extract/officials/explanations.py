"""Abbreviations that a document itself explains: `Dinas Ketahanan Pangan dan Peternakan (DKPT)`."""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = r"[A-Z][A-Za-z]?[A-Z\d][A-Za-z\d]{0,6}"
BRACKET = re.compile(rf" ?\((?P<short>{SHORT})\)")
RUN = re.compile(r"(?:[A-Z][\w-]*(?:,? (?:dan |serta |& )?|/)){1,12}\Z")
"""Capitalised words, with what may stand between them, up to the bracket."""
REACH_CHARS = 140
"""Characters read back from a bracket."""
REGION_WORDS = 3
"""Words of a region between a body and the bracket, at most."""
WORD = re.compile(r"[A-Z][\w-]*")
ABBREVIATION = re.compile(rf"\b{SHORT}\b")


def found_in(text: str, title: str) -> str:
    """Return the abbreviations of a title that the text explains, one `short=full` per line."""
    shorts = ABBREVIATION.findall(title)
    known = _explained(text) if shorts else {}
    return "\n".join(f"{short}={known[short]}" for short in dict.fromkeys(shorts) if short in known)


@lru_cache(maxsize=2)
def _explained(text: str) -> dict[str, str]:
    """Return by abbreviation the words it stands for; kept for the offices of one document."""
    found: dict[str, str] = {}
    for match in BRACKET.finditer(text):
        begin = max(0, match.start() - REACH_CHARS)
        run = RUN.search(f"{text[begin : match.start()]} ")
        full = _full(run[0].strip(), match["short"]) if run else ""
        if full:
            found.setdefault(match["short"], full)
    return found


def _full(run: str, short: str) -> str:
    """Return the words whose initials make an abbreviation, with or without a region behind them; else empty."""
    letters = re.sub(r"([A-Z])(\d)", lambda match: match[1] * int(match[2]), short).upper()
    words = list(WORD.finditer(run))
    for last in range(len(words), max(len(letters), len(words) - REGION_WORDS) - 1, -1):
        chosen = words[max(0, last - len(letters)) : last]
        if _fits([word[0].upper() for word in chosen], letters):
            return run[chosen[0].start() : chosen[-1].end()]
    return ""


def _fits(words: list[str], letters: str) -> bool:
    """Tell whether words begin with those letters; one may have its letter inside, as Peternakan in DKPT."""
    inside = [(word, letter) for word, letter in zip(words, letters, strict=False) if word[0] != letter]
    return len(words) == len(letters) and len(inside) <= 1 and all(letter in word for word, letter in inside)
