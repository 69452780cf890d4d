"""Persons with an office, in the press's orders, and later mentions of them by a part of the name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.officials import references
from pipeline.extract.officials.colleagues import COLLEAGUE
from pipeline.extract.officials.headline import cut_to_names
from pipeline.extract.officials.later import LATER
from pipeline.extract.officials.likely import PRIVATE, is_likely, stands_apart
from pipeline.extract.officials.names import Name, cues, given_names, name_stopwords, read_name, site_words
from pipeline.extract.officials.organisations import heads, known, places, stops, sure_places
from pipeline.extract.officials.parts import KIND, acting_from, mention
from pipeline.extract.officials.titles import read_title
from pipeline.extract.officials.words import TokenSequence, speech_verbs
from pipeline.extract.rule import Rule, take_first
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.officials.title_parser import TitleParser
    from pipeline.language import Document
    from pipeline.model import Mention

__all__ = ["KIND", "RULES", "extract"]

COMMA = re.compile(r"(?:\s?,\s{0,2}|\s?\(|\s[—–]\s)$")
"""What may part a name from the title behind it."""
SPACE = re.compile(r"\s$")
"""What parts a name from the title behind it where a word of speech stands before the name."""
GOES_ON = re.compile(r"\s(?:akan|belum|juga|sedang|sudah|telah|tidak|me(?!l?alui|njelang|ngenai|nurut)[a-z]{3,})\b")
"""What makes an office the subject of a sentence: telah, meminta."""
REACH_CHARS = 130
"""Characters read back from a title for the name before it."""
NAME_REACH_WORDS = 14
"""Words read back for the name before a title."""


@cache
def between() -> re.Pattern[str]:
    """Return the pattern of what may part a title from the name behind it."""
    seat, behind, introduces = (either(cues(use)) for use in ("seat", "behind_office", "introduces"))
    return re.compile(
        rf"(?:[ \u00a0](?:(?:{seat})[ \u00a0])?(?:{behind})\b)?"
        rf"[ \u00a0]{{0,2}}(?:,[ \u00a0]{{0,2}})?(?:(?:{introduces})[ \u00a0])?"
    )


@cache
def ties() -> re.Pattern[str]:
    """Return the pattern of words that tie a title to the name before it: `yang kini menjabat sebagai`."""
    now, holds, role = (either(cues(use)) for use in ("now", "is", "as"))
    return re.compile(rf"\s(?:yang\s(?:(?:{now})\s)?(?:(?:{holds})\s)?(?:(?:{role})\s)?|(?:{role})\s)$")


@cache
def clause() -> re.Pattern[str]:
    """Return the pattern of a clause that an office ends: `Setelah diterima Bupati, Hendra melihat ...`."""
    return re.compile(rf"\b(?:{either(cues('when'))})\b[^.!?\n,]{{0,90}}{governs().pattern}")


@cache
def governs() -> re.Pattern[str]:
    """Return the pattern of a word right before an office that is no subject: `Senada dengan Bupati, ...`."""
    return re.compile(rf"\b(?:[Dd]i[a-z]{{3,}}|{either(cues('meets'))})\s$")


def extract(document: Document) -> Iterator[Mention]:
    """Yield persons with their offices, and later mentions of them by a part of the name.

    `parts` holds the pieces as written, and `name_words`, the words that the person may be called by; `spans` where
    name and region stand.
    """
    words = TokenSequence(document.text)
    named = list(cut_to_names(document, list(_titled(document, words))))
    if named:
        named += COLLEAGUE.take(document, words, tuple(named)) or ()
        yield from sorted([*named, *(LATER.take(document, words, named) or ())], key=lambda official: official.start)


def _titled(document: Document, words: TokenSequence) -> Iterator[Mention]:
    """Yield every title with its name, in reading order."""
    behind = claimed = 0
    for index in words.among(heads().openers):
        found = heads().find(words, index) if index >= behind and words.starts[index] >= claimed else None
        if found is None:
            continue
        behind = index + found.length
        if found.entry["role"] == "none" or words[index - 1].capitalize() in site_words():
            continue
        parser = read_title(words, index, *found)
        official = _by_rule(document, parser, claimed)
        if official and not (parser.outranked and official.rule == TITLE_NAME.name):
            claimed = official.stop
            yield official


def _by_rule(document: Document, parser: TitleParser, claimed: int) -> Mention | None:
    """Return what the first rule that fits makes of a title."""
    if not parser.whole and not references.resolve(parser):
        return None
    found = take_first(TITLED, document, parser, claimed)
    return mention(document, parser, found[1], found[0].name) if found else None


def _name_as_title(document: Document, parser: TitleParser, claimed: int) -> Name | None:
    """Birhasani selaku Kepala Dinas; Birhasani yang menjabat Kepala Dinas."""
    return _name_before(document, parser, claimed, ties())


def _title_name(document: Document, parser: TitleParser, claimed: int) -> Name | None:
    """Gubernur Jatim Khofifah Indar Parawansa; Kepala Dinas X Kalsel, H. Gusti Z, S.Sos. mengatakan.

    The name behind a comma is not that of an officer whom somebody represents (`yang mewakili Gubernur, Tarmin, ...`).
    Behind a name with a comma, what follows a firm is the rest of its name: `Toni, Direktur PT Kapuas Crumb Jaya`.
    """
    words, index = parser.words, parser.at
    gap = between().match(document.text, words.stops[index - 1])
    while gap and index < len(words) and words.starts[index] < gap.end():
        index += 1
    barred = places() if parser.region is None else sure_places()
    if barred.find(words, index) and words[index] not in given_names():
        return None
    if parser.kind in PRIVATE and _name_before(document, parser, claimed, COMMA):
        return None
    name = read_name(words, index, stops())
    if name is None or not is_likely(parser, name) or (index > parser.at and not stands_apart(parser, name)):
        return None
    return None if index > parser.at and _is_told_apart(parser, name) else name


def _is_told_apart(parser: TitleParser, name: Name) -> bool:
    """Tell whether an office before a comma is another person's: one represented, or of a clause that ends there.

    A clause ends there where the name is the subject of the verb behind it: `Senada dengan Bupati, Hendra mengakui`.
    """
    words, start = parser.words, parser.words.starts[acting_from(parser)]
    if words[acting_from(parser) - 1].lower() == "mewakili":
        return True
    if words.text[name.stop : name.stop + 1] == ",":
        return False
    begin = max(0, start - REACH_CHARS)
    if words[name.last] in speech_verbs() and governs().search(words.text, begin, start):
        return True
    return parser.region is None and clause().search(words.text, begin, start) is not None


def _name_title(document: Document, parser: TitleParser, claimed: int) -> Name | None:
    """Birhasani, Kepala Dinas Perdagangan Kalsel, ...; ujar Birhasani Kepala Dinas Perdagangan Kalsel.

    An office that a verb follows is another person's, where the name only says who tells: `Kata Budi, Gubernur telah`.
    """
    name = _name_before(document, parser, claimed, COMMA)
    if name and parser.words[name.first - 1] in speech_verbs() and GOES_ON.match(document.text, parser.stop):
        return None
    return name or _said_name(document, parser, claimed)


def _said_name(document: Document, parser: TitleParser, claimed: int) -> Name | None:
    """Return the full name that a word of speech and a title stand around without a comma."""
    name = _name_before(document, parser, claimed, SPACE)
    several = name and name.last - name.first > 1
    return name if name and several and parser.words[name.first - 1] in speech_verbs() else None


TITLE_NAME = Rule("title_name", _title_name)

TITLED = (
    Rule("name_as_title", _name_as_title),
    TITLE_NAME,
    Rule("name_title", _name_title),
)
"""Names that stand with a title."""

RULES = (*TITLED, COLLEAGUE, LATER)


def _name_before(document: Document, parser: TitleParser, claimed: int, tie: re.Pattern[str]) -> Name | None:
    """Return the name that a title with its tie follows directly."""
    words, index = parser.words, acting_from(parser)
    start = words.starts[index]
    begin = max(claimed, start - REACH_CHARS)
    gap = tie.search(document.text, max(begin, start - REACH_CHARS // 2), start)
    if gap is None:
        return None
    for first in range(max(0, index - NAME_REACH_WORDS), index):
        if begin <= words.starts[first] < gap.start() and _opens_name(words, first):
            name = read_name(words, first, stops())
            if name and name.stop == gap.start() and _is_sure(words, name):
                return name
    return None


def _opens_name(words: TokenSequence, index: int) -> bool:
    """Tell whether a name may begin here: no place, and no capitalised word before it that it would belong to."""
    before = words[index - 1]
    if before[:1].isupper() and before not in name_stopwords() and words.near(index):
        return False
    return words[index] in given_names() or not places().find(words, index)


def _is_sure(words: TokenSequence, name: Name) -> bool:
    return (
        name.last - name.first > 1
        or words[name.first] in given_names() | words.speakers
        or words[name.first - 1] in speech_verbs()
    ) and not known(words, name.first)
