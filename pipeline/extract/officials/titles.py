"""Titles: the words of an office from its head on, taken in small named steps, up to where a name may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.officials.links import faction, link, listed, second_office
from pipeline.extract.officials.names import begins_name, cues, office_words, part_of_name, prefixes
from pipeline.extract.officials.organisations import agencies, heads, is_field, is_slip, states
from pipeline.extract.officials.own_names import (
    OWN_NAME_WORDS,
    body_length,
    brand_length,
    length_before_bracket,
    length_before_name,
    length_before_other,
    named_length,
    own_name,
    run_length,
)
from pipeline.extract.officials.places import bare_place, direction, garrison, level, namesake, place, site
from pipeline.extract.officials.title_parser import TitleParser
from pipeline.extract.officials.words import speech_verbs

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.officials.organisations import Row
    from pipeline.extract.officials.words import TokenSequence

INNER_HEADS = 2
"""Heads inside one title, at most."""
LONGEST_WORDS = 40
"""Words of an office, at most."""
BRACKET_WORDS = 6
"""Words in a bracket inside an office, at most."""


def read_office(words: TokenSequence, start: int, length: int, row: Row) -> TitleParser:
    """Return the office whose head spans `length` words from `start` on."""
    office = TitleParser(words, start, length, row)
    while office.at - start < LONGEST_WORDS and words.near(office.at) and any(step(office) for step in STEPS.values()):
        pass
    return office


def _bracket(office: TitleParser) -> bool:
    """Pass over an abbreviation in brackets: (Kadis), (BPS), (Persero)."""
    if office.word != "(" or not office.words[office.at + 1][:1].isupper():
        return False
    for length in range(2, BRACKET_WORDS + 1):
        word = office.words[office.at + length]
        if word == ")":
            office.skip(length + 1)
            office.open = False
            return True
        if word in {",", "\n", "."}:
            return False
    return False


def _legal_form(office: TitleParser) -> bool:
    """Pass over the full stop of a legal form: PT Sentra Tbk. Hendra Gunawan, Lumbung Ltd. Melati."""
    if office.word != "." or office.words[office.at - 1] not in cues("legal_form"):
        return False
    office.skip(1)
    return True


def _agency(office: TitleParser) -> bool:
    """Take a body: Dinas, Kejati, Bank Indonesia, PT."""
    found = agencies().find(office.words, office.at)
    if found is None or (
        office.row["needs"] == ""
        and office.row["agency"]
        and not office.second
        and office.row["agency"].startswith("Pemerintah")
        and found.entry["kind"] != "central_bank"
    ):
        return False
    if found.entry["level"] == "named" and office.word in office_words() and not office.is_bare:
        return False
    if not office.kind or found.entry["kind"] != "public":
        office.kind = (
            office.kind if office.kind in {"company", "party", "foreign", "central_bank"} else found.entry["kind"]
        )
    if found.entry["level"] == "national":
        office.level = "national"
    office.has_body = True
    own = own_name(office.words, office.at + found.length) if found.entry["level"] == "named" else 0
    office.open = found.entry["level"] in {"named", "unit"} and own <= 1
    office.keep(found.length + own)
    return True


def _republic(office: TitleParser) -> bool:
    """Take the state: Presiden RI, Konsul Jenderal Republik Indonesia."""
    found = states().find(office.words, office.at)
    if found:
        office.keep(found.length)
    return found is not None


def _inner_head(office: TitleParser) -> bool:
    """Take a head inside a title: Asisten Deputi, Staf Ahli Gubernur, Asisten Perekonomian Sekda."""
    found = heads().find(office.words, office.at)
    if found is None or found.entry["role"] in {"", "none"}:
        return False
    before = office.words[office.at - 1]
    if office.inner == INNER_HEADS:
        return False
    if before in cues("joint") | {",", "&"} or (not office.second and office.row["needs"] not in {"org", "maybe"}):
        return False
    office.inner += 1
    office.has_body = True
    office.open = False
    if found.entry["level"] == "national":
        office.level = "national"
    office.keep(found.length)
    return True


def _field(office: TitleParser) -> bool:
    """Take a field of work, a numeral, an abbreviation."""
    if not is_field(office.words, office.at):
        return False
    if (
        office.row["needs"] in {"", "place"}
        and not office.second
        and not office.has_body
        and not office.row["form"].startswith("Ka")
    ):
        return False
    office.keep_body(1)
    return True


def _english_name(office: TitleParser) -> bool:
    """Take the rest of a body's English name: Institute `for Essential Power Reform (IEPR)`.

    An abbreviation in brackets or a sure first name shows where it ends.
    """
    if not office.has_body or office.word not in cues("of_name"):
        return False
    words, first = office.words, office.at + 1
    run = run_length(words, first)
    begins = next((place for place in range(run) if begins_name(words, first + place)), run)
    if begins == run:
        length = run if words[first + run] == "(" else 0
    else:
        length = begins - 1 if begins == run - 1 and begins > 1 else begins
    if length:
        office.keep_body(1 + length)
    return length > 0


def _known_name(office: TitleParser) -> bool:
    """Take the own name of a company or association that the document gives elsewhere behind `PT` and the like."""
    length = named_length(office.words, office.at) if office.row["needs"] in {"org", "maybe"} else 0
    if length:
        office.keep_body(length)
    return length > 0


def _before_rank(office: TitleParser) -> bool:
    """Take words of no list that a rank or an academic title parts from the name: Polsek Baruga Ajun Komisaris Edy."""
    if not office.whole or office.row["role"] == "minister" or prefixes().find(office.words, office.at):
        return False
    for length in range(1, OWN_NAME_WORDS):
        word = office.at + length - 1
        if (
            not part_of_name(office.words[word])
            or not office.words.near(word + 1)
            or agencies().find(office.words, word)
        ):
            return False
        found = prefixes().find(office.words, office.at + length)
        if found and found.entry in {"rank", "academic"}:
            (office.place if office.row["needs"] == "place" else office.keep)(length)
            return True
    return False


def _like_a_person(office: TitleParser) -> bool:
    """Take the rest of a body that is called like a person: Koperasi Putra Blitar, UIN KH Mahfud Basyari."""
    if not office.has_body or office.row["needs"] in {"", "place"}:
        return False
    length = length_before_other(office.words, office.at, is_open=office.open)
    if length:
        office.open = False
        office.keep(length)
    return length > 0


def _misspelt(office: TitleParser) -> bool:
    """Take a field of work with a slip of the pen, where the head has none yet: Menteri Pertanin, Menteri Keuanga."""
    is_complete = office.row["needs"] in {"", "place"} or (office.has_body and not office.inner)
    if is_complete or not is_slip(office.words, office.at):
        return False
    office.keep_body(1)
    return True


def _unknown_body(office: TitleParser) -> bool:
    """Take words of no list: the body's own name, where a word of offices or a comma shows its end."""
    if office.row["needs"] in {"", "place"} or not part_of_name(office.word) or office.region is not None:
        return False
    if office.inner == INNER_HEADS and heads().find(office.words, office.at):
        return False
    open_end = office.open and office.row["needs"] == "org" and office.kind != "university"
    length = (
        body_length(office.words, office.at, open_end=open_end)
        or length_before_name(office.words, office.at, is_sure=office.words[office.start - 1] in speech_verbs())
        or length_before_bracket(office.words, office.at)
        or (office.is_private and brand_length(office.words, office.at))
    )
    if length:
        office.keep_body(length)
    return length > 0


STEPS: dict[str, Callable[[TitleParser], bool]] = {
    "bracket": _bracket,
    "legal_form": _legal_form,
    "republic": _republic,
    "level": level,
    "place": place,
    "direction": direction,
    "namesake": namesake,
    "bare_place": bare_place,
    "site": site,
    "agency": _agency,
    "garrison": garrison,
    "faction": faction,
    "known_name": _known_name,
    "second_office": second_office,
    "inner_head": _inner_head,
    "field": _field,
    "english_name": _english_name,
    "listed": listed,
    "link": link,
    "misspelt": _misspelt,
    "before_rank": _before_rank,
    "like_a_person": _like_a_person,
    "unknown_body": _unknown_body,
}
"""In order of trust."""
