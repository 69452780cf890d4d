"""Speakers without an office: `kata pedagang, Wayan Sudarta`, `menurut Slamet`, `Slamet mengaku`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.lexicon.patterns import either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.relate.sentences import Sentence
    from pipeline.relate.triggers import Trigger

BEFORE = re.compile(r"\b(?P<name>[A-Z][a-z]{2,20}) (?:juga |pun |sendiri )?$")
"""A name right before `mengaku`."""

QUOTED = re.compile(r"(?:[,?!\"”] ?|^)$")
"""What stands before `kata`: the end of what was said, or the sentence begins with it."""

REACH_CHARS = 40
"""Characters read back for a name."""

ACTIVE = ("me", "ber")
"""First letters of verbs whose subject stands before them."""

NO_NAMES = (
    ("titles", "form"),
    ("acting", "form"),
    ("agencies", "form"),
    ("name_affixes", "form"),
    ("office_words", "word"),
    ("name_stopwords", "word"),
    ("clause_words", "word"),
    ("weekdays", "word"),
    ("months", "word"),
)
"""Word lists, and their column, whose words begin no name."""


def speaks(sentence: Sentence, cue: Trigger, known: frozenset[str]) -> bool:
    """Tell whether a word of speech has a name beside it that is of no official; `known` are the words of theirs."""
    return any(_is_strange(sentence, match, known) for match in _names(sentence, cue))


def _names(sentence: Sentence, cue: Trigger) -> Iterator[re.Match[str]]:
    """Yield the name beside a word of speech: before an active verb, behind any other and `menurut`."""
    text, word = sentence.document.text, cue.text.lower()
    if cue.meaning != ("verb",):
        return
    begin = max(sentence.start, cue.start - REACH_CHARS)
    if word == "menurut" or (not word.startswith(ACTIVE) and QUOTED.search(text[begin : cue.start])):
        match = _behind().match(text, cue.stop, sentence.stop)
    else:
        match = BEFORE.search(text, begin, cue.start) if word.startswith(ACTIVE) else None
    if match:
        yield match


def _is_strange(sentence: Sentence, match: re.Match[str], known: frozenset[str]) -> bool:
    name, offset = match["name"].lower(), match.start("name")
    if name in known or name in _no_persons():
        return False
    return not any(official.start <= offset < official.stop for official in sentence.officials)


@cache
def _behind() -> re.Pattern[str]:
    """Return the pattern of a name behind `kata`; what its bearer is may part them (`kata seorang pedagang, Wayan`)."""
    stops = either(row["word"] for row in load("speaker_stopwords"))
    return re.compile(rf",? (?:(?!(?:{stops})\b)[a-z-]{{1,20}},? ){{0,4}}(?P<name>[A-Z][a-z]{{2,20}})\b")


@cache
def _no_persons() -> frozenset[str]:
    """Return the words that begin no name of a person, and those of places, in small letters."""
    firsts = {row[column].split()[0] for name, column in NO_NAMES for row in load(name) if row[column]}
    places = {word for row in load("region_aliases") for word in row["alias"].split()}
    return frozenset(word.lower() for word in firsts | places)
