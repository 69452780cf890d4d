"""Texts that a mail program or an editor wrapped at a column: their lines joined again, every offset as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Span

WIDTHS_CHARS = range(45, 101)
"""Widths at which texts are wrapped."""

FEWEST_LINES = 3
"""Lines that must run on before a text counts as wrapped."""

WRAPPED_SHARE = 0.6
"""Of the lines with another one below, that must run on: the last lines of paragraphs do not."""

BREAK = re.compile(r"(?<=\S)[ \t]*+\r?\n[ \t]*(?=\S)")
"""The end of a line with another one right below it."""

WORD = re.compile(r"\S+")


def unwrapped(text: str, headline: int = 0) -> str:
    """Return a text with spaces for the ends of its lines where it is wrapped, else the text; of the same length.

    The first `headline` characters are a headline, which is no line of the text.
    """
    width = max((stop - start for start, stop in _lines(text, headline)), default=0)
    if width not in WIDTHS_CHARS:
        return text
    breaks = list(BREAK.finditer(text, headline + 1 if headline else 0))
    joined = [found for found in breaks if _is_full(text, found, width)]
    if len(joined) < max(FEWEST_LINES, WRAPPED_SHARE * len(breaks)):
        return text
    pieces, end = [], 0
    for found in joined:
        pieces += [text[end : found.start()], " " * (found.end() - found.start())]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _lines(text: str, begin: int) -> Iterator[Span]:
    """Yield the bounds of the lines that hold more than one word; a long address is never broken."""
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        line = text[begin:end].rstrip()
        if " " in line.strip():
            yield begin, begin + len(line)
        begin = end + 1


def _is_full(text: str, found: re.Match[str], width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted behind a line."""
    begin = text.rfind("\n", 0, found.start()) + 1
    word = WORD.match(text, found.end())
    return word is not None and found.start() - begin + 1 + len(word[0]) > width
