"""A quantity among the goods of its article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Context, Fact, Mention
    from pipeline.values import Commodity

NEAR_CHARS = 60
"""Characters between a quantity and its good, at most."""
SEEN_GOODS = 40
"""Goods before a quantity that its text speaks of, at most."""
TOUCH = re.compile(r"\s?[(:]?\s?(?:(?:sebanyak|sebesar|seberat|mencapai|sekitar|total)\s)?")
"""What stands between a good and a quantity of its own."""


@dataclass(frozen=True)
class Surroundings:
    """A quantity among the goods of its article."""

    mention: Mention
    measure: str
    """Its unit."""
    context: Context

    @cached_property
    def goods(self) -> Sequence[Fact[Commodity]]:
        """All goods of the article."""
        return self.context["commodities"]

    @cached_property
    def quantities(self) -> Sequence[Mention]:
        """All quantities of the article."""
        return self.context.mentions["quantities"]

    @cached_property
    def after(self) -> int:
        """Index of the first good that ends behind the quantity; it may begin with the unit (`9 ribu buah durian`)."""
        return bisect_right(self.goods, self.mention.stop, key=attrgetter("stop"))

    @cached_property
    def before(self) -> int:
        """Number of goods before the quantity."""
        return bisect_right(self.goods, self.mention.start, key=attrgetter("stop"))

    @cached_property
    def spoken(self) -> Sequence[Fact[Commodity]]:
        """The goods named before it, the last first."""
        return self.goods[max(0, self.before - SEEN_GOODS) : self.before][::-1]

    @property
    def title_stop(self) -> int:
        """Where the title ends."""
        return len(self.context.article.title or "")

    @cached_property
    def title(self) -> Sequence[Fact[Commodity]]:
        """The goods of the title, if the quantity stands behind it."""
        stop = bisect_left(self.goods, self.title_stop, key=attrgetter("start"))
        return self.goods[: min(stop, self.before)]

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Bounds of its sentence."""
        return self.context.sentence(self.mention.start)

    def between(self, pattern: re.Pattern[str], start: int, stop: int) -> bool:
        """Tell whether a stretch of the text is what a pattern takes."""
        return start <= stop <= start + NEAR_CHARS and bool(pattern.fullmatch(self.context.text, start, stop))

    def is_measured(self, good: Fact[Commodity]) -> bool:
        """Tell whether a good has a quantity right before or behind it."""
        index = bisect_left(self.quantities, good.start, key=attrgetter("start"))
        before, behind = self.quantities[max(0, index - 1) : index], self.quantities[index : index + 1]
        return any(self.between(TOUCH, each.stop, good.start) for each in before) or any(
            self.between(TOUCH, good.stop, each.start) for each in behind
        )
