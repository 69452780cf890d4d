"""Offices: the words of a title from its head on, taken in small named steps, up to where a name may begin."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.names import begins_name, given_names, office_words, part_of_name, prefixes
from pipeline.extract.words import WordList
from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.words import Words

Row = dict[str, str]

LEVEL = frozenset(
    "Provinsi Prov Propinsi Kabupaten Kab Kota Kotamadya Kecamatan Kec Kelurahan Desa Dusun Nagari Distrik Pekon Kampung Pemprov Pemkab Pemkot Pemko Pemda".split()
)
"""Words that announce a region."""
LINK = re.compile(
    r"dan|serta|bidang|urusan|untuk|di|pada|dari|wilayah|bagian|tugas|harian|kelas|fungsi|tim|kelompok|unit|of|for|and|the|[,&/-]"
)
"""What may stand between two words of an office."""
ALSO = re.compile(r"sekaligus|merangkap|selaku")
"""A second office of the same person follows."""
NUMERAL = re.compile(r"[IVX]+|\d+")
NOUN = re.compile(r"(?:Pe|Ke|Per)[a-z]{3,}an")
"""Nouns made like `Perdagangan`, `Ketahanan`, `Pemberdayaan`: fields of work, hardly ever names."""
LONGEST = 60
"""Words of an office, at most."""
BRACKET = 6
"""Words in a bracket inside an office, at most."""
RUN = 9
"""Words of an unknown body, at most."""


@cache
def heads() -> WordList[Row]:
    """Return the titles' first words."""
    return WordList((row["form"], row) for row in load("titles"))


@cache
def agencies() -> WordList[Row]:
    """Return the public bodies, companies and associations."""
    return WordList(((row["form"], row) for row in load("agencies")), fold=True)


@cache
def places() -> WordList[str]:
    """Return the names of regions and of places abroad."""
    rows = [(row["alias"], row["region"]) for row in load("region_aliases") if row["alias"] not in given_names()]
    return WordList(rows + [(row["place"], "") for row in load("foreign_places")], fold=True)


@cache
def stops() -> WordList[str]:
    """Return what ends a name: heads of titles, bodies, words that announce a region."""
    forms = [row["form"] for name in ("titles", "agencies") for row in load(name)]
    return WordList((form, form) for form in [*forms, *LEVEL])


class Office:
    """A title being read: `at` moves from its head to where a name may begin."""

    def __init__(self, words: Words, start: int, length: int, row: Row) -> None:
        self.words = words
        self.start = start
        self.row = row
        self.at = start + length
        self.kept: list[tuple[int, int]] = [(start, self.at)]
        """Word ranges of the title proper, without regions, brackets and second offices."""
        self.region: tuple[int, int] | None = None
        self.kind = ""
        """Kind of the body: `public`, `company`, `association`, `party` or `university`; empty when none is named."""
        self.level = row["level"]
        self.has_body = False
        self.second = False
        """Behind `sekaligus` or a slash: words of a second office."""

    @property
    def word(self) -> str:
        return self.words[self.at]

    @property
    def whole(self) -> bool:
        """Tell whether the title says what its head needs."""
        needs = self.row["needs"]
        return needs in {"", "maybe"} or (self.region is not None if needs == "place" else self.has_body)

    def keep(self, length: int) -> None:
        """Take words that belong to the title."""
        if not self.second:
            first, last = self.kept[-1]
            self.kept[-1:] = (
                [(first, self.at + length)] if last == self.at else [(first, last), (self.at, self.at + length)]
            )
        self.at += length

    def skip(self, length: int) -> None:
        """Pass over words that do not."""
        self.at += length

    def place(self, length: int) -> None:
        """Take the name of a region; the first one counts, and what adjoins it."""
        if self.region is None:
            self.region = (self.at, self.at + length)
        elif self.at - self.region[1] <= SHORT:
            self.region = (self.region[0], self.at + length)
        self.at += length


SHORT = 2
"""Words between two parts of one region's name, at most."""


def read_office(words: Words, start: int, length: int, row: Row) -> Office:
    """Return the office whose head spans `length` words from `start` on."""
    office = Office(words, start, length, row)
    while office.at - start < LONGEST and words.near(office.at) and any(step(office) for step in STEPS.values()):
        pass
    return office


def _bracket(office: Office) -> bool:
    """An abbreviation in brackets: (Kadis), (BPS), (Persero)."""
    if office.word != "(" or not office.words[office.at + 1][:1].isupper():
        return False
    for length in range(2, BRACKET + 1):
        word = office.words[office.at + length]
        if word == ")":
            office.skip(length + 1)
            return True
        if word in {",", "\n", "."}:
            return False
    return False


def _level(office: Office) -> bool:
    """A region with its level: Provinsi Bali, Kota Metro, Desa Sungai Jingah."""
    if office.word not in LEVEL:
        return False
    dot = office.words[office.at + 1] == "."
    skipped = 2 if dot else 1
    found = places().find(office.words, office.at + skipped)
    if found is None and _is_field(office, office.at + skipped):
        return False
    office.skip(skipped)
    office.place(found.length if found else _unknown_place(office))
    return True


def _place(office: Office) -> bool:
    """A region by its name."""
    if office.region is not None and office.words[office.at - 1] not in {",", "dan", "/", "-"}:
        return False
    found = places().find(office.words, office.at)
    if found is None or (found.length == 1 and office.word in office_words()):
        return False
    longer = agencies().find(office.words, office.at)
    if longer and longer.length > found.length:
        return False
    office.place(found.length)
    return True


