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

from pipeline.extract.amount_words import alternatives, between, rises, surroundings
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

KIND = "amounts"

LONGEST = 320
"""Characters before the word `rupiah` in which its amount may start."""

GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n)?+"
AN = r"(?:-?an\b)?+"
TAIL = r"(?:[,.](?:-{1,2}|=)(?!\d))?+"
CURRENCY = rf"(?:R[pP](?<![A-Z]..)|rp(?<![^\W_]..)|IDR(?<![\w/]...))\.{{0,2}}{GAP}"
RUPIAH = r"(?:[Rr](?:upiah|UPIAH)\b|(?:IDR|Rp)\b(?!\.?\s?[\w-]))"
NUMBER = r"\d++(?:[.,]\d++)*+"
TO = r"(?:\s?[-–—]\s?|(?P<to>\s(?:hingga|sampai(?:\sdengan)?+|s\.?d\.?)\s|\s?s/d\.?\s?))"
AND = r"(?P<to>\sdan\s)"
UNIT_BETWEEN = r"(?:\s?/\s?\w{1,12}|\sper\s?\w{1,12})?+"
ANY_RUPIAH = re.compile(RUPIAH)

DOUBTS = {
    "separator": re.compile(r"\d{1,3}[.,]\d{3}[^\d.,]*[^\W\d].*|\d{1,3},\d{3}"),
    "point": re.compile(r"\d+\.\d{1,2}(?!\d).*|[\d.]+\.00"),
    "space": re.compile(r"\d+,\s.*"),
    "scale": re.compile(r".*biliun"),
}
"""How a number with its scale looks when it could be read in another way."""


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
        "words_rupiah": re.compile(rf"\b{words}\s{RUPIAH}\Z"),
    }


def _pieces() -> tuple[str, str, str, str, str]:
    """Return the patterns of a scale, of one number, of two, of a numeral in words, and of a vague number."""
    big, short = alternatives("numbers", "word", "scale"), "rb|jt"
    end = r"(?:(?=an\b)|(?![a-z]))"
    scale = (
        rf"(?:(?i:(?:(?:ribu|ratus|puluh)\s(?={big}))?+(?:{big})){end}|(?i:{short}){end}|(?<=\d)[kK]\b"
        r"|(?<!\.\d{3}\s)[MT]\b)"
    )
    scaled = rf"(?:{GAP}(?P<scale>{scale})(?P<an>-?an\b)?+)?+"
    counted = rf"(?!\s(?i:{alternatives('units', 'word', 'unit')})\b)"
    more = rf"(?:[^\S\n](?P<more>\d{{1,3}}(?:,\d{{1,3}})?+[^\S\n]{scale}){counted})?+"
    slip = rf"\d{{1,3}},\s\d{{1,2}}(?=\s?{scale})"
    one = rf"(?P<number>{slip}|{NUMBER})(?P<an_number>-?an\b)?+{scaled}{more}{TAIL}"
    low = rf"(?P<low>{NUMBER}){AN}(?:{GAP}(?P<low_scale>{scale}){AN})?+{TAIL}{UNIT_BETWEEN}"
    high = rf"(?P<own>{CURRENCY})?+(?P<high>{NUMBER}){AN}{scaled}(?(own)|{counted}){TAIL}"
    number = alternatives("numbers", "word", "digit", "compound", "teen", "small", "scale", "half", "part", "point")
    words = rf"(?P<number>(?:{NUMBER}\s(?={big}))?+(?i:(?:{number})\b(?:[\s-](?:{number})\b)*+))"
    vague = rf"(?P<vague>(?i:(?:{alternatives('numbers', 'word', 'vague')})(?:\s(?:{big}))?+\b))"
    return scale, one, f"{low}{TO}{high}", words, vague


def extract(page: Page) -> Iterator[Mention]:
    """Yield the Rupiah amounts of a page in reading order."""
    taken: list[Mention] = []
    for rule, match in _matches(page.text):
        start, stop = match.span()
        at = bisect(taken, start, key=_start)
        if (at and taken[at - 1].stop > start) or (at < len(taken) and taken[at].start < stop):
            continue
        parts = _said(match) | surroundings(page.text, start, stop)
        taken.insert(at, Mention(KIND, start, stop, page.quote(start, stop), rule, parts))
    yield from taken


def _start(mention: Mention) -> int:
    return mention.start


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what the rules take, rule by rule."""
    for rule, pattern in prefixed().items():
        for match in pattern.finditer(text):
            if _is_range(rule, match):
                yield rule, match
    windows = list(_windows(text))
    for rule, pattern in suffixed().items():
        for begin, end in windows:
            found = pattern.search(text, begin, end)
            if found and _is_range(rule, found):
                yield rule, found


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that end with the word `rupiah` and a number in front of it; none overlaps the one before."""
    begin = 0
    for match in ANY_RUPIAH.finditer(text):
        begin = max(begin, match.start() - LONGEST)
        if _counts().search(text, max(begin, match.start() - 16), match.start()):
            yield begin, match.end()
        begin = match.end()


@cache
def _counts() -> re.Pattern[str]:
    """Return the pattern of what can stand right before `rupiah`: a digit or a word of number."""
    return re.compile(rf"(?:\d(?:[.,]-)?|(?i:{alternatives('numbers', 'word')})(?:-?an)?)\s?\Z")


def _is_range(rule: str, match: re.Match[str]) -> bool:
    """Tell whether a range is one: not a change (`naik dari .. hingga ..`), nor an amount and a count."""
    if not rule.startswith(("range", "between")):
        return True
    if rule == "between":
        return between(match.string, match.start())
    if match["to"] and rises(match.string, match.start()):
        return False
    if rule == "range_rupiah" or match["own"] or match["scale"]:
        return True
    return match["to"] is None and match["low_scale"] is None


def _said(match: re.Match[str]) -> dict[str, str]:
    """Return the pieces of a match: numbers and scales as written, and what makes them doubtful."""
    parts = {key: said for key, said in match.groupdict().items() if said and key not in {"own", "to"}}
    if parts.pop("an", "") or parts.pop("an_number", ""):
        parts["bound_word"] = "-an"
    figures = [
        (parts.get("number"), parts.get("scale")),
        (parts.get("low"), parts.get("low_scale") or parts.get("scale")),
    ]
    figures.append((parts.get("high"), parts.get("scale")))
    doubts = [name for number, scale in figures if number for name in _doubts(f"{number} {scale or ''}".strip())]
    if "low" in parts and "scale" in parts and "low_scale" not in parts and _outgrows(parts["low"], parts["high"]):
        doubts.append("scale")
    if match.re is prefixed()["typo"]:
        doubts.append("typo")
    return parts | ({"doubt": ";".join(sorted(set(doubts)))} if doubts else {})


def _doubts(figure: str) -> Iterator[str]:
    return (name for name, pattern in DOUBTS.items() if pattern.fullmatch(figure))


def _outgrows(low: str, high: str) -> bool:
    """Tell whether the lower end of a range has more digits than the upper: it cannot share its scale."""
    return len(re.split("[.,]", low)[0]) > len(re.split("[.,]", high)[0])
