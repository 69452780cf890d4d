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


def second_office(office: TitleParser) -> bool:
    """Pass over a second office of the same person: yang juga Ketua, /Kepala BKPM, sekaligus."""
    if not office.whole:
        return False
    length = 1 if office.word == "/" or office.word in cues("also") else 0
    if office.word == "yang" and office.words[office.at + 1] == "juga":
        length = 3 if office.words[office.at + 2] in cues("as") | cues("is") else 2
    found = heads().find(office.words, office.at + length) if length else None
    if found is None:
        return False
    office.second = True
    office.skip(length + found.length)
    return True


def link(office: TitleParser) -> bool:
    """Take a word or sign between two parts of a title, where a part follows."""
    if office.word not in cues("link"):
        return False
    length = 2 if office.word == "," and office.words[office.at + 1] in cues("joint") else 1
    after = office.at + length
    following = office.words[after]
    if heads().find(office.words, after) and following not in cues("unit_too"):
        return False
    if (places().find(office.words, after) and following not in office_words()) or following in cues("level"):
        return link_to_place(office, length)
    if office.word == "di" and office.has_body and part_of_name(following):
        return link_to_unknown_place(office)
    return _link_to_part(office, length)


def _link_to_part(office: TitleParser, length: int) -> bool:
    """Take a link before a further field or body; a comma behind the region ends the title."""
    after = office.at + length
    if (office.row["needs"] in {"", "place"} and not office.has_body) or (office.word == "," and office.region):
        return False
    if office.word == "/" and NUMERAL.fullmatch(office.words[office.at - 1]):
        office.keep(length + 1)
        return True
    body = agencies().find(office.words, after)
    part = is_field(office.words, after) or (body and body.entry["kind"] == "public")
    part = part or (office.word in cues("joint") and _is_unknown_part(office, after))
    if not part and office.words[after] not in cues("link") and not _is_listed(office, after):
        return False
    office.keep(length)
    return True


def _is_unknown_part(office: TitleParser, index: int) -> bool:
    """Tell whether words of no list lead to further words of the title: `dan Bursa Karbon OJK`."""
    return not known(office.words, index) and body_length(office.words, index, open_end=False) > 0


def _is_listed(office: TitleParser, index: int) -> bool:
    """Tell whether an unknown word is one of a list that ends in a field of work: `, Musik, dan Media`."""
    words = office.words
    behind = index + (2 if words[index + 1] == "," else 1)
    behind += words[behind] in cues("joint")
    listed = behind > index + 1 and is_field(words, behind)
    return part_of_name(words[index]) and words[index] not in given_names() and listed


def listed(office: TitleParser) -> bool:
    """Take a word of no list inside a list of fields: Perfilman, Musik, dan Media Baru."""
    if not office.has_body or not _is_listed(office, office.at):
        return False
    office.keep(1)
    return True


def faction(office: TitleParser) -> bool:
    """Pass over whom a member of a council stands for: dari Fraksi Golkar, dari dapil setempat."""
    if office.word != "dari" or office.words[office.at + 1].lower() not in cues("faction"):
        return False
    words, at = office.words, office.at
    length = next((n for n in range(2, FACTION_WORDS) if words[at + n] == "," or begins_name(words, at + n)), 0)
    office.skip(length)
    return length > 0