def _bare_place(office: Office) -> bool:
    """A village or district right behind a head that needs one: Camat Susut, Kepala Desa Mernek."""
    if office.row["needs"] != "place" or office.region is not None or not part_of_name(office.word):
        return False
    length = _unknown_place(office)
    if length:
        office.place(length)
    return length > 0


def _agency(office: Office) -> bool:
    """A body: Dinas, Kejati, Bank Indonesia, PT."""
    found = agencies().find(office.words, office.at)
    if found is None or (
        office.row["needs"] == ""
        and office.row["agency"]
        and not office.second
        and office.row["agency"].startswith("Pemerintah")
    ):
        return False
    if not office.has_body or found.entry["kind"] != "public":
        office.kind = office.kind if office.kind in {"company", "party"} else found.entry["kind"]
    if found.entry["level"] == "national":
        office.level = "national"
    office.has_body = True
    office.keep(found.length)
    return True


def _inner_head(office: Office) -> bool:
    """A head inside a title: Asisten Deputi, Staf Ahli Gubernur, Asisten Perekonomian Sekda."""
    found = heads().find(office.words, office.at)
    if found is None or found.entry["role"] in {"", "none"}:
        return False
    before = office.words[office.at - 1]
    if before in {",", "dan", "serta", "&"} or (not office.second and office.row["needs"] not in {"org", "maybe"}):
        return False
    office.has_body = office.has_body or found.length > 0
    if found.entry["level"] == "national":
        office.level = "national"
    office.keep(found.length)
    return True


def _field(office: Office) -> bool:
    """A field of work, a numeral, an abbreviation."""
    if not _is_field(office, office.at):
        return False
    if (
        office.row["needs"] in {"", "place"}
        and not office.second
        and not office.has_body
        and not office.row["form"].startswith("Ka")
    ):
        return False
    office.has_body = True
    office.keep(1)
    return True


def _second_office(office: Office) -> bool:
    """A second office of the same person: yang juga Ketua, /Kepala BKPM, sekaligus."""
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
    """A word or sign between two parts of a title, where a part follows."""
    if not LINK.fullmatch(office.word):
        return False
    length = 2 if office.word == "," and office.words[office.at + 1] in {"dan", "serta"} else 1
    after = office.at + length
    following = office.words[after]
    if heads().find(office.words, after) and following not in {"Pimpinan", "Humas"}:
        return False
    if (places().find(office.words, after) and following not in office_words()) or following in LEVEL:
        return _link_to_place(office, length)
    if office.row["needs"] in {"", "place"} and not office.has_body:
        return False
    if office.word == "," and office.region is not None:
        return False
    if not _is_field(office, after) and not agencies().find(office.words, after) and not LINK.fullmatch(following):
        return False
    office.keep(length)
    return True


def _link_to_place(office: Office, length: int) -> bool:
    """A link before a region: di Johor Bahru, `, Kabupaten Sleman`, dan Gorontalo."""
    if office.word == "," and office.words[office.at + length] not in LEVEL:
        return False
    office.skip(length)
    return True


def _unknown_body(office: Office) -> bool:
    """Words of no list: the body's own name, where a word of offices or a comma shows its end."""
    if office.row["needs"] not in {"org", "maybe"} or not part_of_name(office.word) or office.region is not None:
        return False
    length = _body_length(office)
    if length:
        office.has_body = True
        office.keep(length)
    return length > 0


STEPS: dict[str, Callable[[Office], bool]] = {
    "bracket": _bracket,
    "level": _level,
    "place": _place,
    "bare_place": _bare_place,
    "agency": _agency,
    "second_office": _second_office,
    "inner_head": _inner_head,
    "field": _field,
    "link": _link,
    "unknown_body": _unknown_body,
}
"""In order of trust."""


def _is_field(office: Office, index: int) -> bool:
    word = office.words[index]
    if not word[:1].isupper() and not NUMERAL.fullmatch(word):
        return False
    if word in office_words() or NUMERAL.fullmatch(word) or NOUN.fullmatch(word):
        return not begins_name(office.words, index)
    return word.isupper() and len(word) > SHORT and prefixes().find(office.words, index) is None


def _unknown_place(office: Office) -> int:
    """Return the words of a place in no list: all up to a comma, else one, when a name follows."""
    run = 0
    while (
        run <= SHORT + 1
        and part_of_name(office.words[office.at + run])
        and (run == 0 or office.words.near(office.at + run))
    ):
        run += 1
    if office.words[office.at + run] == "," and run <= SHORT + 1:
        return run
    return 1 if run > 1 and not begins_name(office.words, office.at) else 0


def _body_length(office: Office) -> int:
    """Return the words of an unknown body from here on, 0 where a name may as well begin."""
    words, length = office.words, 0
    while length < RUN and (length == 0 or words.near(office.at + length)):
        index = office.at + length
        if length and (agencies().find(words, index) or _is_field(office, index) or words[index] == "("):
            return length
        if begins_name(words, index):
            return length
        if not part_of_name(words[index]) and words[index] not in {"&", "of", "and", "for", "the"}:
            return length if words[index] == "," and length and part_of_name(words[index + 1]) else 0
        length += 1
    return 0
