"""Whether the words behind a title are a person's name, or the rest of a body, a firm or a pair."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.officials.names import cues, given_names, is_first_name
from pipeline.extract.officials.organisations import agencies, known, namesakes
from pipeline.extract.officials.words import speech_verbs
from pipeline.lexicon import roles

if TYPE_CHECKING:
    from pipeline.extract.officials.names import Name
    from pipeline.extract.officials.title_parser import TitleParser
    from pipeline.extract.officials.words import TokenSequence

GOES_ON = re.compile(r"\s*(?:[,.(\"”’':;?!–—-]|[a-z]|\d|$)|[ \t]*\n")
"""What follows a name in running text."""
PRIVATE = frozenset({"company", "association"})
PAIR = re.compile(r"[A-Z][a-z]{2,}-[A-Z][a-z]{2,}")
"""Two names that a hyphen joins."""


@cache
def vague_roles() -> frozenset[str]:
    """Return the roles of heads that often stand before a body: an unknown single word behind them is no person's."""
    return roles.having("before_body") | roles.open_roles()


def is_likely(parser: TitleParser, name: Name) -> bool:
    """Tell whether a name is no left-over of the title: no title word goes on from it, no lone word of a body."""
    words, sure = parser.words, is_first_name(parser.words[name.first])
    if words[name.last] == "tersebut" or _is_pair(parser, name) or _is_rest_of_body(words, name):
        return False
    if _is_place(parser, name) or _are_members(parser, name):
        return False
    if words.near(name.last) and words[name.last][:1].isupper() and known(words, name.last):
        return sure
    if not sure and not name.prefix and _is_glued(words, name.first):
        return False
    alone = name.last - name.first == 1 and not sure and not name.prefix
    bare = parser.row["needs"] == "maybe" and parser.row["role"] == "central_official" and not parser.has_body
    silent = parser.kind in PRIVATE and words[name.first] not in words.speakers
    vague = bare or silent or parser.row["role"] in vague_roles()
    return not (alone and parser.kind != "public" and vague)


def _is_pair(parser: TitleParser, name: Name) -> bool:
    """Tell whether a hyphen joins two persons: Presiden Prabowo-Gibran, pasangan Gubernur Helmi Hasan-Mian."""
    words = parser.words
    if not PAIR.fullmatch(words[name.last - 1]):
        return False
    return name.last - name.first == 1 or words[parser.start - 1].lower() == "pasangan"


def _is_place(parser: TitleParser, name: Name) -> bool:
    """Tell whether a lone word is the place of the office, though persons are called so: Wali Kota Bima meneken ..."""
    words, alone = parser.words, name.last - name.first == 1
    needed = parser.row["level"] == "regency" and parser.region is None and not name.prefix
    return bool(needed and alone and namesakes().find(words, name.first))


def _are_members(parser: TitleParser, name: Name) -> bool:
    """Tell whether members of an association that ends the sentence are meant: 12 anggota Koperasi Tirta Mina."""
    words = parser.words
    is_sure = words[name.first] in given_names() or name.prefix or words[parser.start - 1] in speech_verbs()
    return parser.row["role"] == "member" and parser.kind in PRIVATE and not is_sure and words[name.last] == "."


def _is_rest_of_body(words: TokenSequence, name: Name) -> bool:
    """Tell whether a lone word is part of a body that goes on behind it: Lembaga Sandi Negara, Samuel Sekuritas."""
    last = name.last
    if last - name.first > 1 or name.prefix or not words.near(last) or not words[last][:1].isupper():
        return False
    body = agencies().find(words, last)
    return words[last] in cues("body_end") or (body is not None and body.entry["kind"] == "company")


def _is_glued(words: TokenSequence, index: int) -> bool:
    """Tell whether a word is the second half of a firm's name, KrediOne, and not one behind a lost space."""
    glued = words.starts[index] == words.stops[index - 1] and words[index - 1][-1:].islower()
    return glued and not known(words, index - 1)


def stands_apart(parser: TitleParser, name: Name) -> bool:
    """Tell whether what follows a comma is a name: a known first name, several words, or the sentence goes on.

    It may end there where the title has its region (`Bupati Banyuasin, Askolani.`).
    """
    words = parser.words
    if is_first_name(words[name.first]) or name.last - name.first > 1 or name.prefix or name.degrees:
        return bool(GOES_ON.match(words.text, name.stop))
    if words[name.first - 1] in {"yaitu", "yakni"}:
        return False
    behind = words[name.last]
    if behind == "." and parser.region is not None and parser.kind in {"", "public"}:
        return True
    return behind in {",", ":"} or (behind[:1].islower() and behind not in cues("joint") | {"di", "se"})
