"""Goods listed with a good, on either side of it (`semen, pupuk, dan kendaraan`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.lexicon.patterns import either
from pipeline.normalize.commodity_cues import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Context, Mention

GAP_CHARS = 40
"""Characters between two goods of an enumeration, at most."""

LISTED_GOODS = 6
"""Neighbours of an enumeration looked at on either side."""


def listed(mention: Mention, context: Context) -> tuple[Iterator[Mention], Iterator[Mention]]:
    """Return the goods listed with the mention, nearest first, to the left and to the right."""
    mentions = context.mentions["commodities"]
    place = index(mention, context)
    left = _chain(mentions[max(0, place - LISTED_GOODS) : place + 1][::-1], context)
    return left, _chain(mentions[place : place + 1 + LISTED_GOODS], context)


def _chain(mentions: tuple[Mention, ...], context: Context) -> Iterator[Mention]:
    for one, other in pairwise(mentions):
        left, right = min(one.stop, other.stop), max(one.start, other.start)
        if right - left > GAP_CHARS or not _between().fullmatch(context.text, left, right):
            return
        yield other


def index(mention: Mention, context: Context) -> int:
    """Return the place of a mention among the goods of its article."""
    return bisect_left(context.mentions["commodities"], mention.start, key=attrgetter("start"))


@cache
def _between() -> re.Pattern[str]:
    """Return the pattern of what stands between two goods of an enumeration.

    A qualifying word or two, then a comma or a conjunction, then a number.
    """
    joint, too, counted = (either(cues(use)) for use in ("joint", "joint_too", "counted_by"))
    return re.compile(
        rf"\)?(?:\s+[\w.-]+){{0,2}}(?:\s*[,/&]|\s+(?:{joint})\b)(?:\s+(?:{too})\b)?\s*"
        rf"(?:\d[\d.]*\s+(?:(?:{counted})\s+){{0,2}})?"
    )
