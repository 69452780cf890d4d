"""Which good a quantity measures: the first of `RULES` that knows.

The words between a good and its quantity say it (`500 ekor sapi`, `beras sebanyak 10 ton`), else the order of a list
(`sapi dan kambing masing-masing 500 dan 200 ekor`), else what the sentence, or the text before it, speaks of. Several
goods together (`20 ton beras dan gula`) are none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.model import Context, Fact, Mention

SEVERAL = ""
"""What a rule returns where the quantity is that of several goods together."""

NEAR = 60
"""Characters between a quantity and its good, at most."""
FAR = 400
"""Characters before a quantity in which its sentence speaks of a good."""
LISTED = 12
"""Goods of one list, at most."""

STOP = (
    r"(?:dari|ke|di|untuk|dengan|dan|serta|atau|pada|oleh|sedangkan|sementara|sehingga|agar|karena|bagi|kepada|namun"
    r"|tetapi|tapi|harga|harganya|senilai|seharga|maupun|menjadi|dibanding|dibandingkan|dalam|plus|adapun)\b"
)
"""Words that part a quantity from a good behind it."""
WORD = rf"(?!{STOP})[^\W\d][\w-]*"
BEHIND = re.compile(rf"[^\S\n]?\(?(?:[^\S\n]{WORD}){{0,4}}[^\S\n]?[\"'“‘(]?", re.IGNORECASE)
"""What stands between a quantity and its good behind it."""
BEFORE = re.compile(rf"(?:\s?[(:–-])?(?:\s?{WORD}){{0,4}}\s?[(:]?\s?", re.IGNORECASE)
"""What stands between a good and its quantity behind it."""
LIST = re.compile(
    r"(?:\s[^\W\d][\w-]*){0,3}?\s?(?:,|/|&|\b(?:dan|serta|maupun|hingga|atau)\b)(?:\s(?:dan|serta|juga|atau))?\s",
    re.IGNORECASE,
)
"""What stands between two goods of a list."""
EACH = re.compile(r"\bmasing-masing\b")


@dataclass(frozen=True)
class Scene:
    """A quantity among the goods of its article."""

    mention: Mention
    context: Context

    @cached_property
    def goods(self) -> Sequence[Fact[Any]]:
        """All goods of the article."""
        return self.context.facts["commodities"]

    @cached_property
    def quantities(self) -> Sequence[Mention]:
        """All quantities of the article."""
        return self.context.mentions["quantities"]

    @cached_property
    def after(self) -> int:
        """Index of the first good behind the quantity."""
        return bisect_left(self.goods, self.mention.stop, key=attrgetter("start"))

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Bounds of its sentence."""
        return self.context.sentence(self.mention.start)

    def between(self, pattern: re.Pattern[str], start: int, stop: int) -> bool:
        """Tell whether a stretch of the text is what a pattern takes."""
        return start <= stop <= start + NEAR and bool(pattern.fullmatch(self.context.text, start, stop))

    def is_measured(self, good: Fact[Any]) -> bool:
        """Tell whether a good has a quantity right before or behind it."""
        index = bisect_left(self.quantities, good.start, key=attrgetter("start"))
        before, behind = self.quantities[max(0, index - 1) : index], self.quantities[index : index + 1]
        return any(self.between(TOUCH, each.stop, good.start) for each in before) or any(
            self.between(TOUCH, good.stop, each.start) for each in behind
        )


TOUCH = re.compile(r"\s?[(:]?\s?(?:(?:sebanyak|sebesar|seberat|mencapai|sekitar|total)\s)?")


def good(mention: Mention, context: Context) -> str | None:
    """Return the id of the good that a quantity measures, `SEVERAL`, or None where the text does not say."""
    scene = Scene(mention, context)
    return next((found for rule in RULES.values() if (found := rule(scene)) is not None), None)


def _behind(scene: Scene) -> str | None:
    """`500 ekor sapi`, `40 truk bermuatan kol`."""
    return _next(scene, BEHIND)


def _next(scene: Scene, pattern: re.Pattern[str]) -> str | None:
    following = scene.goods[scene.after : scene.after + 1]
    if not following or not scene.between(pattern, scene.mention.stop, following[0].start):
        return None
    return _of_list(scene, scene.after, 1)


def _before(scene: Scene) -> str | None:
    """`beras sebanyak 10 ton`, `beras (10 ton)`."""
    index = scene.after - 1
    if index < 0 or not scene.between(BEFORE, scene.goods[index].stop, scene.mention.start):
        return None
    return _of_list(scene, index, -1)


def _of_list(scene: Scene, index: int, step: int) -> str:
    """Return the good at an index, `SEVERAL` where it is listed with others that no quantity of their own measures."""
    one, other = scene.goods[index], index + step
    if 0 <= other < len(scene.goods):
        left, right = sorted((one, scene.goods[other]), key=attrgetter("start"))
        same = scene.goods[other].value.commodity == one.value.commodity
        if not same and scene.between(LIST, left.stop, right.start) and not scene.is_measured(scene.goods[other]):
            return SEVERAL
    return str(one.value.commodity)


def _each(scene: Scene) -> str | None:
    """`sapi dan kambing masing-masing 500 dan 200 ekor`: the goods before it, in order."""
    begin = max(scene.sentence[0], scene.mention.start - FAR)
    matches = list(EACH.finditer(scene.context.text, begin, scene.mention.start))
    if not matches:
        return None
    place = matches[-1].start()
    first = bisect_left(scene.quantities, place, key=attrgetter("start"))
    own = bisect_left(scene.quantities, scene.mention.start, key=attrgetter("start")) - first
    count = sum(each.start < scene.sentence[1] for each in scene.quantities[first : first + LISTED])
    stop = bisect_left(scene.goods, place, key=attrgetter("start"))
    named = [each for each in scene.goods[max(0, stop - count) : stop] if each.start >= begin]
    return str(named[own].value.commodity) if len(named) == count > own else None


def _subject(scene: Scene) -> str | None:
    """`Jagung dari Lampung dikirim ke Banten 20 ton`: the last good that the sentence named before it."""
    index = scene.after - 1
    if index < 0 or scene.goods[index].start < max(scene.sentence[0], scene.mention.start - FAR):
        return None
    return _of_list(scene, index, -1)


def _object(scene: Scene) -> str | None:
    """`Dari 20 ton yang datang, beras ...`: the first good that the sentence names behind it."""
    following = scene.goods[scene.after : scene.after + 1]
    if not following or following[0].start >= min(scene.sentence[1], scene.mention.stop + FAR):
        return None
    return None if scene.is_measured(following[0]) else _of_list(scene, scene.after, 1)


def _spoken_of(scene: Scene) -> str | None:
    """`Volumenya 12 ribu ton`: the good that the text named last."""
    return _of_list(scene, scene.after - 1, -1) if scene.after else None


RULES: dict[str, Callable[[Scene], str | None]] = {
    "behind": _behind,
    "each": _each,
    "before": _before,
    "subject": _subject,
    "object": _object,
    "spoken of": _spoken_of,
}
"""How a good is found, in order of trust."""
