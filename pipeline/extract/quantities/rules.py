"""The rules that find quantities: each takes the number that stands right before a unit."""

from __future__ import annotations

import re

from pipeline.extract import bounds
from pipeline.extract.numerals import AN, AND, GAP, NUMBER, alternatives, in_words, scales, until, vaguely
from pipeline.extract.rule import Rule, ends

LONGEST_CHARS = 120
"""Characters before a unit in which its quantity may start."""

OPEN = r"(?<![\w.,/:$])(?<!\d[-–])"
"""What a number does not stand behind: a longer number, a date, a time, money."""
CHANGE = re.compile(
    r"\b(?:(?:ke)?naik(?:an)?|meningkat|peningkatan|(?:me|pe)?n?urun(?:an)?|turun|bertambah|berkurang)\b"
    r"[^.;]{0,60}\bdari\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
"""What makes two numbers those before and after a change, not the ends of a range."""


def scaled_number() -> str:
    """Return the pattern of a number with its scale."""
    return rf"{OPEN}(?P<number>{NUMBER})(?:{GAP}(?P<scale>{scales()}))?+"


def _scale() -> str:
    return rf"(?:(?:-|{GAP})(?P<scale>{scales()})(?P<an>-?an\b)?+)?+"


def _two(joint: str) -> str:
    """Return the pattern of the two ends of a range; the lower may have its unit too."""
    unit = alternatives("units", "word", "unit")
    low_scale = rf"(?:{GAP}(?P<low_scale>{scales()}){AN})?+(?:\s?(?:{unit})(?!\w))?+"
    return rf"{OPEN}(?P<low>{NUMBER}){AN}{low_scale}{joint}(?P<high>{NUMBER}){AN}{_scale()}\s?"


def _two_in_words() -> str:
    digit, joint = alternatives("numbers", "word", "digit"), r"(?:-|\s(?:atau|sampai|hingga)\s)"
    return rf"\b(?P<low>(?i:{digit})){joint}(?P<high>(?i:{digit})\b(?:\s{in_words()})?+)\s"


def _one() -> str:
    return rf"{OPEN}(?P<number>{NUMBER})(?P<an_number>-?an\b)?+{_scale()}(?:\s?\({in_words()}\))?+{GAP}"


def _several() -> str:
    """Return the pattern of a number in a list: it has no unit of its own."""
    return rf"{NUMBER}(?:{GAP}(?:{scales()}))?+"


def _is_between(match: re.Match[str]) -> bool:
    return bounds.between(match.string, match.start())


def _is_range(match: re.Match[str]) -> bool:
    """Tell whether two numbers are the ends of a range, not of a change (`naik dari 5 hingga 8 ton`)."""
    before = match.string[max(0, match.start() - LONGEST_CHARS) : match.start()]
    return not match["to"] or not (bounds.rises(match.string, match.start()) or CHANGE.search(before))


EACH = ends(lambda: rf"masing-masing\s(?:\w+\s){{0,2}}(?P<numbers>(?:{_several()}(?:,?\s(?:dan|serta)\s|,\s))+)")
CHANGED = ends(lambda: rf"\bdari\s(?:\w+\s)?(?P<numbers>{_several()})\s(?:menjadi|ke)\s(?:\w+\s)?")


def _shared(text: str, start: int, stop: int) -> re.Match[str] | None:
    return EACH(text, start, stop) or CHANGED(text, start, stop)


WITH_UNIT = (
    Rule("range", ends(lambda: _two(until())), _is_range),
    Rule("between", ends(lambda: _two(AND)), _is_between),
    Rule("range_words", ends(_two_in_words)),
    Rule("number", ends(_one)),
    Rule("words", ends(lambda: rf"(?<![\w.,-])(?P<number>{in_words()}){GAP}")),
    Rule("vague", ends(lambda: rf"(?<![\w-])(?P<vague>{vaguely()})\s")),
)
"""Numbers with a unit of their own."""

SHARED = Rule("shared", _shared)
"""Numbers that have their unit from the quantity behind: `masing-masing 500 dan 200 ekor`, `dari 5 menjadi 8 ton`."""

RULES = (*WITH_UNIT, SHARED)
