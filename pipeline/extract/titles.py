"""Titles: the words of an office from its head on, taken in small named steps, up to where a name may begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.bodies import LEVEL, NUMERAL, OWN_NAME, agencies, body_length, heads, is_field, own_name, places
from pipeline.extract.names import office_words, part_of_name, prefixes
from pipeline.extract.offices import Office, bare_place, level, link_to_place, link_to_unknown_place, namesake, place

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.bodies import Row
    from pipeline.extract.words import Words

LINK = re.compile(
    r"dan|serta|bidang|urusan|untuk|di|pada|dari|wilayah|bagian|tugas|harian|kelas|fungsi|tim|kelompok|unit|of|for|and|the|[,&/-]"
)
"""What may stand between two words of an office."""
ALSO = re.compile(r"sekaligus|merangkap|selaku")
"""Pass over a second office of the same person follows."""
INNER = 2
"""Heads inside one title, at most."""
LONGEST = 40
"""Words of an office, at most."""
BRACKET = 6
"""Words in a bracket inside an office, at most."""


def read_office(words: Words, start: int, length: int, row: Row) -> Office:
    """Return the office whose head spans `length` words from `start` on."""
    office = Office(words, start, length, row)
    while office.at - start < LONGEST and words.near(office.at) and any(step(office) for step in STEPS.values()):
        pass
    return office


def _bracket(office: Office) -> bool:
    """Pass over an abbreviation in brackets: (Kadis), (BPS), (Persero)."""
    if office.word != "(" or not office.words[office.at + 1][:1].isupper():
        return False
    for length in range(2, BRACKET + 1):
        word = office.words[office.at + length]
        if word == ")":
            office.skip(length + 1)
            office.open = False
            return True
        if word in {",", "\n", "."}:
            return False
    return False


def _agency(office: Office) -> bool:
    """Take a body: Dinas, Kejati, Bank Indonesia, PT."""
    found = agencies().find(office.words, office.at)
    if found is None or (
        office.row["needs"] == ""
        and office.row["agency"]
        and not office.second
        and office.row["agency"].startswith("Pemerintah")
    ):
        return False
    if not office.kind or found.entry["kind"] != "public":
        office.kind = office.kind if office.kind in {"company", "party", "foreign"} else found.entry["kind"]
    if found.entry["level"] == "national":
        office.level = "national"
    office.has_body = True
    own = own_name(office.words, office.at + found.length) if found.entry["level"] == "named" else 0
    office.open = found.entry["level"] in {"named", "unit"} and own <= 1
    office.keep(found.length + own)
    return True


def _republic(office: Office) -> bool:
    """Take the state: Presiden RI, Konsul Jenderal Republik Indonesia."""
    length = (
        1
        if office.word == "RI"
        else 2
        if (office.word, office.words[office.at + 1]) == ("Republik", "Indonesia")
        else 0
    )
    if length:
        office.keep(length)
    return length > 0


def _inner_head(office: Office) -> bool:
    """Take a head inside a title: Asisten Deputi, Staf Ahli Gubernur, Asisten Perekonomian Sekda."""
    found = heads().find(office.words, office.at)
    if found is None or found.entry["role"] in {"", "none"}:
        return False
    before = office.words[office.at - 1]
    if office.inner == INNER:
        return False
    if before in {",", "dan", "serta", "&"} or (not office.second and office.row["needs"] not in {"org", "maybe"}):
        return False
    office.inner += 1
    office.has_body = True
    office.open = False
    if found.entry["level"] == "national":
        office.level = "national"
    office.keep(found.length)
    return True


def _field(office: Office) -> bool:
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
    office.has_body = True
    office.open = False
    office.keep(1)
    return True


def _second_office(office: Office) -> bool:
    """Pass over a second office of the same person: yang juga Ketua, /Kepala BKPM, sekaligus."""
    if not office.whole:
        return False
    length = 1 if office.word == "/" or ALSO.fullmatch(office.word) else 0
    if office.word == "yang" and office.words[office.at + 1] == "juga":
        length = 3 if office.words[office.at + 2] in {"menjabat", "selaku", "merupakan"} else 2
    found = heads().find(office.words, office.at + length) if length else None
    if found is None:
        return False
    office.second = True
    office.skip(length + found.length)
    return True


def _link(office: Office) -> bool:
    """Take a word or sign between two parts of a title, where a part follows."""
    if not LINK.fullmatch(office.word):
        return False
    length = 2 if office.word == "," and office.words[office.at + 1] in {"dan", "serta"} else 1
    after = office.at + length
    following = office.words[after]
    if heads().find(office.words, after) and following not in {"Pimpinan", "Humas"}:
        return False
    if (places().find(office.words, after) and following not in office_words()) or LEVEL.fullmatch(following):
        return link_to_place(office, length)
    if office.word == "di" and office.has_body and part_of_name(following):
        return link_to_unknown_place(office)
    return _link_to_part(office, length)


def _link_to_part(office: Office, length: int) -> bool:
    """Take a link before a further field or body; a comma behind the region ends the title."""
    after = office.at + length
    if (office.row["needs"] in {"", "place"} and not office.has_body) or (office.word == "," and office.region):
        return False
    if office.word == "/" and NUMERAL.fullmatch(office.words[office.at - 1]):
        office.keep(length + 1)
        return True
    part = is_field(office.words, after) or agencies().find(office.words, after)
    if not part and not LINK.fullmatch(office.words[after]) and not _is_listed(office, after):
        return False
    office.keep(length)
    return True


def _is_listed(office: Office, index: int) -> bool:
    """Tell whether an unknown word is one of a list that ends in a field of work: `, Musik, dan Media`."""
    words = office.words
    return (
        part_of_name(words[index])
        and words[index + 1] == ","
        and words[index + 2] in {"dan", "serta"}
        and is_field(office.words, index + 3)
    )


def _before_rank(office: Office) -> bool:
    """Take words of no list that a rank or an academic title parts from the name: Polsek Baruga Ajun Komisaris Edy."""
    if not office.whole or office.row["role"] == "minister" or prefixes().find(office.words, office.at):
        return False
    for length in range(1, OWN_NAME):
        if not part_of_name(office.words[office.at + length - 1]) or not office.words.near(office.at + length):
            return False
        found = prefixes().find(office.words, office.at + length)
        if found and found.entry in {"rank", "academic"}:
            office.keep(length)
            return True
    return False


def _listed(office: Office) -> bool:
    """Take a word of no list inside a list of fields: Perfilman, Musik, dan Media Baru."""
    if office.words[office.at - 1] != "," or not office.has_body or not _is_listed(office, office.at):
        return False
    office.keep(1)
    return True


def _unknown_body(office: Office) -> bool:
    """Take words of no list: the body's own name, where a word of offices or a comma shows its end."""
    if office.row["needs"] in {"", "place"} or not part_of_name(office.word) or office.region is not None:
        return False
    if office.inner == INNER and heads().find(office.words, office.at):
        return False
    open_end = office.open and office.row["needs"] == "org"
    length = body_length(office.words, office.at, open_end=open_end)
    if length:
        office.has_body = True
        office.open = False
        office.keep(length)
    return length > 0


STEPS: dict[str, Callable[[Office], bool]] = {
    "bracket": _bracket,
    "republic": _republic,
    "level": level,
    "place": place,
    "namesake": namesake,
    "bare_place": bare_place,
    "agency": _agency,
    "second_office": _second_office,
    "inner_head": _inner_head,
    "field": _field,
    "listed": _listed,
    "link": _link,
    "before_rank": _before_rank,
    "unknown_body": _unknown_body,
}
"""In order of trust."""
