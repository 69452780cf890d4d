"""Officials of many articles -> people: who is meant by names spelt alike, shortened or said with another office."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.link import names
from pipeline.link.persons import Holder, LinkedPerson
from pipeline.link.same_person import RULES, reason_to_join

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from pipeline.link.overrides import Overrides

MOST_CANDIDATES = 60
"""Persons looked at for one word of a name or one office: only `Ahmad` or `Sri` are shared by more."""


class People:
    """All persons so far; each further holder of an office is one of them or a new one."""

    def __init__(self, overrides: Overrides) -> None:
        self.persons: list[LinkedPerson] = []
        self._overrides = overrides
        self._ids: set[str] = set()
        self._known: dict[Hashable, LinkedPerson] = {}
        self._named: dict[str, LinkedPerson] = {}
        self._index: defaultdict[Hashable, dict[str, LinkedPerson]] = defaultdict(dict)

    def find(self, holders: Sequence[Holder]) -> LinkedPerson:
        """Return the person that one article gives a name and offices, a new one where nobody before fits.

        The holders have one name_id; the first that is recognised decides.
        """
        person, reason = next(filter(None, map(self._recognised, holders)), None) or (self._new(holders[0]), "")
        for holder in holders:
            if self._known.get(holder.profile) is not person:
                self._remember(person, holder, reason)
        person.see(holders)
        return person

    def _recognised(self, holder: Holder) -> tuple[LinkedPerson, str] | None:
        known = self._known.get(holder.profile)
        return (known, "") if known else self._listed(holder) or self._fitting(holder)

    def _listed(self, holder: Holder) -> tuple[LinkedPerson, str] | None:
        """Return the person whom the user's list names."""
        person = self._named.get(self._overrides.same.root(holder.name_id))
        return (person, "same_as") if person else None

    def _fitting(self, holder: Holder) -> tuple[LinkedPerson, str] | None:
        """Return the one person who fits by the most trusted rule; two who fit by a shorter name are none."""
        fits: defaultdict[str, list[LinkedPerson]] = defaultdict(list)
        for person in self._candidates(holder):
            reason = reason_to_join(holder, person)
            if reason and not self._forbidden(holder, person):
                fits[reason].append(person)
        for rule in RULES:
            if fits[rule]:
                return (fits[rule][0], rule) if len(fits[rule]) == 1 or rule == names.SAME else None
        return None

    def _forbidden(self, holder: Holder, person: LinkedPerson) -> bool:
        return any(self._overrides.forbids(holder.name_id, each) for each in person.name_ids)

    def _candidates(self, holder: Holder) -> Iterator[LinkedPerson]:
        """Yield persons known by the name, the office, or a word of the name; the commonest word is left out."""
        by_word = sorted((self._index.get(key, {}) for key in holder.word_keys()), key=len)
        known = [self._index.get(key, {}) for key in holder.whole_keys()]
        found: dict[str, LinkedPerson] = {}
        for persons in [*known, *by_word[: max(1, len(by_word) - 1)]]:
            found |= islice(persons.items(), MOST_CANDIDATES)
        yield from found.values()

    def _new(self, holder: Holder) -> LinkedPerson:
        number, free = 1, holder.name_id
        while free in self._ids:
            number += 1
            free = f"{holder.name_id}-{number}"
        self._ids.add(free)
        person = LinkedPerson(free)
        self.persons.append(person)
        return person

    def _remember(self, person: LinkedPerson, holder: Holder, reason: str) -> None:
        person.join(holder, reason)
        self._known[holder.profile] = person
        if holder.name_id in self._overrides.ids:
            self._named.setdefault(self._overrides.same.root(holder.name_id), person)
        for key in (*holder.whole_keys(), *holder.word_keys()):
            self._index[key][person.official_id] = person
