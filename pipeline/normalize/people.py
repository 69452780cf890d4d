"""Who is meant: the titled mentions of one person joined, and each part of a name given to the person who bears it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Mention

MOST_PERSONS = 50
"""Persons that share one word, at most; no more are looked at."""


@dataclass(eq=False, slots=True)
class Person:
    """One person of a document."""

    words: frozenset[str]
    """All words of the name, nicknames included."""
    anchor: Mention
    """The mention that gives name and office in full."""


def resolve_people(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Return, by the start of a mention of an official, the mention that names its person in full.

    A mention that may be of several persons, or that nobody named with an office bears, is left out.
    """
    mentions = list(mentions)
    people, by_word = {}, dict[str, list[Person]]()
    for mention in sorted(filter(_is_titled, mentions), key=lambda item: -len(_words(item))):
        people[mention.start] = _person(mention, by_word)
    for mention in mentions:
        bearers = [] if _is_titled(mention) else _bearers(_words(mention), by_word)
        if len(bearers) == 1:
            people[mention.start] = bearers[0]
    return {start: person.anchor for start, person in people.items()}


def _is_titled(mention: Mention) -> bool:
    return "head" in mention.parts


def _words(mention: Mention) -> frozenset[str]:
    return frozenset(mention.parts["name_words"].split())


def _person(mention: Mention, by_word: dict[str, list[Person]]) -> Person:
    """Return the person a titled mention names, one with a like title first, else a new one.

    Longer names come first: a name that is part of a longer one is that person's.
    """
    words = _words(mention)
    same = _bearers(words, by_word)
    like = (person for person in same if person.anchor.parts["head"] == mention.parts["head"])
    person = next(like, same[0] if same else None)
    if person is None:
        person = Person(words, mention)
        for word in words:
            by_word.setdefault(word, []).append(person)
    elif _fullness(mention) > _fullness(person.anchor):
        person.anchor = mention
    return person


def _bearers(words: frozenset[str], by_word: dict[str, list[Person]]) -> list[Person]:
    """Return the persons whose name holds all words."""
    sharing = by_word.get(max(sorted(words), key=len), [])[:MOST_PERSONS]
    return [person for person in sharing if words <= person.words]


def _fullness(mention: Mention) -> tuple[int, bool, int]:
    """Return how fully a mention names its person: words of the name, region, words of the title."""
    parts = mention.parts
    return len(parts["name"].split()), "region" in parts, len(parts["title"].split())
