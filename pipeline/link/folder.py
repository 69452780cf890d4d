"""The tables of one outputs folder, linked: people.csv and events.csv made, the ids of the other tables filled in."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.link.copies import repeated
from pipeline.link.deal_reports import report
from pipeline.link.event_rows import event_row
from pipeline.link.events import Events
from pipeline.link.former import CHANGES, EVENTS, PEOPLE, Former, former, listed, together
from pipeline.link.overrides import Overrides, read_overrides
from pipeline.link.people import People
from pipeline.link.people_rows import person_row
from pipeline.link.persons import HeldOffice, Holder
from pipeline.link.years import Years
from pipeline.load import load
from pipeline.model import person_id
from pipeline.write import Aside, records, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.link.deal_reports import Event
    from pipeline.link.persons import LinkedPerson
    from pipeline.write import Row


LINKED = ("people", "events", CHANGES)
FLAT = "trade"
"""Made last, of all the others."""
MAKES = (*LINKED, FLAT)

LISTED = "same_as.csv"
"""The user's own list in an outputs folder: once given, it holds for all later runs."""


def link(folder: Path, overrides: Path | None = None, *, home: Path | None = None) -> None:
    """Link the articles of an outputs folder: who is one person, what repeats a text, which deals are one event.

    Writes people and events, fills `same_text_as` of articles, `event_id` of deals, the years of deals and flows, and
    gives every person one `official_id` in officials, amounts and deals; all of it or nothing. Then writes trade, the
    flat table of all these. Events and people that `home` (the folder itself, or the one whose tables these replace)
    knew keep their ids; id_changes lists what merged, parted or went. `overrides` is a CSV `kind,left,right,note`, kept
    in `home` and used again until another one is given. Warns (UserWarning) of ids in a new list that no article has.
    Raises TablesError when the folder does not hold our tables, OverridesError for a list that can't be used.
    """
    home = home or folder
    kept = home / LISTED
    overruled = read_overrides(overrides or (kept if kept.exists() else None))
    published = {row["article_id"]: row["published"] for row in records(folder, "articles")}
    copies = repeated(load(folder).texts, published)
    people, known = _people(folder, published, overruled, former(home, PEOPLE))
    events = _events(folder, published, copies, former(home, EVENTS))
    event_rows = [events.event(event) for event in events.events.events]
    years = Years(event_rows, published)
    with Aside(folder, LINKED) as aside:
        aside.write("people", map(people.person, people.people.persons))
        aside.write("events", event_rows)
        aside.write(CHANGES, together(listed(home), people.former, events.former))
        aside.rewrite("articles", lambda row: row | {"same_text_as": copies.get(row["article_id"], "")})
        aside.rewrite("officials", people.official)
        aside.rewrite("amounts", people.speaker)
        aside.rewrite("deals", lambda row: years.deal(events.deal(people.speaker(row))))
        aside.rewrite("flows", years.flow)
    _flatten(folder)
    if overrides:
        write_atomic(kept, [overrides.read_bytes()])
        for unknown in sorted(overruled.ids - known):
            warnings.warn(f"the list of people speaks of {unknown}, whom no article names", stacklevel=2)


def _flatten(folder: Path) -> None:
    """Write the flat table of a folder whose other tables are linked."""
    from pipeline.link.trade import trade_rows  # noqa: PLC0415 (start-up: it reads sentences)

    with Aside(folder, [FLAT]) as aside:
        aside.write(FLAT, trade_rows(folder))


@dataclass(frozen=True, slots=True)
class _Renamed:
    """The people, and the ids that change in the other tables."""

    people: People
    former: Former
    ids: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Article, its official_id and the name_id -> the person's id without a former run, where they differ."""
    speakers: dict[tuple[str, str], str] = field(default_factory=dict)
    """Article and its official_id -> the person's id, where they differ; known once officials are written."""

    def add(self, row: Row, official_id: str) -> None:
        """Note that a row of officials.csv belongs to a person."""
        if row["official_id"] != official_id:
            self.ids[row["article_id"], row["official_id"], _name_id(row)] = official_id

    def person(self, person: LinkedPerson) -> Row:
        """Return the row of a person."""
        return person_row(person) | {"official_id": self.former.now(person.official_id)}

    def official(self, row: Row) -> Row:
        """Return a row of officials.csv with the person's id."""
        key = row["article_id"], row["official_id"], _name_id(row)
        official_id = self.former.now(self.ids.get(key, row["official_id"]))
        if official_id != row["official_id"]:
            self.speakers.setdefault(key[:2], official_id)
        return row | {"official_id": official_id}

    def speaker(self, row: Row) -> Row:
        """Return a row of another table with the speaker's id."""
        key = row["article_id"], row["speaker"]
        return row | {"speaker": self.speakers.get(key, row["speaker"])}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The events, and which of them a deal tells of."""

    events: Events
    former: Former
    ids: dict[str, str] = field(default_factory=dict)
    """deal_id -> event_id without a former run."""

    def event(self, event: Event) -> Row:
        """Return the row of an event."""
        now = self.former.now
        return event_row(event) | {"event_id": now(event.event_id), "maybe_same_as": now(event.maybe_same_as)}

    def deal(self, row: Row) -> Row:
        """Return a row of deals.csv with its event."""
        return row | {"event_id": self.former.now(self.ids[row["deal_id"]])}


def _people(
    folder: Path, published: Mapping[str, str], overrides: Overrides, former: Former
) -> tuple[_Renamed, set[str]]:
    """Return the people, and the ids of all persons that are named."""
    renamed = _Renamed(People(overrides), former)
    known: set[str] = set()
    for article_id, grouped in groupby(records(folder, "officials"), key=lambda row: row["article_id"]):
        found = list(grouped)
        here: dict[str, str] = {}
        for name, same in _by_name(found).items():
            known.add(name)
            here[name] = renamed.people.find([_holder(row, published.get(article_id, "")) for row in same]).official_id
            for row in same:
                renamed.add(row, here[name])
        former.see(article_id, found, (here[_name_id(row)] for row in found))
    former.assign_ids(person.official_id for person in renamed.people.persons)
    return renamed, known


def _by_name(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows of one article by name and province, in reading order."""
    result: dict[str, list[Row]] = {}
    for row in found:
        result.setdefault(_name_id(row), []).append(row)
    return result


def _name_id(row: Row) -> str:
    return person_id(row["name"], row["province"])


def _holder(row: Row, published: str) -> Holder:
    office = HeldOffice(row["title"], row["role"], row["agency"], row["province"], row["regency"])
    return Holder(_name_id(row), row["name"], office, published)


def _events(folder: Path, published: Mapping[str, str], copies: Mapping[str, str], former: Former) -> _Gathered:
    gathered = _Gathered(Events(), former)
    for article_id, grouped in groupby(records(folder, "deals"), key=lambda row: row["article_id"]):
        found = list(grouped)
        for row in found:
            deal = report(row, published.get(article_id, ""), copies.get(article_id, article_id))
            gathered.ids[row["deal_id"]] = gathered.events.find(deal).event_id
        former.see(article_id, found, (gathered.ids[row["deal_id"]] for row in found))
    former.assign_ids(event.event_id for event in gathered.events.events)
    return gathered
