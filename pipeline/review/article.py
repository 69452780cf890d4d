"""An article's text cut into pieces that each carry the same marks, for showing it with its evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

UNSHOWABLE = {0: "\N{REPLACEMENT CHARACTER}"}
"""Characters that a page drops: each is shown as one other, so that offsets hold."""


class Mark(NamedTuple):
    """A stretch of the text and what it is."""

    start: int
    stop: int
    kind: str
    """`provinces` ... `dates`, `row` for the words of the row in question, `deal` for those of other deals."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks; it never goes beyond one line."""

    start: int
    text: str
    kinds: tuple[str, ...]
    title: str


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Yield the text in order, cut wherever a mark or a line begins or ends."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.stop <= len(text)]
    opening = sorted(inside, key=lambda mark: mark.start, reverse=True)
    cuts = {0, len(text), *(mark.start for mark in inside), *(mark.stop for mark in inside), *_lines(text)}
    ordered = sorted(cuts)
    active: Counter[Mark] = Counter()
    for start, stop in pairwise(ordered):
        for mark in [mark for mark in active if mark.stop <= start]:
            del active[mark]
        while opening and opening[-1].start <= start:
            active[opening.pop()] += 1
        yield _piece(start, text[start:stop], active)


def _piece(start: int, text: str, active: Iterable[Mark]) -> Piece:
    marks = sorted(active, key=lambda mark: mark.start - mark.stop)
    kinds = tuple(dict.fromkeys(mark.kind for mark in marks))
    titles = "; ".join(dict.fromkeys(mark.title for mark in marks if mark.title))
    return Piece(start, text.translate(UNSHOWABLE), kinds, titles)


def _lines(text: str) -> Iterator[int]:
    return (at + 1 for at, character in enumerate(text) if character in "\r\n")


def selected(text: str, start: int, stop: int, words: str) -> tuple[int, int]:
    """Return a selection without white space at its ends and without what a spreadsheet would run.

    Raises ValueError when the text does not hold these words there.
    """
    if not 0 <= start < stop <= len(text) or text[start:stop].translate(UNSHOWABLE).split() != words.split():
        raise ValueError("the selection does not stand in the stored text; select it again")
    while start < stop and (text[start].isspace() or text[start] in "=+-@"):
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    if start == stop:
        raise ValueError("nothing is selected")
    return start, stop
