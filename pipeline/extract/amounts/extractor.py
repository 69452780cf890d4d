"""Rupiah amounts: a number tied to `Rp`, `IDR` or `rupiah`, alone or as the two ends of a range.

The surface is the amount with its currency word, scale and `-an`. `Mention.parts` holds `number`, `scale` and `more` (a
second term: `Rp1 miliar 250 juta`), or `low`, `low_scale`, `high`, `scale` of a range, or `vague` (`ratusan juta`);
`sign`; `bound_word`, `reached` and `unit` from around the amount; and `doubt` where it could be read in another way:
`separator` (three digits behind the only separator of a scaled number, or a lone comma before them), `point` (a dot as
decimal sign), `space` (a space inside the number), `scale` (a scale of two meanings), `typo` (not quite `Rp`).
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.amounts.surroundings import surroundings
from pipeline.extract.bounds import between, rises
from pipeline.extract.numerals import AN, AND, GAP, NUMBER, TO, alternatives, in_words, scales, vaguely
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

KIND = "amounts"

LONGEST = 320
"""Characters before the word `rupiah` in which its amount may start."""

TAIL = r"(?:[,.](?:-{1,2}|=)(?!\d))?+"
CURRENCY = rf"(?:R[pP](?<![A-Z]..)|rp(?<![^\W_]..)|IDR(?<![\w/]...))\.{{0,2}}{GAP}"
RUPIAH = r"(?:[Rr](?:upiah|UPIAH)\b|(?:IDR|Rp)\b(?!\.?\s?[\w-]))"
UNIT_BETWEEN = r"(?:(?:\s?/\s?|\sper\s?)(?P<unit>\w{1,12}))?+"
MISSPELT = r"(?i:m[ily]{2,6}a?r[dt]?|t[rily]{3,7}[uo]{1,2}[nm])\b"
"""Looks like miliar or triliun; the lexicon knows some, the others leave the amount without a value."""
SIGNS = (re.compile(r"R(?:[pP]|[o0](?=\.?\s?\d))|IDR"), re.compile(r"rp(?=\.{0,2}\s{0,3}\w)"))
"""Where an amount may begin; apart, since a rare first letter is quick to look for. A bare one may end an amount."""
WORDS = (re.compile(r"upiah\b"), re.compile(r"UPIAH\b"))

DOUBTS = {
    "separator": re.compile(r"\d{1,3}[.,]\d{3}[^\d.,]*[^\W\d].*|\d{1,3},\d{3}"),
    "point": re.compile(r"\d+\.\d{1,2}(?!\d).*|[\d.]+\.00"),
    "scale": re.compile(r".*biliun"),
}
"""How a number with its scale looks when it could be read in another way."""
SCALED = (("number", "scale"), ("low", "low_scale"), ("high", "scale"))
"""Names of a number in `parts` and of its scale."""
SPACED = re.compile(r"\d,\s")


def rules() -> dict[str, re.Pattern[str]]:
    """Return all rules: those for amounts that begin with their currency are tried first."""
    return prefixed() | suffixed()


@cache
def prefixed() -> dict[str, re.Pattern[str]]:
    """Return the rules for amounts that begin with their currency, in order of trust."""
    scale, one, ends, words, vague = _pieces()
    return {
        "range": re.compile(rf"{CURRENCY}{ends}"),
        "between": re.compile(rf"{CURRENCY}{ends.replace(TO, AND)}"),
        "number": re.compile(rf"{CURRENCY}(?P<sign>[-−])?+{one}(?:\s(?i:rupiah)\b)?+"),
        "words": re.compile(rf"{CURRENCY}{words}(?:\s(?i:rupiah)\b)?+"),
        "vague": re.compile(rf"{CURRENCY}{vague}"),
        "typo": re.compile(rf"R[o0](?<!\w..)\.?{GAP}(?P<number>{NUMBER})\s?(?P<scale>{scale})"),
    }


@cache
def suffixed() -> dict[str, re.Pattern[str]]:
    """Return the rules for amounts that end with their currency, in order of trust."""
    _, one, ends, words, vague = _pieces()
    big, many = alternatives("numbers", "word", "scale"), alternatives("numbers", "word", "vague")
    return {
        "range_rupiah": re.compile(rf"(?<![\w.,]){ends}\s?{RUPIAH}\Z"),
        "number_rupiah": re.compile(rf"(?<![\w.,]){one}\s?{RUPIAH}\Z"),
        "vague_rupiah": re.compile(
            rf"\b{vague}(?:\s(?:hingga|sampai|bahkan)\s(?:{many})(?:\s(?P<scale>{big}))?+)?+\s{RUPIAH}\Z",
        ),
        "words_rupiah": re.compile(rf"(?<![\w.,]){words}\s{RUPIAH}\Z"),
    }


def _pieces() -> tuple[str, str, str, str, str]:
    """Return the patterns of a scale, of one number, of two, of a numeral in words, and of a vague number."""
    big = alternatives("numbers", "word", "scale")
    scale = rf"(?:{scales()}|(?<=\d)[kK]\b|(?<!\d\d\.\d{{3}}\s)M\b|(?<!\d{{3}}\.\d{{3}}\s)T\b)"
    stray = rf",\s(?=(?i:{big})\b)|{GAP}\[(?=[^\W\d]{{2,8}}\])"
    scaled = rf"(?:(?:{stray}|{GAP})(?P<scale>{scale}|{MISSPELT})(?P<an>-?an\b)?+\]?+)?+"
    counted = rf"(?!\s(?i:{alternatives('units', 'word', 'unit', 'recipient')})\b)"
    more = rf"(?:[^\S\n](?P<more>\d{{1,3}}(?:,\d{{1,3}})?+[^\S\n]{scale}){counted})?+"
    slip = rf"\d{{1,3}},\s\d{{1,2}}(?=\s?{scale})"
    one = rf"(?P<number>{slip}|{NUMBER})(?P<an_number>-?an\b)?+{scaled}{more}{TAIL}"
    low = rf"(?P<low>{NUMBER}){AN}(?:{GAP}(?P<low_scale>{scale}){AN})?+{TAIL}{UNIT_BETWEEN}"
    high = rf"(?P<own>{CURRENCY})?+(?P<high>{NUMBER}){AN}{scaled}(?(own)|{counted}){TAIL}"
    return scale, one, f"{low}{TO}{high}", f"(?P<number>{in_words()})", f"(?P<vague>{vaguely()})"


def extract(page: Page) -> Iterator[Mention]:
    """Yield the Rupiah amounts of a page in reading order."""
    for rule, match in sorted(_matches(page.text), key=lambda found: found[1].start()):
        start, stop = match.span()
        parts = surroundings(page.text, start, stop, _said(rule, match))
        yield Mention(KIND, start, stop, page.quote(start, stop), rule, parts)


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what the rules take, the amounts that begin with their currency first; none overlaps another."""
    taken, bare = [(0, 0)], []
    for start, stop in _spots(SIGNS, text):
        if start < taken[-1][1]:
            continue
        if found := _opened(text, start):
            taken.append(found[1].span())
            yield found
        elif text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
            bare.append((start, stop))
    end = 0
    for start, stop in sorted(bare + _spots(WORDS, text)):
        _, free = taken[bisect(taken, (start, stop)) - 1]
        begin = max(free, end, start - LONGEST)
        if free <= start and _counts().search(text, max(begin, start - 16), start):
            if found := _closed(text, begin, stop):
                yield found
            end = stop


