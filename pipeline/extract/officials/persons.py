"""Who is who in one document: titled mentions of one person joined, and later mentions by a part of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.officials.names import PARTICLE, given_names, name_stopwords, part_of_name, site_words
from pipeline.extract.officials.organisations import heads, places
from pipeline.extract.rule import Rule
from pipeline.lexicon import load
from pipeline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.officials.words import TokenSequence
    from pipeline.language import Document

KIND = "officials"


SHORTEST_LETTERS = 3
"""Letters of a word that may stand for a person alone."""
MOST_PERSONS = 50
"""Persons looked at for a headline, and persons that share one word, at most."""
HEAD_WORDS = 4
"""Words of a title's head, at most."""


@dataclass(eq=False)
class Person:
    """One person of a document."""

    words: set[str]
    """All words of the name, nicknames included."""
    anchor: Mention
    """The mention that gives name and office in full."""
    mentions: list[Mention] = field(default_factory=list)


@cache
def nicknames() -> dict[str, str]:
    """Return the press's nicknames and the names they stand for."""
    return {row["nickname"]: row["name"] for row in load("nicknames")}


@cache
def honorifics() -> frozenset[str]:
    """Return what may precede a name of one word: Pak, H, Irjen."""
    return frozenset(row["form"] for row in load("name_affixes") if row["position"] == "prefix")


def resolve_people(document: Document, named: list[Mention], headline: int) -> list[Mention]:
    """Return the titled mentions with `person` and `anchor`: by what name, and where, a person is named in full.

    In a headline in capitals a name runs into what follows: only what the article repeats counts there, or a known
    first name.
    """
    below = [mention for mention in named if mention.start >= headline]
    persons = _persons(below)[:MOST_PERSONS]
    above = [_repeated(document, mention, persons) for mention in named if mention.start < headline]
    return [
        _with(mention, person) for person in _persons([*filter(None, above), *below]) for mention in person.mentions
    ]


def _repeated(document: Document, mention: Mention, persons: list[Person]) -> Mention | None:
    """Return a headline's mention with its name cut to what a known person is called, None when it is no name."""
    ends = [match.end() for match in re.finditer(r"\S+", mention.parts["name"])]
    for end in reversed(ends):
        part = set(mention.parts["name"][:end].split())
        if any(part <= person.words for person in persons):
            return _cut(document, mention, end)
    return mention if mention.parts["name"].split()[0] in given_names() else None


def _cut(document: Document, mention: Mention, length: int) -> Mention:
    """Return a mention with its name cut to that many characters; only a name at the end can be cut."""
    begin, stop = mention.spans["name"]
    end = begin + length
    if mention.rule != "title_name" or end >= stop:
        return mention
    parts, spans = mention.parts | {"name": mention.parts["name"][:length]}, mention.spans | {"name": (begin, end)}
    return replace(mention, stop=end, text=document.quote(mention.start, end), parts=parts, spans=spans)


def later_mentions(document: Document, words: TokenSequence, named: list[Mention]) -> list[Mention]:
    """Return the mentions of known persons by a part of the name, outside the titled ones."""
    owners = _owners(_persons(named))
    spans = sorted((mention.start, mention.stop) for mention in named)
    found, span = [], 0
    for first, last, person in _runs(words, owners):
        start, stop = words.starts[first], words.stops[last - 1]
        while span < len(spans) and spans[span][1] <= start:
            span += 1
        inside = span < len(spans) and spans[span][0] < stop
        if not inside and _stands_alone(words, first, last):
            text = document.quote(start, stop)
            found.append(_with(Mention(KIND, start, stop, text, LATER.name, {"name": text}), person))
    return found


LATER = Rule("later_mention", later_mentions)
"""A part of a name that was given in full with its office."""


def _owners(persons: list[Person]) -> dict[str, list[Person]]:
    """Return by word the persons whose name holds it."""
    owners: dict[str, list[Person]] = {}
    for person in persons:
        for word in person.words:
            if len(word) >= SHORTEST_LETTERS and word not in name_stopwords():
                owners.setdefault(word, []).append(person)
    return {word: shared for word, shared in owners.items() if len(shared) < MOST_PERSONS}


def _runs(words: TokenSequence, owners: dict[str, list[Person]]) -> Iterator[tuple[int, int, Person]]:
    """Yield the stretches of name words that only one person owns, each word once."""
    behind = 0
    for first in words.among(owners):
        if first < behind:
            continue
        shared, behind, seen = owners[words[first]], first + 1, {words[first]}
        while words.near(behind) and words[behind] not in seen:
            narrower = [person for person in shared if words[behind] in person.words]
            if not narrower:
                break
            shared, seen, behind = narrower, seen | {words[behind]}, behind + 1
        if len(shared) == 1:
            yield first, behind, shared[0]


def _stands_alone(words: TokenSequence, first: int, last: int) -> bool:
    """Tell whether a run of name words is no part of another name, place or body."""
    before, after = words[first - 1], words[last]
    if words.near(last) and (part_of_name(after) or (PARTICLE.fullmatch(after) and part_of_name(words[last + 1]))):
        return False
    if last - first == 1 and (places().find(words, first) or words[first].islower()):
        return False
    if not words.near(first) or not before[:1].isupper():
        return True
    if before in site_words():
        return False
    return before in name_stopwords() or before in honorifics() or _is_head(words, first - 1)


def _is_head(words: TokenSequence, last: int) -> bool:
    """Tell whether a head of a title ends with a word."""
    return any((found := heads().find(words, last - back)) and found.length == back + 1 for back in range(HEAD_WORDS))


def _persons(named: list[Mention]) -> list[Person]:
    """Return the persons of a document; a name that is part of a longer one is that person's."""
    persons: list[Person] = []
    by_word: dict[str, dict[int, Person]] = {}
    for mention in sorted(named, key=lambda item: -len(_words(item))):
        names = _words(mention)
        person = _same(mention, names, by_word)
        if person is None:
            person = Person(set(names), mention)
            persons.append(person)
        elif _weight(mention) > _weight(person.anchor):
            person.anchor = mention
        person.words |= names
        person.mentions.append(mention)
        for word in names:
            by_word.setdefault(word, {})[id(person)] = person
    return persons


def _same(mention: Mention, names: frozenset[str], by_word: dict[str, dict[int, Person]]) -> Person | None:
    """Return the person a mention names, one with a like title first."""
    sharing = list(by_word.get(max(sorted(names), key=len), {}).values())[:MOST_PERSONS]
    same = [person for person in sharing if names <= person.words]
    like = (person for person in same if person.anchor.parts["head"] == mention.parts["head"])
    return next(like, same[0] if same else None)


def _words(mention: Mention) -> frozenset[str]:
    name = mention.parts["name"]
    full = f"{name} {nicknames().get(name, '')} {mention.parts.get('nickname', '')}"
    return frozenset(full.replace(".", " ").split())


def _weight(mention: Mention) -> tuple[int, bool, int]:
    """Return how fully a mention names its person: words of the name, region, words of the title."""
    parts = mention.parts
    return len(parts["name"].split()), "region" in parts, len(parts["title"].split())


def _with(mention: Mention, person: Person) -> Mention:
    anchor = person.anchor
    parts, spans = (
        mention.parts | {"person": anchor.parts["name"]},
        mention.spans | {"anchor": (anchor.start, anchor.stop)},
    )
    return replace(mention, parts=parts, spans=spans)
