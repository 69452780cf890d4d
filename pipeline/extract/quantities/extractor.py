"""Quantities: a number with a unit that goods are counted by (`48.300 ton`, `12 ribu ekor`, `dua truk`).

The surface is the number with its scale and unit. `Mention.parts` holds `number` and `scale`, or `low`, `low_scale`,
`high`, `scale` of a range, or `vague` (`ratusan ton`), and `unit`; `bound_word` and `reached` from around it, `per`
of a rate (the word of its period); and `doubt` where the number could be read in another way: `separator` (three
digits behind the only sign that may group or part them), `point` (a dot as decimal sign), `scale` (that of a later
number may be meant).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.bounds import between, bound_after, bound_before, rises, tokens_before
from pipeline.extract.numerals import AN, AND, GAP, NUMBER, TO, alternatives, in_words, scales, vaguely
from pipeline.extract.quantities.rates import period, spread
from pipeline.language.tokenizer import Tokens
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

KIND = "quantities"

ABBREVIATED = 2
"""Letters of an abbreviation that is a unit in capitals too (`5 KG`)."""
LONGEST = 120
"""Characters before a unit in which its quantity may start."""

OPEN = r"(?<![\w.,/:$])(?<!\d[-–])"
"""What a number does not stand behind: a longer number, a date, a time, money."""
MONEY = re.compile(r"(?:\b(?:Rp|IDR|USD|RM|SGD)|[$€£¥])\.?\s?\Z", re.IGNORECASE)
"""What stands before the number of a sum of money."""
CHANGE = re.compile(
    r"\b(?:(?:ke)?naik(?:an)?|meningkat|peningkatan|(?:me|pe)?n?urun(?:an)?|turun|bertambah|berkurang)\b"
    r"[^.;]{0,60}\bdari\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
"""What makes two numbers those before and after a change, not the ends of a range."""
YEAR = re.compile(r"(?:19|20)\d\d")

DOUBTS = {
    "separator": re.compile(r"[1-9]\d{0,2}(?:,\d{3}|\.\d{3}\s[^\W\d].*)"),
    "point": re.compile(r"\d+\.\d{1,2}"),
}
"""How a number with its scale looks when it could be read in another way."""
SCALED = (("number", "scale"), ("low", "low_scale"), ("high", "scale"))
"""Names of a number in `parts` and of its scale."""


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Return all rules, in order of trust; each takes what stands right before a unit."""
    scale = rf"(?:(?:-|{GAP})(?P<scale>{scales()})(?P<an>-?an\b)?+)?+"
    unit = alternatives("units", "word", "unit")
    low_scale = rf"(?:{GAP}(?P<low_scale>{scales()}){AN})?+(?:\s?(?:{unit})(?!\w))?+"
    ends = rf"(?P<low>{NUMBER}){AN}{low_scale}{TO}(?P<high>{NUMBER}){AN}{scale}"
    digit = alternatives("numbers", "word", "digit")
    either = r"(?:-|\s(?:atau|sampai|hingga)\s)"
    return {
        "range": re.compile(rf"{OPEN}{ends}\s?\Z"),
        "between": re.compile(rf"{OPEN}{ends.replace(TO, AND)}\s?\Z"),
        "range_words": re.compile(rf"\b(?P<low>(?i:{digit})){either}(?P<high>(?i:{digit})\b(?:\s{in_words()})?+)\s\Z"),
        "number": re.compile(
            rf"{OPEN}(?P<number>{NUMBER})(?P<an_number>-?an\b)?+{scale}(?:\s?\({in_words()}\))?+{GAP}\Z"
        ),
        "words": re.compile(rf"(?<![\w.,-])(?P<number>{in_words()}){GAP}\Z"),
        "vague": re.compile(rf"(?<![\w-])(?P<vague>{vaguely()})\s\Z"),
    }


SHARED_RULE = "shared"
SHARED = {
    "each": r"masing-masing\s(?:\w+\s){{0,2}}(?P<numbers>(?:{number}(?:,?\s(?:dan|serta)\s|,\s))+)",
    "changed": r"\bdari\s(?:\w+\s)?(?P<numbers>{number})\s(?:menjadi|ke)\s(?:\w+\s)?",
}
"""Numbers that have their unit from the quantity behind: `masing-masing 500 dan 200 ekor`, `dari 5 menjadi 8 ton`."""


def extract(page: Page) -> Iterator[Mention]:
    """Yield the quantities of a page in reading order."""
    found = sorted(_found(page), key=lambda found: found[1])
    parts = [(start, stop, said | _around(page, start, stop, said)) for _, start, stop, said in found]
    spread(page.text, parts)
    for (rule, *_), (start, stop, said) in zip(found, parts, strict=True):
        yield Mention(KIND, start, stop, page.quote(start, stop), rule, said)


