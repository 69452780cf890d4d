"""A title being read, and the regions in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.officials.organisations import Row
    from pipeline.extract.officials.words import TokenSequence

REGION_GAP_WORDS = 2
"""Words between two parts of a region's name, at most."""


class TitleParser:
    """A title being read: `at` moves from its head to where a name may begin."""

    def __init__(self, words: TokenSequence, start: int, length: int, row: Row) -> None:
        self.words = words
        self.start = start
        self.head = length
        """Words of the head."""
        self.row = row
        self.at = start + length
        self.kept: list[tuple[int, int]] = [(start, self.at)]
        """Word ranges of the title proper, without regions, brackets and second offices."""
        self.region: tuple[int, int] | None = None
        self.kind = ""
        """Kind of the body, as the agencies lexicon has it (`public`, `company`); empty when none is named."""
        self.level = row["level"]
        self.inner = 0
        """Heads inside the title."""
        self.has_body = False
        self.open = True
        """Words of no list may still belong to the body."""
        self.second = False
        """Behind `sekaligus` or a slash: words of a second office."""
        self.outranked = False
        """The second office is a public one and this is none: Ketua Umum Hipmi yang juga Bupati."""

    @property
    def word(self) -> str:
        """The word at hand."""
        return self.words[self.at]

    @property
    def stop(self) -> int:
        """The offset behind the last word."""
        return self.words.stops[self.at - 1]

    @property
    def is_bare(self) -> bool:
        """Tell whether the head stands alone so far, and is one of any body."""
        return self.at == self.start + self.head and self.row["needs"] == "org"

    @property
    def is_private(self) -> bool:
        """Tell whether the head may be a firm's or an association's, and nothing says otherwise."""
        of_any = self.row["needs"] == "org" or self.row["role"] == "central_official"
        return of_any and self.kind != "public" and self.row["role"] != "section_head"

    @property
    def whole(self) -> bool:
        """Tell whether the title says what its head needs."""
        needs = self.row["needs"]
        return needs in {"", "maybe"} or (self.region is not None if needs == "place" else self.has_body)

    def refer(self, body: TitleParser, behind: int) -> None:
        """Take body and region from an earlier mention of the body, without its first `behind` words."""
        (first, last), *more = body.kept
        self.kept += [(first + behind, last), *more]
        self.region = self.region or body.region
        self.kind = self.kind or body.kind
        self.has_body = True

    def keep(self, length: int) -> None:
        """Take words that belong to the title."""
        if not self.second:
            first, last = self.kept[-1]
            self.kept[-1:] = (
                [(first, self.at + length)] if last == self.at else [(first, last), (self.at, self.at + length)]
            )
        self.at += length

    def keep_body(self, length: int) -> None:
        """Take words that end the body which the head needs."""
        self.has_body = True
        self.open = False
        self.keep(length)

    def skip(self, length: int) -> None:
        """Pass over words that do not."""
        self.at += length

    def place(self, length: int) -> None:
        """Take the name of a region; the first one counts, and what adjoins it."""
        if self.region is None:
            self.region = (self.at, self.at + length)
        elif self.at - self.region[1] <= REGION_GAP_WORDS:
            self.region = (self.region[0], self.at + length)
        self.at += length
