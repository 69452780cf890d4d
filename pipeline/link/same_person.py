"""Is a holder of an office a person known already? Named rules in order of trust, the reason of each merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from pipeline.link import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.link.persons import HeldOffice, Holder, LinkedPerson

RULES = (names.SAME, names.SPELLING, "rose_to_nation", "region_unsaid", names.SHORT)
"""same_name: one name in one province, in one office where it is a single word. spelling: one office, spelt otherwise.
rose_to_nation: one full name, elected in a region and of the government or its head. region_unsaid: one full name and
office, the region said only once. short_name: part of the name in the same office."""

NATIONAL = frozenset({"minister", "vice_minister", "head_of_state"})
HEADS_OF_REGIONS = frozenset({"governor", "vice_governor", "regent", "vice_regent", "mayor", "vice_mayor"})
ELECTED = NATIONAL | HEADS_OF_REGIONS | {"legislator", "party_leader"}
SOLE = HEADS_OF_REGIONS | {"head_of_state"}
"""Roles that one person of a place has, whatever the words of the title."""
HEADS = frozenset({"department_head", "agency_head", "bureau_head", "vertical_office_head"})
"""Roles that one office may be given by different wordings of its title."""

SIMILAR_TITLES_SCORE = 90
"""Of 100: all words of one title in the other (`Kepala Dinas Perdagangan`, `... Perindustrian dan Perdagangan`)."""
TELLING_WORDS = 2
"""Words of a title that says whose it is: `Menteri` or `Direktur` alone may be anybody's."""
LONGEST_TERM_YEARS = 10
"""Years over which one office may still be that of the person: two terms of an elected head."""
FULL_WORDS = 2
"""Words that make a name one that a second person of the same province hardly has."""


def reason_to_join(holder: Holder, person: LinkedPerson) -> str | None:
    """Return the rule by which a holder is a known person, None when none holds."""
    likeness = min(
        (found for known in person.words if (found := names.compare(holder.words, known))),
        key=RULES.index,
        default=None,
    )
    if likeness == names.SAME:
        return _same_name(holder, person)
    if likeness and any(_one_office(holder, office, seen) for office, seen in person.offices.items()):
        return likeness
    return None


def _same_name(holder: Holder, person: LinkedPerson) -> str | None:
    here = [office for office in person.offices if office.province == holder.office.province]
    full = len(holder.words) >= FULL_WORDS
    if here and (_at_home(holder, here) if full else _holds(holder, person)):
        return names.SAME
    if not full:
        return None
    if _rose(holder.office, person.offices):
        return "rose_to_nation"
    unsaid = not holder.office.province or {office.province for office in person.offices} == {""}
    return "region_unsaid" if unsaid and any(_like_work(holder.office, office) for office in person.offices) else None


def _rose(office: HeldOffice, offices: Iterable[HeldOffice]) -> bool:
    """Tell whether all are elected offices or of the government, and some of them national."""
    every = [office, *offices]
    national = any(each.role in NATIONAL or (each.role == "legislator" and not each.province) for each in every)
    regions = {each.province for each in every if each.role in HEADS_OF_REGIONS}
    return national and len(regions) == 1 and all(each.role in ELECTED for each in every)


def _at_home(holder: Holder, here: list[HeldOffice]) -> bool:
    """Tell whether no two regencies of the province are at odds."""
    regencies = {office.regency for office in here} - {""}
    return not (holder.office.regency and regencies) or holder.office.regency in regencies


def _holds(holder: Holder, person: LinkedPerson) -> bool:
    return any(_one_office(holder, office, seen) for office, seen in person.offices.items())


def _one_office(holder: Holder, office: HeldOffice, seen: tuple[str, str]) -> bool:
    """Tell whether an office is the holder's own, within the time that one person may hold it."""
    place = (holder.office.province, holder.office.regency) == (office.province, office.regency)
    return place and _alike(holder.office, office) and _in_time(holder.published, *seen)


def _alike(left: HeldOffice, right: HeldOffice) -> bool:
    """Tell whether two titles may be of one office: the same rank, and all words of one in the other."""
    if left.role == right.role and left.role in SOLE:
        return True
    ranked = left.role == right.role or {left.role, right.role} <= HEADS
    said = min(len(left.title.split()), len(right.title.split())) >= TELLING_WORDS
    return ranked and said and bool(fuzz.token_set_ratio(left.title, right.title) >= SIMILAR_TITLES_SCORE)


def _like_work(left: HeldOffice, right: HeldOffice) -> bool:
    """Tell whether two offices are alike, or of one agency and rank."""
    return _alike(left, right) or bool(left.role == right.role and left.agency and left.agency == right.agency)


def _in_time(published: str, first: str, last: str) -> bool:
    if not (published and first):
        return True
    year = int(published[:4])
    return int(last[:4]) - LONGEST_TERM_YEARS <= year <= int(first[:4]) + LONGEST_TERM_YEARS
