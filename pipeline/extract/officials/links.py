"""What joins the parts of a title: links, lists of fields, a second office, whom a member of a council stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.officials.names import begins_name, cues, given_names, office_words, part_of_name
from pipeline.extract.officials.organisations import NUMERAL, agencies, heads, is_field, known, places
from pipeline.extract.officials.own_names import body_length
from pipeline.extract.officials.places import link_to_place, link_to_unknown_place

if TYPE_CHECKING:
    from pipeline.extract.officials.title_parser import TitleParser

FACTION_WORDS = 9
"""Words from `dari` to the comma behind a faction, at most."""


def second_office(parser: TitleParser) -> bool:
    """Pass over a second office of the same person: yang juga Ketua, /Kepala BKPM, sekaligus."""
    if not parser.whole:
        return False
    length = 1 if parser.word == "/" or parser.word in cues("also") else 0
    if parser.word == "yang" and parser.words[parser.at + 1] == "juga":
        length = 3 if parser.words[parser.at + 2] in cues("as") | cues("is") else 2
    found = heads().find(parser.words, parser.at + length) if length else None
    if found is None:
        return False
    parser.second = True
    parser.outranked = parser.is_private and parser.word != "/" and found.entry["needs"] != "org"
    parser.skip(length + found.length)
    return True


def link(parser: TitleParser) -> bool:
    """Take a word or sign between two parts of a title, where a part follows."""
    if parser.word not in cues("link"):
        return False
    length = 2 if parser.word == "," and parser.words[parser.at + 1] in cues("joint") else 1
    after = parser.at + length
    following = parser.words[after]
    if heads().find(parser.words, after) and following not in cues("unit_too"):
        return False
    if (places().find(parser.words, after) and following not in office_words()) or following in cues("level"):
        return link_to_place(parser, length)
    if parser.word == "di" and parser.has_body and part_of_name(following):
        return link_to_unknown_place(parser)
    return _link_to_part(parser, length)


def _link_to_part(parser: TitleParser, length: int) -> bool:
    """Take a link before a further field or body; a comma behind the region ends the title."""
    after = parser.at + length
    if (parser.row["needs"] in {"", "place"} and not parser.has_body) or (parser.word == "," and parser.region):
        return False
    if parser.word == "/" and NUMERAL.fullmatch(parser.words[parser.at - 1]):
        parser.keep(length + 1)
        return True
    body = agencies().find(parser.words, after)
    part = is_field(parser.words, after) or (body and body.entry["kind"] == "public")
    part = part or (parser.word in cues("joint") and _is_unknown_part(parser, after))
    if not part and parser.words[after] not in cues("link") and not _is_listed(parser, after):
        return False
    parser.keep(length)
    return True


def _is_unknown_part(parser: TitleParser, index: int) -> bool:
    """Tell whether words of no list lead to further words of the title: `dan Bursa Karbon OJK`."""
    return not known(parser.words, index) and body_length(parser.words, index, open_end=False) > 0


def _is_listed(parser: TitleParser, index: int) -> bool:
    """Tell whether an unknown word is one of a list that ends in a field of work: `, Musik, dan Media`."""
    words = parser.words
    behind = index + (2 if words[index + 1] == "," else 1)
    behind += words[behind] in cues("joint")
    listed = behind > index + 1 and is_field(words, behind)
    return part_of_name(words[index]) and words[index] not in given_names() and listed


def listed(parser: TitleParser) -> bool:
    """Take a word of no list inside a list of fields: Perfilman, Musik, dan Media Baru."""
    if not parser.has_body or not _is_listed(parser, parser.at):
        return False
    parser.keep(1)
    return True


def faction(parser: TitleParser) -> bool:
    """Pass over whom a member of a council stands for: dari Fraksi Golkar, dari dapil setempat."""
    if parser.word != "dari" or parser.words[parser.at + 1].lower() not in cues("faction"):
        return False
    words, at = parser.words, parser.at
    length = next((n for n in range(2, FACTION_WORDS) if words[at + n] == "," or begins_name(words, at + n)), 0)
    parser.skip(length)
    return length > 0
