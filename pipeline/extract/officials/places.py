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


def level(office: TitleParser) -> bool:
    """Take a region with its level: Provinsi Bali, kota Metro, Desa Sungai Jingah; Tangerang Kota."""
    if (office.word.capitalize() if office.word.islower() else office.word) not in cues("level"):
        return False
    skipped = 2 if office.words[office.at + 1] == "." else 1
    found = places().find(office.words, office.at + skipped) or namesakes().find(office.words, office.at + skipped)
    if office.word.islower() and found is None:
        return False
    length = found.length if found else place_length(office.words, office.at + skipped)
    if found is None and is_field(office.words, office.at + skipped):
        return False
    if length:
        office.skip(skipped)
        office.place(length)
    elif office.region and office.region[1] == office.at:
        office.place(1)
    else:
        office.keep(1)
    return True


def place(office: TitleParser) -> bool:
    """Take a region by its name."""
    if office.region is not None and not (
        office.words[office.at - 1] in {",", "dan", "/", "-", "untuk"} or _is_second(office)
    ):
        return False
    if is_pair(office.word):
        office.place(1)
        return True
    found = places().find(office.words, office.at)
    if found is None or (found.length == 1 and office.word in office_words()):
        return False
    longer = agencies().find(office.words, office.at)
    if longer and longer.length > found.length:
        return False
    if not found.entry and office.row["role"] != "diplomat" and office.kind != "central_bank":
        office.kind = "foreign"
    office.place(found.length)
    return True


def _is_second(office: TitleParser) -> bool:
    """Tell whether a province stands right behind another: Bulog Sumsel Babel."""
    here, before = (places().find(office.words, index) for index in (office.at, office.at - 1))
    return all(found is not None and found.entry.startswith(PROVINCE) for found in (here, before))


def namesake(office: TitleParser) -> bool:
    """Take a region that persons are named like, where a name follows: Dinas Pangan Bima, Joko; Bupati Bima Ady."""
    if office.region is not None or not namesakes().find(office.words, office.at):
        return False
    behind = office.at + 1
    apart = office.words[behind] == "," and name_follows(office.words, behind + 1)
    needed = office.row["level"] == "regency" and office.words.near(behind) and part_of_name(office.words[behind])
    if apart or needed:
        office.place(1)
    return apart or needed


def direction(office: TitleParser) -> bool:
    """Pass over a point of the compass or a number behind a region: Camat Nunukan Selatan, Wali Nagari Pauh V."""
    words, at = office.words, office.at
    behind = office.region and (office.region[1] == at or words[at - 1] in cues("direction"))
    is_number = ROMAN.fullmatch(office.word) and words[at + 1] != "." and not begins_name(words, at)
    if not behind or not (is_number or office.word in cues("direction")):
        return False
    office.skip(1)
    return True


def site(office: TitleParser) -> bool:
    """Take the site behind its word, where a name follows: GM PHR Zona Rokan Andre Wijanarko, GM PLN UID Bali Toni."""
    words, at = office.words, office.at
    if words[at - 1] not in cues("site") or at - 1 < office.start + office.head or not part_of_name(words[at]):
        return False
    if begins_name(words, at) or not words.near(at + 1) or not part_of_name(words[at + 1]):
        return False
    is_sure = words[at - 1].isupper() or begins_name(words, at + 1)
    if not is_sure and not (words.near(at + 2) and part_of_name(words[at + 2])):
        return False
    office.keep(1)
    return True


def bare_place(office: TitleParser) -> bool:
    """Take a village or district right behind a head that needs one: Camat Susut, Lurah Padang Serai."""
    if office.row["needs"] != "place" or not part_of_name(office.word):
        return False
    if office.region is None:
        length = place_length(office.words, office.at)
    else:
        length = length_before_name(office.words, office.at, is_sure=True) if office.region[1] == office.at else 0
    if length:
        office.place(length)
    return length > 0


def garrison(office: TitleParser) -> bool:
    """Pass over the number of a garrison: Dandim 0206/Dairi."""
    if office.row["role"] != "military" or not GARRISON.fullmatch(office.word):
        return False
    office.skip(2 if office.words[office.at + 1] == "/" else 1)
    return True


def link_to_place(office: TitleParser, length: int) -> bool:
    """Pass over a link before a region: di Johor Bahru, `, Kabupaten Sleman`, dan Gorontalo."""
    after = office.at + length
    if office.word == "," and office.words[after] not in cues("level"):
        found = places().find(office.words, after)
        if (
            found is None
            or office.words[after + found.length] != ","
            or not part_of_name(office.words[after + found.length + 1])
        ):
            return False
    office.skip(length)
    return True


def link_to_unknown_place(office: TitleParser) -> bool:
    """Take a place of no list behind `di`, up to where a name surely begins, else one word."""
    office.skip(1)
    length = up_to_name(office.words, office.at)
    office.place(place_length(office.words, office.at) or length)
    return True
