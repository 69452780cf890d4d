"""Sentences of news text: `PT.`, `Kab.`, `Rp.`, initials and degrees do not end one, closing quotes belong to it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load
from pipeline.schema import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Span

END = re.compile(
    r"""(?P<stop>(?<![.!?…])[.!?…]++["”’')\]]*+)(?:(?P<gap>\s++)(?=["“”‘'(\[]?[A-Z0-9\0])|(?=["“]?[A-Z][a-z]))"""
    r"|(?P<line>\n\s*)",
)
"""A full stop with what follows it (a space and a capital, or a capital glued on), or the end of a line."""

LAST_WORD = re.compile(r"[\w./]+$")
WRAPPED_CHARS = range(55, 91)
"""Characters of a line that a mail program or an editor broke."""

START = re.compile(rf"[\s{re.escape(''.join(sorted(FORMULA)))}]*+")
"""What stands before a sentence: white space, the sign of a list, and whatever would make its cell a formula."""

LONGEST_CHARS = 1500
"""Characters of the longest sentence; what goes on is no sentence, and rules that look all over one stay quick."""

LOOKBEHIND_CHARS = 20
"""Characters read back for the word before a full stop; no abbreviation is longer."""


def split_sentences(text: str, headline: int = 0) -> Iterator[Span]:
    """Yield the bounds of the sentences of `text`, in order, without white space around them.

    The first `headline` characters are a headline: the line ends there. Other lines without a full stop go on in the
    next one where they are as long as wrapped lines are.
    """
    begin = 0
    for match in END.finditer(text):
        if match.start() > headline and _goes_on(text, match):
            continue
        stop = match.start() if match["line"] else match.end("stop")
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, len(text))


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether the sentence goes on behind what looks like its end."""
    if match["line"]:
        return match["line"].count("\n") == 1 and (
            text[match.end() : match.end() + 1].islower() or _wrapped(text, match)
        )
    if match["stop"] != ".":
        return False
    word = LAST_WORD.search(text, max(0, match.start() - LOOKBEHIND_CHARS), match.start())
    if word is None:
        return False
    return word[0] in _abbreviations() or _is_initial(word[0]) or (match["gap"] is None and not word[0][-1].islower())


def _wrapped(text: str, match: re.Match[str]) -> bool:
    """Tell whether a line that ends without a full stop is as long as one that was wrapped."""
    length = match.start() - (text.rfind("\n", 0, match.start()) + 1)
    return length in WRAPPED_CHARS and text[match.start() - 1].isalnum()


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in load("abbreviations"))


def _trimmed(text: str, start: int, stop: int) -> Iterator[Span]:
    """Yield a sentence without the signs before and the white space around it, in pieces where it is too long."""
    while start < stop:
        end = stop
        if stop - start > LONGEST_CHARS:
            space = text.rfind(" ", start, start + LONGEST_CHARS)
            end = space if space > start else start + LONGEST_CHARS
        opened = START.match(text, start, end)
        first = opened.end() if opened else start
        last = start + len(text[start:end].rstrip())
        if first < last:
            yield first, last
        start = end
