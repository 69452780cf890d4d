"""What `kedua provinsi` and `daerah itu` point back to: the places in play before them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.model import Rejected

if TYPE_CHECKING:
    from pipeline.model import Context, Fact, Mention

REACH = 40
"""Earlier facts looked at."""


def resolve(mention: Mention, context: Context) -> Any | Rejected:
    """Return the value of the earlier fact that a reference stands for.

    The nearest sentence before it that names as many provinces as are meant decides; for two, otherwise those named
    clearly more often than any third.
    """
    facts = [fact for fact in context.facts["provinces"][-REACH:] if fact.mention.rule not in {"dateline", "reference"}]
    if mention.parts["which"] == "only":
        return _one(facts, context)
    pair = _pair(facts, context)
    if not pair:
        return Rejected("not exactly two provinces in play")
    return pair[0 if mention.parts["which"] == "first" else 1].value


def _one(facts: list[Fact[Any]], context: Context) -> Any | Rejected:
    """Return the value of the only province of the nearest sentence that names any."""
    for sentence in _sentences(facts, context):
        alone = len(_distinct(sentence)) == 1
        return sentence[-1].value if alone else Rejected("not exactly one province in the nearest sentence")
    return Rejected("no place named before")


def _pair(facts: list[Fact[Any]], context: Context) -> list[Fact[Any]]:
    """Return a fact for each of the two provinces in play, in reading order; nothing when they are not clear."""
    for sentence in _sentences(facts, context)[:2]:
        regions = _distinct(sentence)
        if len(regions) == 2:  # noqa: PLR2004 - a pair
            return regions
    counts = Counter(fact.value.province for fact in facts)
    ranked = [*counts.most_common(3), ("", 0), ("", 0), ("", 0)]
    if not ranked[1][1] > ranked[2][1]:
        return []
    chosen = {province for province, _ in ranked[:2]}
    return [fact for fact in _distinct(facts) if fact.value.province in chosen]


def _distinct(facts: list[Fact[Any]]) -> list[Fact[Any]]:
    """Return the first fact of each province, in reading order."""
    return list({fact.value.province: fact for fact in reversed(facts)}.values())[::-1]


def _sentences(facts: list[Fact[Any]], context: Context) -> list[list[Fact[Any]]]:
    """Return the facts by sentence, the nearest sentence first."""
    groups = groupby(reversed(facts), key=lambda fact: context.sentence(fact.start))
    return [list(group)[::-1] for _, group in groups]
