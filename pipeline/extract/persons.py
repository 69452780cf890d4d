"""Who is who on one page: titled mentions of one person joined, and later mentions by a part of the name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.names import PARTICLE, not_names, part_of_name, prefixes
from pipeline.extract.offices import heads, places, stops
from pipeline.extract.words import Words
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from pipeline.language import Page

SHORTEST = 3
"""Letters of a word that may stand for a person alone."""


@dataclass(eq=False)
class Person:
    """One person of a page."""

    words: set[str]
    """All words of the name, nicknames included."""
    anchor: Mention
    """The mention that gives name and office in full."""
    mentions: list[Mention] = field(default_factory=list)


@cache
def nicknames() -> dict[str, str]:
    """Return the press's nicknames and the names they stand for."""
    return {row["nickname"]: row["name"] for row in load("nicknames")}


def refer(named: list[Mention]) -> list[Mention]:
    """Return the titled mentions with `anchor` and `person` set: where, and by what name, the person is named in full."""
    return [_with(mention, person) for person in _persons(named) for mention in person.mentions]


def later_mentions(page: Page, words: Words, named: list[Mention]) -> list[Mention]:
    """Return the mentions of known persons by a part of the name, outside the titled ones."""
    index: dict[str, list[Person]] = {}
    for person in _persons(named):
        for word in person.words:
            if len(word) >= SHORTEST and word not in not_names():
                index.setdefault(word, []).append(person)
    spans = sorted((mention.start, mention.stop) for mention in named)
    found, at, span = [], 0, 0
    while at < len(words):
        owners = index.get(words[at], [])
        while span < len(spans) and spans[span][1] <= words.starts[at]:
            span += 1
        if not owners or (span < len(spans) and spans[span][0] <= words.starts[at]):
            at += 1
            continue
        last = at + 1
        while words.near(last) and words[last] in index and any(words[last] in owner.words for owner in owners):
            owners = [owner for owner in owners if words[last] in owner.words]
            last += 1
        if len(owners) == 1 and _stands_alone(words, at, last):
            start, stop = words.starts[at], words.stops[last - 1]
            mention = Mention(
                "officials", start, stop, page.quote(start, stop), "later_mention", {"name": page.quote(start, stop)}
            )
            found.append(_with(mention, owners[0]))
        at = last
    return found


def _stands_alone(words: Words, first: int, last: int) -> bool:
    """Tell whether a run of name words is no part of another name, place or body."""
    before, after = words[first - 1], words[last]
    if words.near(last) and (part_of_name(after) or PARTICLE.fullmatch(after) and part_of_name(words[last + 1])):
        return False
    if places().find(words, first) and last - first == 1:
        return False
    if not words.near(first) or not before[:1].isupper():
        return True
    return before in not_names() or before in HONORIFIC() or _is_head(words, first - 1)


def HONORIFIC() -> frozenset[str]:
    return frozenset(row["form"] for row in load("name_affixes") if row["position"] == "prefix")


def _is_head(words: Words, index: int) -> bool:
    return any((found := heads().find(words, index - back)) and found.length == back + 1 for back in range(4))


def _persons(named: list[Mention]) -> list[Person]:
    """Return the persons of a page, in the order of their first mention."""
    persons: list[Person] = []
    by_word: dict[str, dict[int, Person]] = {}
    for mention in sorted(named, key=lambda item: -len(_words(item))):
        names = _words(mention)
        same = [person for person in by_word.get(_longest(names), {}).values() if names <= person.words]
        person = next(
            (item for item in same if item.anchor.parts["head"] == mention.parts["head"]), same[0] if same else None
        )
        if person is None:
            person = Person(set(names), mention)
            persons.append(person)
        elif _weight(mention, person.anchor) > _weight(person.anchor, person.anchor):
            person.anchor = mention
        person.words |= names
        person.mentions.append(mention)
        for word in names:
            by_word.setdefault(word, {})[id(person)] = person
    return persons


def _longest(names: frozenset[str]) -> str:
    return max(sorted(names), key=len)


def _words(mention: Mention) -> frozenset[str]:
    name = mention.parts["name"]
    full = f"{name} {nicknames().get(name, '')} {mention.parts.get('nickname', '')}"
    return frozenset(word for word in full.replace(".", " ").split() if word)


def _weight(mention: Mention, current: Mention) -> tuple[int, int, int, int]:
    """Return how fully a mention names its person: words of the name, words of the title, region, and the earlier one."""
    parts = mention.parts
    return (len(parts["name"].split()), "region" in parts, len(parts["title"].split()), mention is current)


def _with(mention: Mention, person: Person) -> Mention:
    parts = mention.parts | {"person": person.anchor.parts["name"], "anchor": str(person.anchor.start)}
    return Mention(mention.kind, mention.start, mention.stop, mention.text, mention.rule, parts)
