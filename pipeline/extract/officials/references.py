"""Offices that point back to a body named before: `Kepala dinas, Erawan, ...` behind `Dinas Perikanan Maluku`."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.officials.names import cues
from pipeline.extract.officials.organisations import agencies
from pipeline.extract.officials.titles import read_title
from pipeline.lexicon import load

if TYPE_CHECKING:
    from pipeline.extract.officials.title_parser import TitleParser
    from pipeline.extract.officials.words import TokenSequence

NEAREST_MENTIONS = 5
"""Earlier mentions of such a body looked at."""


def resolve(parser: TitleParser) -> bool:
    """Give an office the nearest body named before it that its last word may stand for; False when there is none.

    The word may be the last of the head (`Kepala dinas`) or stand behind it (`Kepala pelabuhan`, `anggota komisi`);
    `setempat` stands for the place that an office needs.
    """
    if parser.row["needs"] == "place" and parser.word == "setempat":
        return True
    noun = parser.row["title"].split()[-1]
    apart = parser.word.islower() and parser.row["needs"] == "org" and noun not in cues("points_back")
    noun = parser.word.capitalize() if apart else noun
    if noun not in cues("points_back") or parser.has_body:
        return False
    words, positions = parser.words, _positions(parser.words, noun)
    earlier = positions[: bisect_left(positions, parser.start)]
    for index in reversed(earlier[-NEAREST_MENTIONS:]):
        found = agencies().find(words, index)
        if found is None or found.entry["agency"].split()[0] != noun:
            continue
        body = read_title(words, index, found.length, parser.row)
        if body.has_body or found.entry["agency"] != noun:
            parser.refer(body, behind=1 if words[index].capitalize() == noun and not apart else 0)
            parser.skip(apart)
            return True
    return False


def _positions(words: TokenSequence, noun: str) -> list[int]:
    """Return where bodies of a kind may be named in a document, looked up once."""
    if noun not in words.organisations:
        words.organisations[noun] = words.among(_openers(noun))
    return words.organisations[noun]


@cache
def _openers(noun: str) -> frozenset[str]:
    forms = (row["form"] for row in load("agencies") if row["agency"].split()[0] == noun)
    return frozenset(form.split()[0] for form in forms)
