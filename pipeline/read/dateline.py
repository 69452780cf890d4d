"""The dateline: `Surabaya (ANTARA) - `, `Bisnis.com, BANJARMASIN – `, `MATARAM, 6 AGUSTUS 2025 - `.

Whatever stands before the dash is cut at commas and brackets, and every part must be a place, a publisher's tag, a date
or at least look like a name. A part is the place when the gazetteer knows it, or when a known tag vouches for it.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load
from pipeline.read.outlets import Outlet, by_tag
from pipeline.read.published import from_words
from pipeline.read.words import branches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Span

REACH_CHARS = 1500
"""Characters from the beginning of the body within which a dateline stands."""

HEAD = re.compile(
    r"""[ \t]{0,60}+(?P<head>[^\s–—][^\n–—]{1,90}?)(?:-{2,3}|[–—]|â€[“”"]|(?<=[ \t])-(?=[\sA-Z“"])|-(?=[ \t]))""",
)
"""Words before a dash; a lone hyphen needs a space on one side."""

OWN_LINE = re.compile(r"[ \t]{0,9}(?P<head>[A-Z][A-Za-z .'’]{2,40}?)[ \t]{0,9}\n[ \t]{0,9}-[ \t]{0,9}\n")
INLINE = re.compile(
    r"(?<=[^\n] )(?:(?=Bisnis[.,]com ?, ?[A-Z]{3})|(?<=[.)!?”\"] )(?=(?:[A-Z]\w{1,20}[ ,]{1,2}){1,4}\(ANTARA\)))",
)
"""Datelines behind a summary or a caption that the scraper left on the same line."""

BEHIND = re.compile(r"[ \t]{0,9}(?P<place>[A-Z][A-Z ]{3,30})\. ")
LINE = re.compile(r"\S[^\n]*")
LINE_END = re.compile(r"\n")
FIRST_LINES = 3

PART = re.compile(r"(?P<open>\()?(?P<words>[^,|()]+)")
DOMAIN = re.compile(r"[\w-]{2,30}(?:\.[\w-]{2,20}){0,2}\.(?:com|co|id|net|news|org|tv|info)\Z", re.IGNORECASE)
DATE = re.compile(r"(?:[A-Z][\w']{3,6}[, ]{1,2})?\d{1,2}[ /.-]")


class Part(NamedTuple):
    """A piece of a dateline."""

    start: int
    stop: int
    words: str
    kind: str
    """`tag` (with or without a known outlet), `date`, `place` (known) or `name`."""
    outlet: Outlet | None = None


class Dateline(NamedTuple):
    """What a dateline says."""

    place: Span | None
    tags: tuple[Span, ...]
    """Publisher's tags, brackets included."""
    outlet: Outlet | None
    published: str | None
    """Partial ISO day, where the dateline carries one."""


def find(view: str, begin: int) -> Dateline | None:
    """Return the dateline of a body that begins at `begin`.

    One with a known tag counts anywhere near the top, any other only in the first lines.
    """
    first, lines = None, _first_lines(view, begin)
    for match in _heads(view, begin):
        dateline = _read(view, match)
        if dateline and dateline.outlet:
            return dateline
        if match.start() < lines:
            first = first or dateline
    return first


def opens(line: str) -> bool:
    """Tell whether a line begins with a dateline."""
    return any(match and _read(line, match) for match in (HEAD.match(line), OWN_LINE.match(line)))


def is_place(words: str) -> bool:
    """Tell whether the gazetteer knows a place, in any case."""
    return _region().sub("", words, count=1).lower() in _places()


def _first_lines(view: str, begin: int) -> int:
    """Return the end of the first lines that are not empty."""
    lines = itertools.islice(LINE.finditer(view, begin, begin + REACH_CHARS), FIRST_LINES)
    return max((line.end() for line in lines), default=begin)


def _heads(view: str, begin: int) -> Iterator[re.Match[str]]:
    """Yield what stands before a dash at the beginning of a line, or behind a summary, near the top."""
    starts = [begin, *(match.end() for match in LINE_END.finditer(view, begin, begin + REACH_CHARS))]
    inline = [match.end() for match in INLINE.finditer(view, begin, begin + REACH_CHARS)]
    for start in sorted(starts + inline):
        match = OWN_LINE.match(view, start) or HEAD.match(view, start)
        if match:
            yield match


def _read(view: str, match: re.Match[str]) -> Dateline | None:
    parts = [part for piece in PART.finditer(view, *match.span("head")) for part in _parts(view, piece)]
    outlet = next((part.outlet for part in parts if part.outlet), None)
    places = [part for part in parts if part.kind == "place" or (part.kind == "name" and outlet)]
    if any(part.kind == "prose" for part in parts) or not (places or outlet):
        return None
    place = places[0] if places else _behind(view, match.end())
    tags = (part for part in parts if part.kind == "tag" or (part.kind == "name" and not outlet))
    days = (from_words(part.words) for part in parts if part.kind == "date")
    return Dateline(
        place and (place.start, place.stop),
        tuple((part.start, part.stop) for part in tags),
        outlet,
        next((day for day in days if day), None),
    )


def _behind(view: str, begin: int) -> Part | None:
    """Return the place behind a tag's dash (`KONTAN.CO.ID - JAKARTA. `)."""
    match = BEHIND.match(view, begin)
    return Part(*match.span("place"), match["place"], "place") if match and is_place(match["place"]) else None


def _parts(view: str, piece: re.Match[str]) -> Iterator[Part]:
    """Yield what one piece between commas and brackets is; a tag with its place behind it is two."""
    words = piece["words"].strip(" \t.:")
    if not words:
        return
    start = piece.start("words") + piece["words"].index(words)
    stop = start + len(words)
    outlet = by_tag(words)
    if piece["open"]:
        closed = stop + 1 if view[stop : stop + 1] == ")" else stop
        yield Part(piece.start(), closed, words, "date" if DATE.match(words) else "tag", outlet)
    elif outlet and outlet.edition and is_place(outlet.edition) and words.endswith(outlet.edition):
        place = stop - len(outlet.edition)
        yield Part(start, place, words, "tag", Outlet(outlet.outlet))
        yield Part(place, stop, outlet.edition, "place")
    else:
        yield Part(start, stop, words, _kind(words, outlet), outlet)


def _kind(words: str, outlet: Outlet | None) -> str:
    if is_place(words):
        return "place"
    if outlet or DOMAIN.match(words) or words == "com":
        return "tag"
    if DATE.match(words):
        return "date"
    return "name" if _name().match(words) else "prose"


@cache
def _region() -> re.Pattern[str]:
    return re.compile(rf"(?:{branches('region')})\s", re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"[A-Z][\w.'’/-]*(?: (?:[A-Z0-9][\w.'’-]*|{branches('place_word')})){{0,4}}\Z")


@cache
def _places() -> frozenset[str]:
    aliases = {row["alias"].lower() for row in load("region_aliases")}
    return frozenset(aliases | {row["place"].lower() for row in load("foreign_places")})
