"""Dates, periods and the words that count from the day of writing.

A cheap scan finds where a date may begin (a number, the name of a weekday or month, a phrase like `tahun lalu`); there
the rules for that beginning are tried in order of trust. A range gives two mentions: the whole, and its last day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.dates import words as near
from pipeline.extract.dates.relative import relatives
from pipeline.extract.dates.rules import LAST, RELATIVE
from pipeline.extract.dates.scans import scans, tried
from pipeline.extract.rule import take_first
from pipeline.model import Mention, last_begun

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from pipeline.language import Document

KIND = "dates"


def extract(document: Document) -> Iterator[Mention]:
    """Yield dates in reading order; `parts` holds the pieces as written.

    Besides the pieces: `tense` (`speech`, `future`: the nearest cue before) and `turn` (`past`, `future`: the word
    behind).
    """
    bound = 0
    for start, stop in sorted(match.span() for scan in scans() for match in scan.finditer(document.text)):
        if start >= bound:
            for mention in _at(document, start, stop, bound):
                bound = max(bound, mention.stop)
                yield mention


def _at(document: Document, start: int, stop: int, bound: int) -> Iterator[Mention]:
    """Yield what begins at a found word: one mention, two for a range, or none.

    `bound` is where the date before it ends: in `Maret kemarin` the last word is no day of its own.
    """
    word = " ".join(document.text[start:stop].split())
    if word in relatives():
        if near.turn_of(word) and 0 < bound == start - 1:
            return
        if phrase := RELATIVE.take(document, start, stop):
            yield _mention(document, RELATIVE.name, *phrase)
    elif date := take_first(tried(document.text, start, word), document.text, start):
        yield from _told(document, date[0].name, date[1])


def _told(document: Document, name: str, match: re.Match[str]) -> Iterator[Mention]:
    pieces = {key: piece for key, piece in match.groupdict().items() if piece is not None}
    around = _around(document, *match.span())
    if turn := near.turn_of(pieces.get("part", "").lower()):
        around["turn"] = turn
    yield _mention(document, name, match.span(), pieces | around)
    if last := take_first(LAST, pieces):
        yield _mention(document, last[0].name, match.span("last"), last[1] | around)


def _mention(document: Document, rule: str, span: tuple[int, int], parts: dict[str, str]) -> Mention:
    return Mention(KIND, *span, document.quote(*span), rule, parts)


def _around(document: Document, start: int, stop: int) -> dict[str, str]:
    said = near.is_said_behind(document.text, stop)
    tense = "speech" if said else near.tense_before(document.text, _sentence_start(document, start), start)
    turn = near.turn_after(document.text, stop) or near.turn_before(document.text, start)
    week = _week(document.text, start, stop)
    return {key: word for key, word in (("tense", tense), ("turn", turn), ("week", week)) if word}


def _week(text: str, start: int, stop: int) -> str:
    """Return the phrase that a weekday at the start of a sentence may be: `Minggu lalu` is a Sunday or a week."""
    phrase = f"{text[start:stop]} {near.word_after(text, stop)}".lower()
    return phrase if phrase in relatives() and near.begins_sentence(text, start) else ""


def _sentence_start(document: Document, offset: int) -> int:
    index = last_begun(document.sentences, offset)
    return document.sentences[index][0] if index >= 0 else 0
