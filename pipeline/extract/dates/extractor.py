"""Dates, periods and the words that count from the day of writing.

A cheap scan finds where a date may begin (a number, the name of a weekday or month, a phrase like `tahun lalu`); there
the rules for that beginning are tried in order of trust. A range gives two mentions: the whole, and its last day.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.dates import words as near
from pipeline.extract.dates.rules import BY_NUMBER, BY_YEAR, apposition, beginnings, opening, relatives, rules, scans
from pipeline.model import Mention, last_begun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page

KIND = "dates"

AGENCY = re.compile(r"\s?\([A-Z][A-Za-z]{2}|[\s\0]{2,60}[-–—]")
"""`2/1 (ANTARA) -`: a day and month before the agency's name, which may have been blanked."""


def extract(page: Page) -> Iterator[Mention]:
    """Yield dates in reading order; `parts` holds the pieces as written.

    Besides the pieces: `tense` (`speech`, `future`: the nearest cue before) and `turn` (`past`, `future`: the word
    behind).
    """
    bound = 0
    for start, stop in sorted(match.span() for scan in scans() for match in scan.finditer(page.text)):
        if start >= bound:
            for mention in _at(page, start, stop, bound):
                bound = max(bound, mention.stop)
                yield mention


def _at(page: Page, start: int, stop: int, bound: int) -> Iterator[Mention]:
    """Yield what begins at a found word: one mention, two for a range, or none.

    `bound` is where the date before it ends: in `Maret kemarin` the last word is no day of its own.
    """
    word = " ".join(page.text[start:stop].split())
    if word in relatives():
        if near.turn_of(word) and 0 < bound == start - 1:
            return
        yield from _relative(page, start, stop, relatives()[word])
        return
    for name in _tried(page.text, start, word):
        match = rules()[name].match(page.text, start)
        if match and _trusted(name, match):
            yield from _told(page, name, match)
            return


def _tried(text: str, start: int, word: str) -> tuple[str, ...]:
    if not word[0].isdigit():
        return beginnings()[word]
    match = opening().match(text, start)
    if match is None:
        return ()
    return BY_YEAR if match["year"] else BY_NUMBER


def _told(page: Page, name: str, match: re.Match[str]) -> Iterator[Mention]:
    pieces = {key: piece for key, piece in match.groupdict().items() if piece is not None}
    around = _around(page, *match.span())
    if turn := near.turn_of(pieces.get("part", "").lower()):
        around["turn"] = turn
    yield _mention(page, name, match.span(), pieces | around)
    if "last" in pieces:
        renamed = {"stop_day": "day", "stop_month": "month", "year": "year", "year_word": "year_word"}
        last = {renamed[key]: piece for key, piece in pieces.items() if key in renamed}
        yield _mention(page, "last_day" if "day" in last else "last_month", match.span("last"), last | around)


def _mention(page: Page, rule: str, span: tuple[int, int], parts: dict[str, str]) -> Mention:
    return Mention(KIND, *span, page.quote(*span), rule, parts)


def _around(page: Page, start: int, stop: int) -> dict[str, str]:
    said = near.is_said_behind(page.text, stop)
    tense = "speech" if said else near.tense_before(page.text, _sentence_start(page, start), start)
    turn = near.turn_after(page.text, stop) or near.turn_before(page.text, start)
    week = _week(page.text, start, stop)
    return {key: word for key, word in (("tense", tense), ("turn", turn), ("week", week)) if word}


def _week(text: str, start: int, stop: int) -> str:
    """Return the phrase that a weekday at the start of a sentence may be: `Minggu lalu` is a Sunday or a week."""
    phrase = f"{text[start:stop]} {near.word_after(text, stop)}".lower()
    return phrase if phrase in relatives() and near.begins_sentence(text, start) else ""


def _sentence_start(page: Page, offset: int) -> int:
    index = last_begun(page.sentences, offset)
    return page.sentences[index][0] if index >= 0 else 0


def _trusted(name: str, match: re.Match[str]) -> bool:
    """Tell whether what stands around a match lets it be a date."""
    guard = GUARDS.get(name)
    return guard is None or guard(match.string, match)


def _is_dated(text: str, match: re.Match[str]) -> bool:
    """Tell a date from a fraction: without a full year it needs a weekday, brackets or an agency's name beside it."""
    if len(match.groupdict().get("year") or "") == len("2019") or match["weekday"]:
        return not near.is_numbered(text, match.start())
    return text[match.start() - 1 : match.start()] == "(" or AGENCY.match(text, match.end()) is not None


def _is_named_day(text: str, match: re.Match[str]) -> bool:
    return near.word_before(text, match.start()) not in near.cues("place")


def _is_month(text: str, match: re.Match[str]) -> bool:
    return near.word_before(text, match.start()) in near.cues("month") or near.turn_after(text, match.end()) != ""


def _is_weekday(text: str, match: re.Match[str]) -> bool:
    """Tell a day from a part of a name (`Pasar Minggu`, `Jumat Agung`) and from a habit (`setiap Senin`)."""
    before = near.word_before(text, near.without_day(text, match.start()))
    behind = text[match.end() : match.end() + 2]
    named = behind[:1] == " " and behind[1:].isupper()
    return not named and before not in near.cues("place") and before not in near.cues("habit")


def _is_year(text: str, match: re.Match[str]) -> bool:
    before = near.word_before(text, match.start())
    if before not in near.cues("year") or near.is_numbered(text, match.start()):
        return False
    return before in near.cues("lasting") or near.word_after(text, match.end()) not in near.cues("counted")


def _is_year_range(text: str, match: re.Match[str]) -> bool:
    return not near.is_numbered(text, match.start())


GUARDS = {
    "numeric_range": _is_dated,
    "numeric_day": _is_dated,
    "numeric_day_month": _is_dated,
    "dashed_day": _is_dated,
    "named_day": _is_named_day,
    "month_alone": _is_month,
    "weekday": _is_weekday,
    "year": _is_year,
    "year_range": _is_year_range,
}


@cache
def _count_before() -> re.Pattern[str]:
    counts = near.either(near.words("date_numbers", kind="count"))
    return re.compile(rf"(?<![\w.,])(?:(?P<count>\d{{1,2}}|{counts})[ \u00a0\n]|(?P<one>[Ss]e))$")


def _relative(page: Page, start: int, stop: int, row: dict[str, str]) -> Iterator[Mention]:
    """Yield a phrase with the count before it (`tiga hari lalu`), nothing where the count is vague or does not fit."""
    if page.text[stop : stop + 1].isalnum() or (row["unit"] == "day" and apposition().match(page.text, stop)):
        return
    parts = {"unit": row["unit"], "offset": row["offset"]}
    if row["unit"] == "day" and near.is_quoted(page.text, start):
        parts["quoted"] = "yes"
    counted = _count_before().search(page.text, max(0, start - near.REACH), start)
    if counted:
        if row["count"] == "no":
            return
        count = counted["count"] or "se"
        yield _mention(page, "relative", (counted.start(), stop), parts | {"count": count})
        return
    if near.word_before(page.text, start)[-1:].isdigit():
        return
    free = re.match(r"[\w-]", page.text[max(0, start - 1) : start]) is None
    if free and row["count"] != "must" and near.word_before(page.text, start) not in near.cues("vague"):
        yield _mention(page, "relative", (start, stop), parts)
