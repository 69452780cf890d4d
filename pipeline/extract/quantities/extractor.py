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

from pipeline.extract.bounds import bound_after, bound_before, tokens_before
from pipeline.extract.numerals import alternatives
from pipeline.extract.quantities.rates import period, spread
from pipeline.extract.quantities.rules import CHANGE, LONGEST_CHARS, SHARED, WITH_UNIT, scaled_number
from pipeline.extract.rule import Rule, take_first
from pipeline.language.tokenizer import Tokens
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Document

KIND = "quantities"

ABBREVIATED_LETTERS = 2
"""Letters of an abbreviation that is a unit in capitals too (`5 KG`)."""

MONEY = re.compile(r"(?:\b(?:Rp|IDR|USD|RM|SGD)|[$€£¥])\.?\s?\Z", re.IGNORECASE)
"""What stands before the number of a sum of money."""
YEAR = re.compile(r"(?:19|20)\d\d")

DOUBTS = {
    "separator": re.compile(r"[1-9]\d{0,2}(?:,\d{3}|\.\d{3}\s[^\W\d].*)"),
    "point": re.compile(r"\d+\.\d{1,2}"),
}
"""How a number with its scale looks when it could be read in another way."""
SCALED = (("number", "scale"), ("low", "low_scale"), ("high", "scale"))
"""Names of a number in `parts` and of its scale."""


RawItem = tuple[str, int, int, dict[str, str]]
"""Name of a rule, offsets and pieces of what it took."""


def extract(document: Document) -> Iterator[Mention]:
    """Yield the quantities of a document in reading order."""
    found = sorted(_found(document), key=lambda found: found[1])
    parts = [(start, stop, said | _around(document, start, stop, said)) for _, start, stop, said in found]
    spread(document.text, parts)
    for (rule, *_), (start, stop, said) in zip(found, parts, strict=True):
        yield Mention(KIND, start, stop, document.quote(start, stop), rule, said)


def _found(document: Document) -> Iterator[RawItem]:
    """Yield what the rules take, from the last to the first: a range holds the unit of its lower end too."""
    text, free = document.text, len(document.text)
    starts = document.tokens.starts(_first_words())
    for unit in reversed([unit for start in starts if (unit := _units().match(text, start)) and _is_unit(unit)]):
        if unit.end() > free or not _counts().search(text, max(0, unit.start() - 16), unit.start()):
            continue
        if found := _taken(text, unit.start()):
            rule, match = found
            said = _said(match) | {"unit": unit[0]}
            free = match.start()
            yield rule.name, free, unit.end(), said
            yield from _sharing(text, free, said)


def _is_unit(unit: re.Match[str]) -> bool:
    """Tell whether a word is one for goods (not `lembar saham`), and no abbreviation (`118 PETI`)."""
    word = unit[0]
    if word.isupper() and len(word) > ABBREVIATED_LETTERS and word not in _listed():
        return not any(sign.islower() for sign in unit.string[max(0, unit.start() - LONGEST_CHARS // 4) : unit.start()])
    return " ".join(word.lower().split()) in _measured()


def _taken(text: str, stop: int) -> tuple[Rule[..., re.Match[str]], re.Match[str]] | None:
    """Return the first rule to match right before a unit, with what it takes; no sum of money."""
    begin = max(0, stop - LONGEST_CHARS)
    found = take_first(WITH_UNIT, text, begin, stop)
    return None if found and MONEY.search(text, begin, found[1].start()) else found


def _sharing(text: str, start: int, last: dict[str, str]) -> Iterator[RawItem]:
    """Yield the numbers before a quantity that have their unit from it."""
    if match := SHARED.take(text, max(0, start - LONGEST_CHARS), start):
        for each in _one().finditer(text, *match.span("numbers")):
            said = _said(each) | {"unit": last["unit"]}
            if "scale" in last and "scale" not in said:
                said["doubt"] = "scale"
            if not YEAR.fullmatch(each[0]):
                yield SHARED.name, *each.span(), said


def _said(match: re.Match[str]) -> dict[str, str]:
    """Return the pieces of a match: numbers and scales as written, and what makes them doubtful."""
    parts = {key: said for key, said in match.groupdict().items() if said and key != "to"}
    if parts.pop("an", "") or parts.pop("an_number", ""):
        parts["bound_word"] = "-an"
    figures = [f"{parts[number]} {parts.get(scale, '')}".strip() for number, scale in SCALED if number in parts]
    doubts = {name for name, pattern in DOUBTS.items() if any(map(pattern.fullmatch, figures))}
    return parts | ({"doubt": ";".join(sorted(doubts))} if doubts else {})


def _around(document: Document, start: int, stop: int, said: dict[str, str]) -> dict[str, str]:
    """Return the words that bound a quantity and that of its period, from around it."""
    bound = bound_before(tokens_before(document.text, start))
    if not bound or "reached" in bound:
        bound = bound_after(document.text, stop) or ({} if "bound_word" in said else bound)
    changed = CHANGE.search(document.text, max(0, start - LONGEST_CHARS), start) if "bound_word" in bound else None
    if changed and "reached" not in bound:
        bound = bound | {"reached": "dari"}
    word = period(document, start, stop)
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
    return re.compile(scaled_number())
