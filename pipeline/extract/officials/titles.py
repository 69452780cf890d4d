"""Titles: the words of an office from its head on, taken in small named steps, up to where a name may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.officials.links import faction, link, listed, second_office
from pipeline.extract.officials.named import named_length
from pipeline.extract.officials.names import begins_name, cues, office_words, part_of_name, prefixes
from pipeline.extract.officials.organisations import agencies, heads, is_field, is_slip, states
from pipeline.extract.officials.own_names import (
    OWN_NAME_WORDS,
    body_length,
    brand_length,
    length_before_bracket,
    length_before_name,
    length_before_other,
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


def read_title(words: TokenSequence, start: int, length: int, row: Row) -> TitleParser:
    """Return the title whose head spans `length` words from `start` on."""
    parser = TitleParser(words, start, length, row)
    while parser.at - start < LONGEST_WORDS and words.near(parser.at) and any(step(parser) for step in STEPS.values()):
        pass
    return parser


def _bracket(parser: TitleParser) -> bool:
    """Pass over an abbreviation in brackets: (Kadis), (BPS), (Persero)."""
    if parser.word != "(" or not parser.words[parser.at + 1][:1].isupper():
        return False
    for length in range(2, BRACKET_WORDS + 1):
        word = parser.words[parser.at + length]
        if word == ")":
            parser.skip(length + 1)
            parser.open = False
            return True
        if word in {",", "\n", "."}:
            return False
    return False


def _legal_form(parser: TitleParser) -> bool:
    """Pass over the full stop of a legal form: PT Sentra Tbk. Hendra Gunawan, Lumbung Ltd. Melati."""
    if parser.word != "." or parser.words[parser.at - 1] not in cues("legal_form"):
        return False
    parser.skip(1)
    return True


def _agency(parser: TitleParser) -> bool:
    """Take a body: Dinas, Kejati, Bank Indonesia, PT."""
    found = agencies().find(parser.words, parser.at)
    if found is None or (
        parser.row["needs"] == ""
        and parser.row["agency"]
        and not parser.second
        and parser.row["agency"].startswith("Pemerintah")
        and found.entry["kind"] != "central_bank"
    ):
        return False
    if found.entry["level"] == "named" and parser.word in office_words() and not parser.is_bare:
        return False
    if not parser.kind or found.entry["kind"] != "public":
        parser.kind = (
            parser.kind if parser.kind in {"company", "party", "foreign", "central_bank"} else found.entry["kind"]
        )
    if found.entry["level"] == "national":
        parser.level = "national"
    parser.has_body = True
    own = own_name(parser.words, parser.at + found.length) if found.entry["level"] == "named" else 0
    parser.open = found.entry["level"] in {"named", "unit"} and own <= 1
    parser.keep(found.length + own)
    return True


def _republic(parser: TitleParser) -> bool:
    """Take the state: Presiden RI, Konsul Jenderal Republik Indonesia."""
    found = states().find(parser.words, parser.at)
    if found:
        parser.keep(found.length)
    return found is not None


def _inner_head(parser: TitleParser) -> bool:
    """Take a head inside a title: Asisten Deputi, Staf Ahli Gubernur, Asisten Perekonomian Sekda."""
    found = heads().find(parser.words, parser.at)
    if found is None or found.entry["role"] in {"", "none"}:
        return False
    before = parser.words[parser.at - 1]
    if parser.inner == INNER_HEADS:
        return False
    if before in cues("joint") | {",", "&"} or (not parser.second and parser.row["needs"] not in {"org", "maybe"}):
        return False
    parser.inner += 1
    parser.has_body = True
    parser.open = False
    if found.entry["level"] == "national":
        parser.level = "national"
    parser.keep(found.length)
    return True


def _field(parser: TitleParser) -> bool:
    """Take a field of work, a numeral, an abbreviation."""
    if not is_field(parser.words, parser.at):
        return False
    if (
        parser.row["needs"] in {"", "place"}
        and not parser.second
        and not parser.has_body
        and not parser.row["form"].startswith("Ka")
    ):
        return False
    parser.keep_body(1)
    return True


def _english_name(parser: TitleParser) -> bool:
    """Take the rest of a body's English name: Institute `for Essential Power Reform (IEPR)`.

    An abbreviation in brackets or a sure first name shows where it ends.
    """
    if not parser.has_body or parser.word not in cues("of_name"):
        return False
    words, first = parser.words, parser.at + 1
    run = run_length(words, first)
    begins = next((place for place in range(run) if begins_name(words, first + place)), run)
    if begins == run:
        length = run if words[first + run] == "(" else 0
    else:
        length = begins - 1 if begins == run - 1 and begins > 1 else begins
    if length:
        parser.keep_body(1 + length)
    return length > 0


def _known_name(parser: TitleParser) -> bool:
    """Take the own name of a company or association that the document gives elsewhere behind `PT` and the like."""
    length = named_length(parser.words, parser.at) if parser.row["needs"] in {"org", "maybe"} else 0
    if length:
        parser.keep_body(length)
    return length > 0


def _before_rank(parser: TitleParser) -> bool:
    """Take words of no list that a rank or an academic title parts from the name: Polsek Baruga Ajun Komisaris Edy."""
    if not parser.whole or parser.row["role"] == "minister" or prefixes().find(parser.words, parser.at):
        return False
    for length in range(1, OWN_NAME_WORDS):
        word = parser.at + length - 1
        if (
            not part_of_name(parser.words[word])
            or not parser.words.near(word + 1)
            or agencies().find(parser.words, word)
        ):
            return False
        found = prefixes().find(parser.words, parser.at + length)
        if found and found.entry in {"rank", "academic"}:
            is_seat = parser.row["needs"] == "place" or parser.kind == "public"
            (parser.place if is_seat else parser.keep)(length)
            return True
    return False


def _like_a_person(parser: TitleParser) -> bool:
    """Take the rest of a body that is called like a person: Koperasi Putra Blitar, UIN KH Mahfud Basyari."""
    if not parser.has_body or parser.row["needs"] in {"", "place"}:
        return False
    length = length_before_other(parser.words, parser.at, is_open=parser.open)
    if length:
        parser.open = False
        parser.keep(length)
    return length > 0


def _misspelt(parser: TitleParser) -> bool:
    """Take a field of work with a slip of the pen, where the head has none yet: Menteri Pertanin, Menteri Keuanga."""
    is_complete = parser.row["needs"] in {"", "place"} or (parser.has_body and not parser.inner)
    if is_complete or not is_slip(parser.words, parser.at):
        return False
    parser.keep_body(1)
    return True


def _unknown_body(parser: TitleParser) -> bool:
    """Take words of no list: the body's own name, where a word of offices or a comma shows its end."""
    if parser.row["needs"] in {"", "place"} or not part_of_name(parser.word) or parser.region is not None:
        return False
    if parser.inner == INNER_HEADS and heads().find(parser.words, parser.at):
        return False
    open_end = parser.open and parser.row["needs"] == "org" and parser.kind != "university"
    length = (
        body_length(parser.words, parser.at, open_end=open_end)
        or length_before_name(parser.words, parser.at, is_sure=parser.words[parser.start - 1] in speech_verbs())
        or length_before_bracket(parser.words, parser.at)
        or (parser.is_private and brand_length(parser.words, parser.at))
    )
    if length:
        parser.keep_body(length)
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
