"""Codes of words as features: verbs by sense and voice, triggers by meaning, nouns and function words by class."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load
from pipeline.relate.places import NEAREST
from pipeline.relate.triggers import LISTS
from pipeline.relate.wordclasses import VOICES, senses

if TYPE_CHECKING:
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

ROLES = ("subject", *NEAREST, "aside", "speech", "official", "dateline")
ROLE = {role: float(code) for code, role in enumerate(ROLES)}
"""Role of a place -> its code."""

ABSENT_CODE = -1.0
"""Code of a word that is not there."""

HEAD_REACH_WORDS = 5
"""Words read back from a mention for the noun that it belongs to."""

BOUNDARY = frozenset({",", ".", ";", "<G>", "<P>"})
"""Symbols that a noun phrase does not cross."""


@cache
def _codes(part: str) -> dict[str, int]:
    return {sense: code for code, sense in enumerate(senses(part))}


@cache
def _meanings(name: str) -> dict[tuple[str, ...], int]:
    """Return a code for each meaning of a trigger list, in the order of the words."""
    lexicon, _, columns = LISTS[name]
    found = sorted({tuple(row[column] for column in columns) for row in load(lexicon)})
    return {meaning: code for code, meaning in enumerate(found)}


def verb(discourse: Discourse, word: int | None) -> float:
    """Return the code of a verb of trade."""
    each = None if word is None else discourse.classes[word]
    return ABSENT_CODE if each is None else float(_codes("verb")[each.sense] * len(VOICES) + VOICES.index(each.voice))


def trigger(anchor: Anchor | None) -> float:
    """Return the code of what a trigger means."""
    return ABSENT_CODE if anchor is None else float(_meanings(anchor.key)[anchor.fact.meaning])


def beside(discourse: Discourse, word: int) -> float:
    """Return the code of a word right beside a mention: function words first, then nouns, then verbs."""
    each = discourse.classes[word] if 0 <= word < len(discourse.classes) else None
    if each is None:
        return ABSENT_CODE
    base = {"function": 0.0, "noun": 50.0, "verb": 100.0}[each.part]
    return base + (0.0 if each.part == "verb" else float(_codes(each.part)[each.sense]))


class Beside(NamedTuple):
    """What governs a mention in its sentence."""

    verbs: tuple[int | None, int | None]
    """Verbs of trade nearest before and behind it."""
    triggers: tuple[Anchor | None, Anchor | None]
    """Flow triggers before (or at) and behind it."""
    head: str
    """As `head`."""


def governing(discourse: Discourse, anchor: Anchor) -> Beside:
    """Return what governs a mention, found once."""
    return discourse.kept(("beside", anchor.sentence, anchor.first), lambda _: _governing(discourse, anchor))  # type: ignore[no-any-return]


def _governing(discourse: Discourse, anchor: Anchor) -> Beside:
    place = anchor.sentence, anchor.first
    return Beside(discourse.verbs_beside(*place), discourse.triggers_beside(*place, "flow"), head(discourse, anchor))


def head(discourse: Discourse, anchor: Anchor) -> str:
    """Return the class of the noun that a mention belongs to (`petani Jember`: producer), empty where there is none."""
    first, _ = discourse.ranges[anchor.sentence]
    for word in range(anchor.first - 1, max(first - 1, anchor.first - 1 - HEAD_REACH_WORDS), -1):
        each = discourse.classes[word]
        if each and each.part == "noun":
            return each.sense
        if (each and each.part == "verb") or discourse.symbols[word] in BOUNDARY:
            return ""
    return ""


def governed(discourse: Discourse, anchor: Anchor, found: Beside) -> tuple[float, ...]:
    """Return code and distance of the verbs of trade before and behind a mention, and the code of its noun."""
    before, behind = found.verbs
    return (
        verb(discourse, before),
        ABSENT_CODE if before is None else float(anchor.first - before),
        verb(discourse, behind),
        ABSENT_CODE if behind is None else float(behind - anchor.first),
        float(_codes("noun")[found.head]) if found.head else ABSENT_CODE,
    )


def flows_beside(anchor: Anchor, found: Beside) -> tuple[float, float, float, float]:
    """Return code and distance of the flow trigger before a mention, and of the one behind it."""
    return _told(anchor, *found.triggers)


def triggers_beside(discourse: Discourse, anchor: Anchor, name: str) -> tuple[float, float, float, float]:
    """Return code and distance of the trigger of one kind before a mention, and of the one behind it."""
    return _told(anchor, *discourse.triggers_beside(anchor.sentence, anchor.first, name))


def _told(anchor: Anchor, before: Anchor | None, behind: Anchor | None) -> tuple[float, float, float, float]:
    return (
        trigger(before),
        ABSENT_CODE if before is None else float(anchor.first - before.first),
        trigger(behind),
        ABSENT_CODE if behind is None else float(behind.first - anchor.first),
    )
