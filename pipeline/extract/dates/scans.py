"""The scans that find where a date may begin, and the rules to try there."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.dates.relative import relatives
from pipeline.extract.dates.rules import BY_DAY, BY_MONTH, BY_YEAR, FOREIGN_DAY, FREE, PERIOD, WEEKDAY
from pipeline.extract.dates.words import SPACE as S
from pipeline.extract.dates.words import cues, either, shapes, words
from pipeline.extract.rule import Rule

DateRules = tuple[Rule[[str, int], re.Match[str]], ...]


def tried(text: str, start: int, word: str) -> DateRules:
    """Return the rules to try where a word begins, in order of trust."""
    if not word[0].isdigit():
        return _beginnings()[word]
    match = _opening().match(text, start)
    if match is None:
        return ()
    return BY_YEAR if match["year"] else (*BY_DAY, FOREIGN_DAY)


@cache
def _opening() -> re.Pattern[str]:
    """Return a pattern that a number must match to begin a date; it spares the rules most numbers of a text."""
    month = either({word[:3] for word in words("months")})
    year, day = r"(?:1[5-9]|20)\d\d(?!\d)", r"\d{1,2}(?!\d)"
    joint = either(cues("until") | cues("and"))
    behind = rf"{S}{{0,2}}(?:[-–—./]{S}{{0,2}}\d|[-/]?(?i:{month})|{joint}|[A-Z][a-z])"
    return re.compile(rf"{FREE}(?:(?P<year>{year})|{day}{behind})")


@cache
def _beginnings() -> dict[str, DateRules]:
    """Return which rules to try behind which word."""
    periods = [shape for word in words("periods") for shape in (word, word.capitalize(), word.upper())]
    return {
        **dict.fromkeys(shapes(words("weekdays")), (*BY_DAY, WEEKDAY)),
        **dict.fromkeys(shapes(words("months")), BY_MONTH),
        **dict.fromkeys(periods, (PERIOD,)),
    }


@cache
def scans() -> tuple[re.Pattern[str], ...]:
    """Return two scans, numbers with capitals and words in small letters.

    Each is a plain list of literals, which lets the engine skip by first letter; capitals are rare and so found fast.
    """
    small = [word for word in _beginnings() if word[0].islower()]
    large = [word for word in _beginnings() if word[0].isupper()]
    phrases = list(relatives())
    digits = "|".join(rf"{digit}\d*" for digit in range(10))
    rare = either(large + [phrase for phrase in phrases if phrase[0].isupper()])
    return re.compile(f"{digits}|{rare}"), re.compile(_by_letter(small + [p for p in phrases if p[0].islower()]))


def _by_letter(phrases: list[str]) -> str:
    """Return a pattern for any of the phrases that branches by first letter, which is faster than one long list."""
    letters = sorted({phrase[0] for phrase in phrases})
    tails = {letter: either(phrase[1:] for phrase in phrases if phrase[0] == letter) for letter in letters}
    return "|".join(f"{letter}(?:{tail})" for letter, tail in tails.items())
