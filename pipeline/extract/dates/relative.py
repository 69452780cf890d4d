"""Phrases that count from the day of writing: `tiga hari lalu`, `tahun depan`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.dates import words as near
from pipeline.lexicon import load

if TYPE_CHECKING:
    from pipeline.language import Document
    from pipeline.model import Span


@cache
def relatives() -> dict[str, dict[str, str]]:
    """Return the phrases that count from the day of writing by surface; `Minggu lalu` may be a Sunday: not here."""
    found = {row["word"]: row for row in load("relative_days")}
    return found | {phrase.capitalize(): row for phrase, row in found.items() if not phrase.startswith("minggu")}


@cache
def _apposition() -> re.Pattern[str]:
    """Return a pattern for the date that says a day word over again: `besok, Kamis (19/2/2026)`."""
    return re.compile(rf"[ ,\n]{{1,2}}(?:(?:{near.either(near.words('weekdays'))})[ ,\n]{{0,2}})?\(?\d{{1,2}}[/ -]")


@cache
def _count_before() -> re.Pattern[str]:
    counts = near.either(near.words("date_numbers", kind="count"))
    return re.compile(rf"(?<![\w.,])(?:(?P<count>\d{{1,2}}|{counts})[ \u00a0\n]|(?P<one>[Ss]e))$")


def relative(document: Document, start: int, stop: int) -> tuple[Span, dict[str, str]] | None:
    """Return offsets and pieces of a phrase with the count before it, None where the count is vague or does not fit."""
    row = relatives()[" ".join(document.text[start:stop].split())]
    if document.text[stop : stop + 1].isalnum() or (row["unit"] == "day" and _apposition().match(document.text, stop)):
        return None
    parts = {"unit": row["unit"], "offset": row["offset"]}
    if row["unit"] == "day" and near.is_quoted(document.text, start):
        parts["quoted"] = "yes"
    if counted := _count_before().search(document.text, max(0, start - near.REACH_CHARS), start):
        count = counted["count"] or "se"
        return None if row["count"] == "no" else ((counted.start(), stop), parts | {"count": count})
    return ((start, stop), parts) if _stands_free(document.text, start) and row["count"] != "must" else None


def _stands_free(text: str, start: int) -> bool:
    """Tell whether no number, half a word or vague count stands right before a phrase."""
    before = near.word_before(text, start)
    free = re.match(r"[\w-]", text[max(0, start - 1) : start]) is None
    return free and not before[-1:].isdigit() and before not in near.cues("vague")
