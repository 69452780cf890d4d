"""Firms that a province owns stand for it where the text names it too: `sapi Lampung dikirim ke Dharma Jaya`."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from pipeline.language import Phrases
from pipeline.lexicon import load
from pipeline.model import Fact, Mention
from pipeline.values import Province

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.language import Document

KIND = "firm"
"""Level and basis of a place that is such a firm."""


def with_firms(document: Document, provinces: Sequence[Fact[Province]]) -> list[Fact[Province]]:
    """Return the provinces of an article and the firms of those among them, in reading order.

    A firm alone tells of no province: what deals and flows name has a row of its own among the provinces.
    """
    named = {fact.value.province for fact in provinces}
    starts = [fact.start for fact in provinces]
    owned = []
    for hit in _firms().find(document):
        before = bisect_left(starts, hit.stop)
        is_free = before == 0 or provinces[before - 1].stop <= hit.start
        if is_free and hit.keys[0] in named:
            owned.append(_fact(hit.keys[0], hit.start, hit.stop, document.quote(hit.start, hit.stop)))
    return sorted((*provinces, *owned), key=lambda fact: fact.start)


@cache
def _firms() -> Phrases:
    """Return the names of firms by province, which are compared letter by letter."""
    return Phrases((row["province"], row["firm"], True) for row in load("regional_firms"))


def _fact(province: str, start: int, stop: int, name: str) -> Fact[Province]:
    return Fact(Mention("provinces", start, stop, name, KIND), Province(province, None, name, KIND, KIND))
