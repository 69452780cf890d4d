"""The pieces of a person with an office, as the normaliser is given them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.officials import explanations
from pipeline.extract.officials.names import NICKNAME, cues, office_words
from pipeline.extract.officials.organisations import heads
from pipeline.extract.officials.words import WordList
from pipeline.lexicon import load
from pipeline.lexicon.patterns import either
from pipeline.model import Mention

if TYPE_CHECKING:
    from pipeline.extract.officials.names import Name
    from pipeline.extract.officials.title_parser import TitleParser
    from pipeline.language import Document

KIND = "officials"

COUNCIL = re.compile(r"\bDPR[DAKP]?\b")
ACTING_WORDS = 6
"""Words of `Pelaksana Tugas (Plt.)`, at most."""


@cache
def former() -> re.Pattern[str]:
    """Return the pattern of a word that puts an office into the past or the future: `mantan `."""
    words = cues("former")
    return re.compile(rf"(?:{either(words | {word.capitalize() for word in words})})[\s-]$")


@cache
def organs() -> re.Pattern[str]:
    """Return the pattern of the organs of a council, whose name is left out where the text has said it."""
    return re.compile(rf"\b(?:Komisi (?:[IVX]+|[A-F])\b|{either(cues('organ'))})")


@cache
def acting() -> WordList[str]:
    """Return the words for holding an office for a time."""
    return WordList((row["form"], row["acting"]) for row in load("acting"))


@cache
def nicknames() -> dict[str, str]:
    """Return the press's nicknames and the names they stand for."""
    return {row["nickname"]: row["name"] for row in load("nicknames")}


def words_of(name: str, nickname: str) -> str:
    """Return the words that a person may be called by: those of the name, of a nickname, of the name it stands for."""
    return " ".join(f"{name} {nicknames().get(name, '')} {nickname}".replace(".", " ").split())


def name_words(mention: Mention) -> frozenset[str]:
    """Return the words that the person of a mention may be called by."""
    return frozenset(mention.parts["name_words"].split())


def acting_from(parser: TitleParser) -> int:
    """Return the index of the word from which on the title stands, with `Plt` and the like."""
    for back in range(ACTING_WORDS, 0, -1):
        found = acting().find(parser.words, parser.start - back)
        if found and found.length == back and parser.words.near(parser.start):
            return parser.start - back
    return parser.start


def mention(document: Document, parser: TitleParser, name: Name, rule: str) -> Mention:
    """Return the stretch from title to name, or from name to title, with its pieces."""
    words, first = parser.words, acting_from(parser)
    start = min(words.starts[first], words.starts[name.first])
    stop = max(words.stops[parser.at - 1], name.stop)
    nickname = NICKNAME.match(document.text, name.stop) if rule == "title_name" else None
    full_name = " ".join(words.slice(name.first, name.last).split())
    called = nickname[1] if nickname and _is_nickname(nickname[1], full_name) else ""
    title = _title(parser)
    parts = {
        "acting": words.slice(first, parser.start) or _acting_behind(parser),
        "head": parser.row["form"],
        "title": title,
        "region": words.slice(*parser.region) if parser.region else "",
        "kind": parser.kind,
        "level": parser.level,
        "name": full_name,
        "degrees": " ".join(filter(None, (name.prefix, name.degrees))),
        "nickname": called,
        "name_words": words_of(full_name, called),
        "explained": explanations.found_in(document.text, title),
        "council": _council(document.text, title),
        "status": "former" if former().search(document.text, max(0, start - 15), words.starts[first]) else "",
    }
    said = {key: value for key, value in parts.items() if value}
    region = {"region": words.span(*parser.region)} if parser.region else {}
    spans = {"name": words.span(name.first, name.last), **region}
    return Mention(KIND, start, stop, document.quote(start, stop), rule, said, spans)


def _is_nickname(word: str, name: str) -> bool:
    """Tell whether a word in brackets behind a name is a nickname; one in capitals has its letters: SBY, BGS."""
    if word in office_words() or word in heads().openers:
        return False
    letters = iter(name.upper())
    return not word.isupper() or all(letter in letters for letter in word)


def _title(parser: TitleParser) -> str:
    """Return the words of a title, its head as listed (not `gubernurnya`)."""
    (first, last), *more = parser.kept
    pieces = [parser.row["form"], parser.words.slice(first + parser.head, last)]
    return " ".join(filter(None, [*pieces, *(parser.words.slice(*span) for span in more)]))


def _acting_behind(parser: TitleParser) -> str:
    """Return the word in a bracket behind the head: Gubernur (Pj) Melati."""
    words, at = parser.words, parser.start + parser.head
    found = acting().find(words, at + 1) if words[at] == "(" else None
    return words.slice(at + 1, at + 1 + found.length) if found and words[at + 1 + found.length] == ")" else ""


def _council(text: str, title: str) -> str:
    """Return the council that the document speaks of, for a title that names an organ of one only."""
    if not organs().search(title) or COUNCIL.search(title) or "Perwakilan Rakyat" in title:
        return ""
    councils = set(COUNCIL.findall(text))
    return "DPRD" if "DPRD" in councils else min(councils, default="")
