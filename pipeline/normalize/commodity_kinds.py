"""What a general word for goods stands for: the only kind of it that the article names (`cabai rawit ... cabai`)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.lexicon import load

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

REACH_MENTIONS = 200
"""Mentions on either side among which another kind is looked for."""


def resolve(mention: Mention, context: Context) -> str | None:
    """Return the kind that a general word stands for, None where it stands for itself.

    The body names the kind before it uses the word alone; the headline may use it before. Where the word alone comes
    first, it stands for the kind only if it isn't the more frequent of the two.
    """
    general = mention.parts["commodity"]
    if general not in _generals():
        return None
    near = _near(mention, context)
    others = {each.parts["commodity"] for each in near} - {general}
    if not any(general in _line(other) for other in others):
        return None
    word = mention.text.lower().removesuffix(mention.parts.get("tail", "")).rstrip()
    title = len(context.article.title or "")
    family = [each for each in near if general in _line(each.parts["commodity"]) and each.text.lower().startswith(word)]
    named = [each.parts["commodity"] for each in family]
    kinds = set(named) - {general}
    told = next((each for each in family if each.start >= title), None)
    if len(kinds) != 1 or told is None:
        return None
    if told.parts["commodity"] == general:
        return kinds.pop() if 2 * named.count(general) <= len(named) else None
    return kinds.pop() if told.start < mention.start or mention.start < title else None


def _near(mention: Mention, context: Context) -> tuple[Mention, ...]:
    mentions = context.mentions["commodities"]
    index = bisect_left(mentions, mention.start, key=attrgetter("start"))
    return mentions[max(0, index - REACH_MENTIONS) : index + REACH_MENTIONS]


@cache
def _generals() -> frozenset[str]:
    return frozenset(_parents().values())


@cache
def _line(commodity: str) -> tuple[str, ...]:
    """Return an entry of the code list and those it is a kind of."""
    line = [commodity]
    while parent := _parents()[line[-1]]:
        line.append(parent)
    return tuple(line)


@cache
def _parents() -> dict[str, str]:
    return {row["commodity"]: row["parent"] for row in load("commodities")}
