"""Codes of words as features: verbs by sense and voice, triggers by meaning, nouns and function words by class."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.lexicon import load
from pipeline.relate.places import NEAREST
from pipeline.relate.triggers import LISTS
from pipeline.relate.wordclasses import VOICES, class_numbers, senses

if TYPE_CHECKING:
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

ROLES = ("subject", *NEAREST, "aside", "speech", "official", "dateline")
ROLE = {role: float(code) for code, role in enumerate(ROLES)}
"""Role of a place -> its code."""

ABSENT_CODE = -1.0
"""Code of a word that is not there."""


@cache
def _codes(part: str) -> dict[str, int]:
    return {sense: code for code, sense in enumerate(senses(part))}


@cache
def _meanings(name: str) -> dict[tuple[str, ...], int]:
    """Return a code for each meaning of a trigger list, in the order of the words."""
    lexicon, _, columns = LISTS[name]
    found = sorted({tuple(row[column] for column in columns) for row in load(lexicon)})
    return {meaning: code for code, meaning in enumerate(found)}


@cache
def class_codes() -> Floats:
    """Return the codes of each class of words by its number: as a verb, as a noun, as a word right beside a mention.

    Of these function words come first, then nouns, then verbs.
    """
    rows = np.full((len(class_numbers()), 3), ABSENT_CODE)
    for each, row in zip(class_numbers(), rows, strict=True):
        if each and each.part == "verb":
            row[:] = _codes("verb")[each.sense] * len(VOICES) + VOICES.index(each.voice), ABSENT_CODE, 100.0
        elif each:
            code = _codes(each.part)[each.sense]
            row[1:] = (code, 50.0 + code) if each.part == "noun" else (ABSENT_CODE, code)
    return rows


def trigger(anchor: Anchor | None) -> float:
    """Return the code of what a trigger means."""
    return ABSENT_CODE if anchor is None else float(_meanings(anchor.key)[anchor.fact.meaning])


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