def _found(page: Page) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    """Yield what the rules take, from the last to the first: a range holds the unit of its lower end too."""
    text, free = page.text, len(page.text)
    starts = page.tokens.starts(_first_words())
    for unit in reversed([unit for start in starts if (unit := _units().match(text, start)) and _is_unit(unit)]):
        if unit.end() > free or not _counts().search(text, max(0, unit.start() - 16), unit.start()):
            continue
        if found := _taken(text, unit.start()):
            rule, match = found
            said = _said(match) | {"unit": unit[0]}
            free = match.start()
            yield rule, free, unit.end(), said
            yield from _sharing(text, free, said)


def _is_unit(unit: re.Match[str]) -> bool:
    """Tell whether a word is one for goods (not `lembar saham`), and no abbreviation (`118 PETI`)."""
    word = unit[0]
    if word.isupper() and len(word) > ABBREVIATED and word not in _listed():
        return not any(sign.islower() for sign in unit.string[max(0, unit.start() - LONGEST // 4) : unit.start()])
    return " ".join(word.lower().split()) in _measured()


def _taken(text: str, stop: int) -> tuple[str, re.Match[str]] | None:
    """Return what the first rule to match takes right before a unit."""
    begin = max(0, stop - LONGEST)
    found = ((rule, pattern.search(text, begin, stop)) for rule, pattern in rules().items())
    first = next(((rule, match) for rule, match in found if match and _is_sound(rule, match)), None)
    return None if first and MONEY.search(text, begin, first[1].start()) else first


def _is_sound(rule: str, match: re.Match[str]) -> bool:
    """Tell whether two numbers are the ends of a range, not of a change (`naik dari 5 hingga 8 ton`) or two things."""
    if rule == "between":
        return between(match.string, match.start())
    if rule != "range" or not match["to"]:
        return True
    before = match.string[max(0, match.start() - LONGEST) : match.start()]
    return not rises(match.string, match.start()) and not CHANGE.search(before)


def _sharing(text: str, start: int, last: dict[str, str]) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    """Yield the numbers before a quantity that have their unit from it."""
    for pattern in _shared():
        if match := pattern.search(text, max(0, start - LONGEST), start):
            for each in _one().finditer(text, *match.span("numbers")):
                said = _said(each) | {"unit": last["unit"]}
                if "scale" in last and "scale" not in said:
                    said["doubt"] = "scale"
                if not YEAR.fullmatch(each[0]):
                    yield SHARED_RULE, *each.span(), said
            return


def _said(match: re.Match[str]) -> dict[str, str]:
    """Return the pieces of a match: numbers and scales as written, and what makes them doubtful."""
    parts = {key: said for key, said in match.groupdict().items() if said and key != "to"}
    if parts.pop("an", "") or parts.pop("an_number", ""):
        parts["bound_word"] = "-an"
    figures = [f"{parts[number]} {parts.get(scale, '')}".strip() for number, scale in SCALED if number in parts]
    doubts = {name for name, pattern in DOUBTS.items() if any(map(pattern.fullmatch, figures))}
    return parts | ({"doubt": ";".join(sorted(doubts))} if doubts else {})


def _around(page: Page, start: int, stop: int, said: dict[str, str]) -> dict[str, str]:
    """Return the words that bound a quantity and that of its period, from around it."""
    bound = bound_before(tokens_before(page.text, start))
    if not bound or "reached" in bound:
        bound = bound_after(page.text, stop) or ({} if "bound_word" in said else bound)
    changed = CHANGE.search(page.text, max(0, start - LONGEST), start) if "bound_word" in bound else None
    if changed and "reached" not in bound:
        bound = bound | {"reached": "dari"}
    word = period(page, start, stop)
    return bound | ({"per": word} if word else {})


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives('units', 'word', 'unit')})(?!\w)", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    """Return the first tokens of the words for units, as they are written in news: small, capitalised, in capitals."""
    words = [row["word"] for row in load("units") if row["type"] == "unit"]
    return frozenset(
        Tokens(form(word)).doc[0].text for word in words for form in (str, str.lower, str.title, str.upper)
    )


@cache
def _listed() -> frozenset[str]:
    return frozenset(row["word"] for row in load("units"))


@cache
def _measured() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in load("units") if row["measure"])


@cache
def _counts() -> re.Pattern[str]:
    """Return the pattern of what can stand right before a unit: a digit, a word of number, a numeral in brackets."""
    words = alternatives("numbers", "word")
    return re.compile(rf"(?:\d|(?<![^\W\d])(?i:{words})\)?)(?:-?an)?\s{{0,3}}\Z")


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"{OPEN}(?P<number>{NUMBER})(?:{GAP}(?P<scale>{scales()}))?+")


@cache
def _shared() -> tuple[re.Pattern[str], ...]:
    number = rf"{NUMBER}(?:{GAP}(?:{scales()}))?+"
    return tuple(re.compile(shape.format(number=number) + r"\Z") for shape in SHARED.values())
