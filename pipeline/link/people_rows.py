"""The row of people.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.link.persons import LinkedPerson
    from pipeline.write import Row


def person_row(person: LinkedPerson) -> Row:
    """Return the row of one person."""
    seen = [each for each in person.offices.values() if each[0]]
    return {
        "official_id": person.official_id,
        "name": person.name,
        "variants": _listed(name for name in person.spellings if name != person.name),
        "titles": _listed(office.title for office in person.offices),
        "provinces": _listed(office.province for office in person.offices),
        "first_seen": min((first for first, _ in seen), default=""),
        "last_seen": max((last for _, last in seen), default=""),
        "articles": str(person.articles),
        "name_ids": _listed(person.name_ids),
        "reason": _listed(f"{name_id} ({rule})" for name_id, rule in person.name_ids.items() if rule),
    }


def _listed(cells: Iterable[str]) -> str:
    """Join distinct cells in order of appearance."""
    return ";".join(dict.fromkeys(cell for cell in cells if cell))
