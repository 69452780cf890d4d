"""Regions in a title: with their level or bare, behind a link, and those that persons are named like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.officials.names import begins_name, cues, office_words, part_of_name
from pipeline.extract.officials.organisations import agencies, is_field, is_pair, namesakes, places
from pipeline.extract.officials.own_names import length_before_name, name_follows, place_length, up_to_name

if TYPE_CHECKING:
    from pipeline.extract.officials.title_parser import TitleParser

PROVINCE = "ID-"
"""How the code of a province begins."""
ROMAN = re.compile(r"[IVX]+")
GARRISON = re.compile(r"\d{3,4}")


def level(parser: TitleParser) -> bool:
    """Take a region with its level: Provinsi Bali, kota Metro, Desa Sungai Jingah; Tangerang Kota."""
    if (parser.word.capitalize() if parser.word.islower() else parser.word) not in cues("level"):
        return False
    skipped = 2 if parser.words[parser.at + 1] == "." else 1
    found = places().find(parser.words, parser.at + skipped) or namesakes().find(parser.words, parser.at + skipped)
    if parser.word.islower() and found is None:
        return False
    length = found.length if found else place_length(parser.words, parser.at + skipped)
    if found is None and is_field(parser.words, parser.at + skipped):
        return False
    if length:
        parser.skip(skipped)
        parser.place(length)
    elif parser.region and parser.region[1] == parser.at:
        parser.place(1)
    else:
        parser.keep(1)
    return True


def place(parser: TitleParser) -> bool:
    """Take a region by its name."""
    if parser.region is not None and not (
        parser.words[parser.at - 1] in {",", "dan", "/", "-", "untuk"} or _is_second(parser)
    ):
        return False
    if is_pair(parser.word):
        parser.place(1)
        return True
    found = places().find(parser.words, parser.at)
    if found is None or (found.length == 1 and parser.word in office_words()):
        return False
    longer = agencies().find(parser.words, parser.at)
    if longer and longer.length > found.length:
        return False
    if not found.entry and parser.row["role"] != "diplomat" and parser.kind != "central_bank":
        parser.kind = "foreign"
    parser.place(found.length)
    return True


def _is_second(parser: TitleParser) -> bool:
    """Tell whether a province stands right behind another: Bulog Sumsel Babel."""
    here, before = (places().find(parser.words, index) for index in (parser.at, parser.at - 1))
    return all(found is not None and found.entry.startswith(PROVINCE) for found in (here, before))


def namesake(parser: TitleParser) -> bool:
    """Take a region that persons are named like, where a name follows: Dinas Pangan Bima, Joko; Bupati Bima Ady."""
    if parser.region is not None or not namesakes().find(parser.words, parser.at):
        return False
    behind = parser.at + 1
    apart = parser.words[behind] == "," and name_follows(parser.words, behind + 1)
    needed = parser.row["level"] == "regency" and parser.words.near(behind) and part_of_name(parser.words[behind])
    if apart or needed:
        parser.place(1)
    return apart or needed


def direction(parser: TitleParser) -> bool:
    """Pass over a point of the compass or a number behind a region: Camat Nunukan Selatan, Wali Nagari Pauh V."""
    words, at = parser.words, parser.at
    behind = parser.region and (parser.region[1] == at or words[at - 1] in cues("direction"))
    is_number = ROMAN.fullmatch(parser.word) and words[at + 1] != "." and not begins_name(words, at)
    if not behind or not (is_number or parser.word in cues("direction")):
        return False
    parser.skip(1)
    return True


def site(parser: TitleParser) -> bool:
    """Take the site behind its word, where a name follows: GM PHR Zona Rokan Andre Wijanarko, GM PLN UID Bali Toni."""
    words, at = parser.words, parser.at
    if words[at - 1] not in cues("site") or at - 1 < parser.start + parser.head or not part_of_name(words[at]):
        return False
    if begins_name(words, at) or not words.near(at + 1) or not part_of_name(words[at + 1]):
        return False
    is_sure = words[at - 1].isupper() or begins_name(words, at + 1)
    if not is_sure and not (words.near(at + 2) and part_of_name(words[at + 2])):
        return False
    parser.keep(1)
    return True


def bare_place(parser: TitleParser) -> bool:
    """Take a village or district right behind a head that needs one: Camat Susut, Lurah Padang Serai."""
    if parser.row["needs"] != "place" or not part_of_name(parser.word):
        return False
    if parser.region is None:
        length = place_length(parser.words, parser.at)
    else:
        length = length_before_name(parser.words, parser.at, is_sure=True) if parser.region[1] == parser.at else 0
    if length:
        parser.place(length)
    return length > 0


def garrison(parser: TitleParser) -> bool:
    """Pass over the number of a garrison: Dandim 0206/Dairi."""
    if parser.row["role"] != "military" or not GARRISON.fullmatch(parser.word):
        return False
    parser.skip(2 if parser.words[parser.at + 1] == "/" else 1)
    return True


def link_to_place(parser: TitleParser, length: int) -> bool:
    """Pass over a link before a region: di Johor Bahru, `, Kabupaten Sleman`, dan Gorontalo."""
    after = parser.at + length
    if parser.word == "," and parser.words[after] not in cues("level"):
        found = places().find(parser.words, after)
        if (
            found is None
            or parser.words[after + found.length] != ","
            or not part_of_name(parser.words[after + found.length + 1])
        ):
            return False
    parser.skip(length)
    return True


def link_to_unknown_place(parser: TitleParser) -> bool:
    """Take a place of no list behind `di`, up to where a name surely begins, else one word."""
    parser.skip(1)
    length = up_to_name(parser.words, parser.at)
    parser.place(place_length(parser.words, parser.at) or length)
    return True