def _spots(patterns: tuple[re.Pattern[str], ...], text: str) -> list[tuple[int, int]]:
    return sorted(match.span() for pattern in patterns for match in pattern.finditer(text))


def _opened(text: str, start: int) -> tuple[str, re.Match[str]] | None:
    """Return what the first rule to match takes from the currency word at `start` on."""
    found = ((rule, pattern.match(text, start)) for rule, pattern in prefixed().items())
    return next(((rule, match) for rule, match in found if match and _is_sound(rule, match)), None)


def _closed(text: str, begin: int, stop: int) -> tuple[str, re.Match[str]] | None:
    """Return what the first rule to match takes up to the currency word that ends at `stop`."""
    found = ((rule, pattern.search(text, begin, stop)) for rule, pattern in suffixed().items())
    return next(((rule, match) for rule, match in found if match and _is_sound(rule, match)), None)


@cache
def _counts() -> re.Pattern[str]:
    """Return the pattern of what can stand right before `upiah` or `Rp`: a digit or a word of number."""
    words = alternatives("numbers", "word")
    return re.compile(rf"(?:\d(?:[.,]-)?|(?<![^\W\d])(?i:{words})(?:-?an)?)\s?[Rr]?\Z")


def _is_sound(rule: str, match: re.Match[str]) -> bool:
    """Tell whether a range is one: not a change (`naik dari .. hingga ..`), nor an amount and a bare number."""
    if rule == "between":
        return between(match.string, match.start())
    if rule not in {"range", "range_rupiah"}:
        return True
    if match["to"] and rises(match.string, match.start()):
        return False
    bare = rule == "range" and not match["own"] and not match["scale"]
    return not bare or (match["to"] is None and match["low_scale"] is None)


def _said(rule: str, match: re.Match[str]) -> dict[str, str]:
    """Return the pieces of a match: numbers and scales as written, and what makes them doubtful."""
    parts = {key: said for key, said in match.groupdict().items() if said and key not in {"own", "to"}}
    if parts.pop("an", "") or parts.pop("an_number", ""):
        parts["bound_word"] = "-an"
    figures = [(parts.get(key), parts.get(scale)) for key, scale in SCALED]
    doubts = [name for number, scale in figures if number for name in _doubts(f"{number} {scale or ''}".strip())]
    if "low" in parts and "scale" in parts and "low_scale" not in parts and _outgrows(parts["low"], parts["high"]):
        doubts.append("scale")
    if SPACED.search(match[0]):
        doubts.append("space")
    if rule == "typo":
        doubts.append("typo")
    return parts | ({"doubt": ";".join(sorted(set(doubts)))} if doubts else {})


def _doubts(figure: str) -> Iterator[str]:
    return (name for name, pattern in DOUBTS.items() if pattern.fullmatch(figure))


def _outgrows(low: str, high: str) -> bool:
    """Tell whether the lower end of a range has more digits than the upper: it cannot share its scale."""
    return len(re.split("[.,]", low)[0]) > len(re.split("[.,]", high)[0])
