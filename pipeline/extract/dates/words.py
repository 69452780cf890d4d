"""The words of dates as pieces of patterns, and the cue words that stand around a date."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load, patterns

if TYPE_CHECKING:
    from collections.abc import Iterable

SPACE = r"[ \u00a0\n]"
"""What parts the words of a date."""

WINDOW_CHARS = 200
"""Characters read back for a cue word."""

PARAGRAPH_CHARS = 1000
"""Characters of a paragraph read back for quotation marks."""

REACH_CHARS = 24
"""Characters read back for the word right before a date."""

NUMBERED = re.compile(r"(?:[Nn]omor|No\.?|NOMOR)\s?[\w./-]{1,20}\s[Tt]ahun\s$|(?:[Nn]omor|No\.?)[ :]{0,2}$")
"""The number of a law or a letter, whose year dates the paper and no event."""

WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)?")
DAY_WORD = re.compile(r"\bhari[ \u00a0\n]$")
BEHIND_COMMA = re.compile(r",[ \u00a0\n](\w{1,20})\b")
NEXT_WORD = re.compile(r"[ \u00a0](\w{1,20})\b")

SENTENCE_START = re.compile(r"(?:^|[.!?:\n\0\"“‘]|[-–—] )\s*$")


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; a space also stands for a no-break space or a line end."""
    return patterns.either(words, SPACE)


def words(name: str, **where: str) -> list[str]:
    """Return the words of a list, those rows only whose cells equal `where`."""
    return [row["word"] for row in load(name) if all(row[column] == cell for column, cell in where.items())]


def shapes(names: Iterable[str]) -> list[str]:
    """Return names as printed: `Rabu`, `RABU`."""
    return [shape for name in names for shape in (name, name.upper())]


@cache
def cues(sense: str) -> frozenset[str]:
    """Return the cue words of one sense, in small letters."""
    return frozenset(word.lower() for word in words("date_cues", sense=sense))


@cache
def _tenses() -> dict[str, str]:
    """Return the words that tell speech or plan, with their sense."""
    return dict.fromkeys(cues("speech"), "speech") | dict.fromkeys(cues("future") | cues("intent"), "future")


@cache
def _turns() -> re.Pattern[str]:
    """Return a pattern for the word behind a date that puts it before or after the day of writing."""
    past, future = (either(cues(sense)) for sense in ("turn_past", "turn_future"))
    return re.compile(rf"[)]?,?[ \u00a0\n](?:(?P<past>{past})|(?P<future>{future}))\b")


def word_before(text: str, start: int) -> str:
    """Return the word that stands right before an offset on the same line, in small letters."""
    last = text[max(0, start - REACH_CHARS) : start].rpartition("\n")[2].split()
    return last[-1].lower().strip('("“,') if last else ""


def without_day(text: str, start: int) -> int:
    """Return where `hari` begins that stands before an offset, else the offset (`setiap hari Jumat`)."""
    match = DAY_WORD.search(text, max(0, start - REACH_CHARS), start)
    return match.start() if match else start


def word_after(text: str, stop: int) -> str:
    """Return the word that stands right behind an offset on the same line, in small letters."""
    match = NEXT_WORD.match(text, stop)
    return match[1].lower() if match else ""


def is_numbered(text: str, start: int) -> bool:
    """Tell whether the number at an offset belongs to the number of a law or a letter."""
    return NUMBERED.search(text, max(0, start - 2 * REACH_CHARS), start) is not None


def is_quoted(text: str, start: int) -> bool:
    """Tell whether an offset lies within direct speech, by the quotation marks before it in its paragraph."""
    begin = max(0, start - PARAGRAPH_CHARS)
    begin = max(begin, text.rfind("\n", begin, start) + 1)
    mark = max("“”", key=lambda sign: text.rfind(sign, begin, start))
    return (mark == "“" and mark in text[begin:start]) or text.count('"', begin, start) % 2 == 1


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a capital at an offset may be that of a sentence."""
    return SENTENCE_START.search(text[max(0, start - 3) : start]) is not None


def tense_before(text: str, sentence_start: int, start: int) -> str:
    """Return the sense of the nearest cue before an offset, `speech` or `future`; empty where there is none.

    Speech that is still to come (`akan mengumumkan`) is `future`. No cue reaches over what is said to be done (`akan
    dibeli sesuai nota yang diteken, Rabu`), and what somebody was about to do (`truk yang hendak ke Palu`) is no plan.
    """
    senses = _tenses()
    found = WORD.findall(text[max(sentence_start, start - WINDOW_CHARS) : start].lower())
    for before, word in zip([*reversed(found[:-1]), ""], reversed(found), strict=False):
        if before == "yang" and word in cues("clause_done"):
            return ""
        if word in senses and not (before == "yang" and word in cues("intent")):
            return "future" if senses.get(before) == "future" else senses[word]
    return ""


def is_said_behind(text: str, stop: int) -> bool:
    """Tell whether a verb of speech follows a comma behind an offset: `Melati di Palu, Jumat, mengatakan`."""
    match = BEHIND_COMMA.match(text, stop)
    return match is not None and _tenses().get(match[1].lower()) == "speech"


def turn_after(text: str, stop: int) -> str:
    """Return `past` or `future` where the word behind an offset says so, else an empty string."""
    match = _turns().match(text, stop)
    return (match.lastgroup or "") if match else ""


def turn_before(text: str, start: int) -> str:
    """Return `past`, `future` or `today` where the words before an offset say so (`lalu (9/3)`, `hari ini, Rabu`)."""
    said = " ".join(text[max(0, start - REACH_CHARS) : start].rstrip("(, ").lower().split()[-2:])
    word = said.rpartition(" ")[2]
    if said in cues("turn_today"):
        return "today"
    return turn_of(word)


def turn_of(word: str) -> str:
    """Return `past` or `future` where a word puts a day there, else an empty string."""
    return "past" if word in cues("turn_past") else "future" if word in cues("turn_future") else ""
