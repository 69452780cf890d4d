"""Firms that a province owns stand for it where the text names it too: `sapi Lampung dikirim ke Dharma Jaya`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.model import Fact, Mention
from pipeline.values import Province

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.triggers import Trigger

KIND = "firm"
"""Level and basis of a place that is such a firm."""


def with_firms(provinces: Sequence[Fact[Province]], firms: Sequence[Trigger]) -> list[Fact[Province]]:
    """Return the provinces of an article and the firms of those among them, in reading order.

    A firm alone tells of no province: what deals and flows name has a row of its own among the provinces.
    """
    named = {fact.value.province for fact in provinces}
    starts = [fact.start for fact in provinces]

    def is_free(firm: Trigger) -> bool:
        before = bisect_left(starts, firm.stop)
        return before == 0 or provinces[before - 1].stop <= firm.start

    owned = (_fact(firm) for firm in firms if firm.meaning[0] in named and is_free(firm))
    return sorted((*provinces, *owned), key=lambda fact: fact.start)


def _fact(firm: Trigger) -> Fact[Province]:
    (province,) = firm.meaning
    mention = Mention("provinces", firm.start, firm.stop, firm.text, KIND)
    return Fact(mention, Province(province, None, firm.text, KIND, KIND))
