"""A title being read, and the regions in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.bodies import LEVEL, SHORT, agencies, is_field, namesakes, place_length, places, up_to_name
from pipeline.extract.names import office_words, part_of_name

if TYPE_CHECKING:
    from pipeline.extract.bodies import Row
    from pipeline.extract.words import Words


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
        self.inner = 0
        """Heads inside the title."""
        self.has_body = False
        self.open = True
        """Words of no list may still belong to the body."""
        self.second = False
        """Behind `sekaligus` or a slash: words of a second office."""

    @property
    def word(self) -> str:
        """The word at hand."""
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


def level(office: Office) -> bool:
    """Take a region with its level: Provinsi Bali, Kota Metro, Desa Sungai Jingah; Tangerang Kota."""
    if not LEVEL.fullmatch(office.word):
        return False
    skipped = 2 if office.words[office.at + 1] == "." else 1
    found = places().find(office.words, office.at + skipped)
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


def place(office: Office) -> bool:
    """Take a region by its name."""
    if office.region is not None and office.words[office.at - 1] not in {",", "dan", "/", "-"}:
        return False
    found = places().find(office.words, office.at)
    if found is None or (found.length == 1 and office.word in office_words()):
        return False
    longer = agencies().find(office.words, office.at)
    if longer and longer.length > found.length:
        return False
    if not found.entry and office.row["role"] != "diplomat":
        office.kind = "foreign"
    office.place(found.length)
    return True


def namesake(office: Office) -> bool:
    """Take a region that persons are named like, where a name follows: Dinas Pangan Bima, Joko; Bupati Bima Ady."""
    if office.region is not None or not namesakes().find(office.words, office.at):
        return False
    behind = office.at + 1
    apart = office.words[behind] == "," and part_of_name(office.words[behind + 1])
    needed = office.row["level"] == "regency" and office.words.near(behind) and part_of_name(office.words[behind])
    if apart or needed:
        office.place(1)
    return apart or needed


def bare_place(office: Office) -> bool:
    """Take a village or district right behind a head that needs one: Camat Susut, Kepala Desa Mernek."""
    if office.row["needs"] != "place" or office.region is not None or not part_of_name(office.word):
        return False
    length = place_length(office.words, office.at)
    if length:
        office.place(length)
    return length > 0


def link_to_place(office: Office, length: int) -> bool:
    """Pass over a link before a region: di Johor Bahru, `, Kabupaten Sleman`, dan Gorontalo."""
    after = office.at + length
    if office.word == "," and not LEVEL.fullmatch(office.words[after]):
        found = places().find(office.words, after)
        if (
            found is None
            or office.words[after + found.length] != ","
            or not part_of_name(office.words[after + found.length + 1])
        ):
            return False
    office.skip(length)
    return True


def link_to_unknown_place(office: Office) -> bool:
    """Take a place of no list behind `di`, up to where a name surely begins, else one word."""
    length = up_to_name(office.words, office.at + 1)
    office.skip(1)
    office.place(length if office.words[office.at + length] != "," else place_length(office.words, office.at))
    return True
