"""The tables of one outputs folder, linked: people.csv and events.csv made, the ids of the other tables filled in."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.link.copies import repeated
from pipeline.link.event_rows import event_row
from pipeline.link.events import Events
from pipeline.link.overrides import Overrides, read_overrides
from pipeline.link.people import People, name_id
from pipeline.link.people_rows import person_row
from pipeline.link.persons import Holder, Office
from pipeline.link.tellings import telling
from pipeline.link.years import Years
from pipeline.load import load
from pipeline.write import Aside, records, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.write import Row


MAKES = ("people", "events")

LISTED = "same_as.csv"
"""The user's own list in an outputs folder: once given, it holds for all later runs."""


def link(folder: Path, overrides: Path | None = None, *, home: Path | None = None) -> None:
    """Link the articles of an outputs folder: who is one person, what repeats a text, which deals are one event.

    Writes people and events, fills `same_text_as` of articles, `event_id` of deals, the years of deals and flows, and
    gives every person one `official_id` in officials, amounts and deals; all of it or nothing. May be repeated, also
    when later articles stand behind the earlier ones: these keep their ids. `overrides` is a CSV
    `kind,left,right,note`, kept in the folder and used again until another one is given; `home` is the folder that
    keeps it, where that is another one. Warns (UserWarning) of ids in a new list that no article has.
    Raises TablesError when the folder does not hold our tables, OverridesError for a list that can't be used.
    """
    kept = (home or folder) / LISTED
    listed = read_overrides(overrides or (kept if kept.exists() else None))
    texts = load(folder).texts
    published = {row["article_id"]: row["published"] for row in records(folder, "articles")}
    copies = repeated(texts, published)
    people, known = _people(folder, published, listed)
    events, event_ids = _events(folder, published, copies)
    event_rows = [event_row(event) for event in events.events]
    years = Years(event_rows, published)
    with Aside(folder, MAKES) as aside:
        aside.write("people", map(person_row, people.people.persons))
        aside.write("events", event_rows)
        aside.rewrite("articles", lambda row: row | {"same_text_as": copies.get(row["article_id"], "")})
        aside.rewrite("officials", people.official)
        aside.rewrite("amounts", people.speaker)
        aside.rewrite("deals", lambda row: years.deal(people.speaker(row) | {"event_id": event_ids[row["deal_id"]]}))
        aside.rewrite("flows", years.flow)
    if overrides:
        write_whole(kept, [overrides.read_bytes()])
        for unknown in sorted(listed.ids - known):
            warnings.warn(f"the list of people speaks of {unknown}, whom no article names", stacklevel=2)


@dataclass(frozen=True, slots=True)
class _Renamed:
    """The people, and the ids that change in the other tables."""

    people: People
    ids: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Article, its official_id and the name_id -> the person's id, where they differ."""
    speakers: dict[tuple[str, str], str] = field(default_factory=dict)
    """Article and its official_id -> the person's id, where they differ."""

    def add(self, row: Row, official_id: str) -> None:
        """Note that a row of officials.csv belongs to a person."""
        if row["official_id"] != official_id:
            self.ids[row["article_id"], row["official_id"], _name_id(row)] = official_id
            self.speakers.setdefault((row["article_id"], row["official_id"]), official_id)

    def official(self, row: Row) -> Row:
        """Return a row of officials.csv with the person's id."""
        key = row["article_id"], row["official_id"], _name_id(row)
        return row | {"official_id": self.ids.get(key, row["official_id"])}

    def speaker(self, row: Row) -> Row:
        """Return a row of another table with the speaker's id."""
        key = row["article_id"], row["speaker"]
        return row | {"speaker": self.speakers.get(key, row["speaker"])}


def _people(folder: Path, published: Mapping[str, str], overrides: Overrides) -> tuple[_Renamed, set[str]]:
    """Return the people, and the ids of all persons that are named."""
    renamed = _Renamed(People(overrides))
    known: set[str] = set()
    for article_id, found in groupby(records(folder, "officials"), key=lambda row: row["article_id"]):
        for same in _by_name(found).values():
            known.add(_name_id(same[0]))
            person = renamed.people.find([_holder(row, published.get(article_id, "")) for row in same])
            for row in same:
                renamed.add(row, person.official_id)
    return renamed, known


def _by_name(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows of one article by name and province, in reading order."""
    result: dict[str, list[Row]] = {}
    for row in found:
        result.setdefault(_name_id(row), []).append(row)
    return result


def _name_id(row: Row) -> str:
    return name_id(row["name"], row["province"])


def _holder(row: Row, published: str) -> Holder:
    office = Office(row["title"], row["role"], row["agency"], row["province"], row["regency"])
    return Holder(_name_id(row), row["name"], office, published)


def _events(folder: Path, published: Mapping[str, str], copies: Mapping[str, str]) -> tuple[Events, dict[str, str]]:
    events = Events()
    event_ids = {}
    for row in records(folder, "deals"):
        article_id = row["article_id"]
        deal = telling(row, published.get(article_id, ""), copies.get(article_id, article_id))
        event_ids[row["deal_id"]] = events.find(deal).event_id
    return events, event_ids
