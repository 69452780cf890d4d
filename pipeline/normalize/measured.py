"""Which good a quantity measures: the first of `RULES` that knows.

The words between a good and its quantity say it (`500 ekor sapi`, `beras sebanyak 10 ton`), else the order of a list
(`sapi dan kambing masing-masing 500 dan 200 ekor`), else what the sentence, or the text before it, speaks of. Several
goods together (`20 ton beras dan gula`) are none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pipeline.normalize import units

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
SEEN = 40
"""Goods before a quantity that its text speaks of, at most."""
FADING = 0.6
"""What each later good leaves of the weight of one spoken of before."""
LONGEST = 2000
"""Characters of a paragraph before a quantity, at most."""
PARAGRAPH = 2.0
"""How much more a good of the same paragraph weighs."""
TITLE = 0.5
"""Weight of a good of the title."""

STOP = (
    r"(?:dari|ke|di|untuk|dengan|dan|serta|atau|pada|oleh|sedangkan|sementara|sehingga|agar|karena|bagi|kepada|namun|pun"
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
ALONE = re.compile(
    r"\s*(?:\Z|[^\w\s]|(?:dari|ke|untuk|menjadi|per|(?:se)?tiap|saban|pada|dengan|dan|serta|atau|dalam|lagi|lebih"
    r"|masuk|keluar|habis|ludes|laku|saja|langsung|tinggal|senilai|seharga|bagi|antara|oleh|karena|sejak|selama|sebagai"
    r"|se(?:hari|pekan|minggu|bulan|tahun)|di(?:\w{3,})?|ter(?!akhir)\w{3,}|telah|sudah|akan)\b)",
    re.IGNORECASE,
)
"""What follows a quantity whose good stands elsewhere."""
EACH = re.compile(r"\bmasing-masing\b")


@dataclass(frozen=True)
class Scene:
    """A quantity among the goods of its article."""

    mention: Mention
    measure: str
    """Its unit."""
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

    @property
    def title_stop(self) -> int:
        """Where the title ends."""
        return len(self.context.article.title or "")

    @cached_property
    def title(self) -> Sequence[Fact[Any]]:
        """The goods of the title, if the quantity stands behind it."""
        stop = bisect_left(self.goods, self.title_stop, key=attrgetter("start"))
        return self.goods[: min(stop, self.after)]

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


def good(mention: Mention, measure: str, context: Context) -> str | None:
    """Return the id of the good that a quantity measures, `SEVERAL`, or None where the text does not say."""
    scene = Scene(mention, measure, context)
    found = next((found for rule in RULES.values() if (found := rule(scene)) is not None), None)
    return _only_kind(scene, found) if found in units.generals() else found


def names_its_good(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether the good of a quantity stands right behind it."""
    return _behind(Scene(mention, measure, context)) is not None


def _only_kind(scene: Scene, general: str) -> str:
    """Return the one good of a class that was named before a general word of it (`durian ... 22 ton buah`)."""
    wanted = units.categories()[general]
    before = {each.value.commodity for each in scene.goods[max(0, scene.after - SEEN) : scene.after]}
    kinds = {each for each in before if units.categories()[each] == wanted and each != general}
    return kinds.pop() if len(kinds) == 1 else general


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
    """Return the good at an index, `SEVERAL` where the unit may hold others too that are listed with it."""
    one, other = scene.goods[index], index + step
    if 0 <= other < len(scene.goods) and (step < 0 or scene.measure in units.mixed()):
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
    """`Volumenya 12 ribu ton`: the good that the text before spoke of most, and last."""
    if not scene.after or not _is_counted(scene):
        return None
    weights: dict[str, float] = defaultdict(float)
    paragraph = scene.context.text.rfind("\n", max(0, scene.mention.start - LONGEST), scene.mention.start)
    for place, each in enumerate(reversed(scene.goods[max(0, scene.after - SEEN) : scene.after])):
        weights[each.value.commodity] += FADING**place * (PARAGRAPH if each.start > paragraph else 1)
    for each in {fact.value.commodity for fact in scene.title}:
        weights[each] += TITLE
    fitting = {good: weight for good, weight in weights.items() if units.fits(good, scene.measure)}
    return max(fitting, key=fitting.__getitem__, default=None)


def _is_counted(scene: Scene) -> bool:
    """Tell whether a unit that counts other things too counts goods here: no noun of its own follows, nor a vehicle."""
    if scene.measure not in units.needy() or scene.measure in units.ANIMALS:
        return True
    return scene.measure not in units.VEHICLES and bool(ALONE.match(scene.context.text, scene.mention.stop))


def _announced(scene: Scene) -> str | None:
    """`Surplus 300 Ribu Ton` in a title: the first good of the text."""
    return str(scene.goods[0].value.commodity) if scene.goods and scene.mention.start < scene.title_stop else None


RULES: dict[str, Callable[[Scene], str | None]] = {
    "behind": _behind,
    "each": _each,
    "before": _before,
    "subject": _subject,
    "spoken of": _spoken_of,
    "object": _object,
    "announced": _announced,
}
"""How a good is found, in order of trust."""
