"""The rules that find amounts: those that begin with their currency, and those that end with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract import bounds
from pipeline.extract.numerals import AN, AND, GAP, NUMBER, alternatives, in_words, scales, until, vaguely
from pipeline.extract.rule import Rule, begins, ends

if TYPE_CHECKING:
    import re

TAIL = r"(?:[,.](?:-{1,2}|=)(?!\d))?+"
CURRENCY = rf"(?:R[pP](?<![A-Z]..)|rp(?<![^\W_]..)|IDR(?<![\w/]...))\.{{0,2}}{GAP}"
RUPIAH = r"(?:[Rr](?:upiah|UPIAH)\b|(?:IDR|Rp)\b(?!\.?\s?[\w-]))"
UNIT_BETWEEN = r"(?:(?:\s?/\s?|\sper\s?)(?P<unit>\w{1,12}))?+"
MISSPELT = r"(?i:m[ily]{2,6}a?r[dt]?|t[rily]{3,7}[uo]{1,2}[nm])\b"
"""Looks like miliar or triliun; the lexicon knows some, the others leave the amount without a value."""


def _scale() -> str:
    return rf"(?:{scales()}|(?<=\d)[kK]\b|(?<!\d\d\.\d{{3}}\s)M\b|(?<!\d{{3}}\.\d{{3}}\s)T\b)"


def _scaled() -> str:
    """Return the pattern of the scale that may stand behind a number."""
    stray = rf",\s(?=(?i:{alternatives('numbers', 'word', 'scale')})\b)|{GAP}\[(?=[^\W\d]{{2,8}}\])"
    return rf"(?:(?:{stray}|{GAP})(?P<scale>{_scale()}|{MISSPELT})(?P<an>-?an\b)?+\]?+)?+"


def _uncounted() -> str:
    """Return the pattern of what must not follow: a unit, which would make a bare number one of goods."""
    return rf"(?!\s(?i:{alternatives('units', 'word', 'unit', 'recipient')})\b)"


def _one() -> str:
    more = rf"(?:[^\S\n](?P<more>\d{{1,3}}(?:,\d{{1,3}})?+[^\S\n]{_scale()}){_uncounted()})?+"
    slip = rf"\d{{1,3}},\s\d{{1,2}}(?=\s?{_scale()})"
    return rf"(?P<number>{slip}|{NUMBER})(?P<an_number>-?an\b)?+{_scaled()}{more}{TAIL}"


def _two(joint: str) -> str:
    """Return the pattern of the two ends of a range."""
    low = rf"(?P<low>{NUMBER}){AN}(?:{GAP}(?P<low_scale>{_scale()}){AN})?+{TAIL}{UNIT_BETWEEN}"
    high = rf"(?P<own>{CURRENCY})?+(?P<high>{NUMBER}){AN}{_scaled()}(?(own)|{_uncounted()}){TAIL}"
    return f"{low}{joint}{high}"


def _vague() -> str:
    return f"(?P<vague>{vaguely()})"


def _vaguer() -> str:
    """Return the pattern of a second vague number behind the first: `ratusan hingga ribuan`."""
    big, many = alternatives("numbers", "word", "scale"), alternatives("numbers", "word", "vague")
    return rf"(?:\s(?:hingga|sampai|bahkan)\s(?:{many})(?:\s(?P<scale>{big}))?+)?+"


def _is_between(match: re.Match[str]) -> bool:
    return bounds.between(match.string, match.start())


def _is_range(match: re.Match[str]) -> bool:
    """Tell whether two amounts are the ends of a range, not of a change (`naik dari .. hingga ..`)."""
    return not match["to"] or not bounds.rises(match.string, match.start())


def _is_one_range(match: re.Match[str]) -> bool:
    """Tell whether a range is one, and no amount with a bare number behind it."""
    bare = not match["own"] and not match["scale"]
    return _is_range(match) and (not bare or (match["to"] is None and match["low_scale"] is None))


TYPO = "typo"

OPENED = (
    Rule("range", begins(lambda: f"{CURRENCY}{_two(until())}"), _is_one_range),
    Rule("between", begins(lambda: f"{CURRENCY}{_two(AND)}"), _is_between),
    Rule("number", begins(lambda: rf"{CURRENCY}(?P<sign>[-−])?+{_one()}(?:\s(?i:rupiah)\b)?+")),
    Rule("words", begins(lambda: rf"{CURRENCY}(?P<number>{in_words()})(?:\s(?i:rupiah)\b)?+")),
    Rule("vague", begins(lambda: f"{CURRENCY}{_vague()}")),
    Rule(TYPO, begins(lambda: rf"R[o0](?<!\w..)\.?{GAP}(?P<number>{NUMBER})\s?(?P<scale>{_scale()})")),
)
"""Amounts that begin with their currency."""

CLOSED = (
    Rule("range_rupiah", ends(lambda: rf"(?<![\w.,]){_two(until())}\s?{RUPIAH}"), _is_range),
    Rule("number_rupiah", ends(lambda: rf"(?<![\w.,]){_one()}\s?{RUPIAH}")),
    Rule("vague_rupiah", ends(lambda: rf"\b{_vague()}{_vaguer()}\s{RUPIAH}")),
    Rule("words_rupiah", ends(lambda: rf"(?<![\w.,])(?P<number>{in_words()})\s{RUPIAH}")),
)
"""Amounts that end with their currency."""

RULES = (*OPENED, *CLOSED)
