"""Titles in a headline in capitals, where a name runs into what follows: how far the name goes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.officials.names import given_names
from pipeline.extract.officials.parts import name_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Document
    from pipeline.model import Mention

CAPITALISED = re.compile(r"(?<!\S)[A-Z\d]")
MOST_NAMES = 50
"""Names below the headline that are looked at."""


def cut_to_names(document: Document, named: list[Mention]) -> Iterator[Mention]:
    """Yield the titled mentions, those of a headline with the name that the article repeats.

    One whose name is not repeated counts only with a known first name.
    """
    stop = _headline_stop(document.text)
    below = [mention for mention in named if mention.start >= stop]
    names = sorted(dict.fromkeys(map(name_words, below)), key=len, reverse=True)[:MOST_NAMES]
    for mention in named:
        cut = mention if mention.start >= stop else _repeated(document, mention, names)
        if cut:
            yield cut


def _headline_stop(text: str) -> int:
    """Return the offset behind a first line in which most words are capitalised, 0 when there is none."""
    line = text[: text.find("\n") + 1]
    capitals = len(CAPITALISED.findall(line))
    return len(line) if capitals * 3 >= len(line.split()) * 2 else 0


def _repeated(document: Document, mention: Mention, names: list[frozenset[str]]) -> Mention | None:
    """Return a headline's mention with its name cut to what the article repeats, None when it is no name."""
    ends = [match.end() for match in re.finditer(r"\S+", mention.parts["name"])]
    for end in reversed(ends):
        part = set(mention.parts["name"][:end].split())
        if any(part <= name for name in names):
            return _cut(document, mention, end)
    return mention if mention.parts["name"].split()[0] in given_names() else None


def _cut(document: Document, mention: Mention, length: int) -> Mention:
    """Return a mention with its name cut to that many characters; only a name at the end can be cut."""
    begin, stop = mention.spans["name"]
    end = begin + length
    if mention.rule != "title_name" or end >= stop:
        return mention
    name = mention.parts["name"][:length]
    parts = mention.parts | {"name": name, "name_words": words_of(name, mention.parts.get("nickname", ""))}
    spans = mention.spans | {"name": (begin, end)}
    return replace(mention, stop=end, text=document.quote(mention.start, end), parts=parts, spans=spans)
