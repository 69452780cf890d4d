"""Holder of an office in one article, and the person gathered from many of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.link import names

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

TELLING_LETTERS = 3
"""Letters that a word of a name must have to be looked up by."""


@dataclass(frozen=True)
class HeldOffice:
    """What a person is, and where."""

    title: str
    role: str
    agency: str
    province: str
    regency: str


@dataclass(frozen=True)
class Holder:
    """One name with one office in one article."""

    name_id: str
    name: str
    office: HeldOffice
    published: str
    """Partial ISO date of the article, empty when it gives none."""

    @cached_property
    def words(self) -> names.NameWords:
        """The words of the name, folded."""
        return names.words(self.name)

    @property
    def profile(self) -> Hashable:
        """What is one person wherever it is read: name and office."""
        return self.name, self.office

    def whole_keys(self) -> list[Hashable]:
        """Return what to look persons up by: the name, the office, and the name as it sounds in the province."""
        return [self.words, self.office, (self.office.province, names.heard(self.words)[-1])]

    def word_keys(self) -> list[Hashable]:
        """Return the same of each word of the name that tells anything."""
        return [
            (self.office.province, "word", names.sound(word)) for word in self.words if len(word) >= TELLING_LETTERS
        ]


@dataclass
class LinkedPerson:
    """Everything known of one person so far, in order of appearance."""

    official_id: str
    name_ids: dict[str, str] = field(default_factory=dict)
    """Id made of name and province -> the rule that brought it here, empty for the first."""
    spellings: Counter[str] = field(default_factory=Counter)
    """Articles by spelling of the name."""
    words: dict[names.NameWords, None] = field(default_factory=dict)
    """The spellings, folded."""
    offices: dict[HeldOffice, tuple[str, str]] = field(default_factory=dict)
    """Earliest and latest publication by office, empty strings where no article gives one."""
    articles: int = 0

    def join(self, holder: Holder, reason: str) -> None:
        """Take in a name and an office."""
        self.name_ids.setdefault(holder.name_id, reason)
        self.words[holder.words] = None
        self.offices.setdefault(holder.office, ("", ""))

    def see(self, holders: Sequence[Holder]) -> None:
        """Count one article that tells of the person."""
        self.articles += 1
        for name in dict.fromkeys(holder.name for holder in holders):
            self.spellings[name] += 1
        for holder in holders:
            if told := holder.published:
                first, last = self.offices[holder.office]
                self.offices[holder.office] = min(first or told, told), max(last, told)

    @property
    def name(self) -> str:
        """The spelling of the most words, the most frequent and then the first of those."""
        return max(self.spellings, key=lambda name: (len(names.words(name)), self.spellings[name]))
