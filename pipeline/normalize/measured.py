"""Which good a quantity measures: the first of `RULES` that knows.

The words between a good and its quantity say it (`500 ekor sapi`, `beras sebanyak 10 ton`), else the order of a list
(`sapi dan kambing masing-masing 500 dan 200 ekor`), else what the sentence, or the text before it, speaks of. Several
goods together (`20 ton beras dan gula`) are none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.normalize import units
from pipeline.normalize.salience import spoken_of
from pipeline.normalize.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Context, Mention

FAR_CHARS = 400
"""Characters before a quantity in which its sentence speaks of a good."""
MOST_GOODS = 12
"""Goods of one list, at most."""

STOP = (
    r"(?:dari|ke|di|untuk|dengan|dan|serta|atau|pada|oleh|sedangkan|sementara|sehingga|agar|karena|bagi|kepada|namun|pun"
    r"|tetapi|tapi|harga|harganya|senilai|seharga|maupun|menjadi|dibanding|dibandingkan|dalam|plus|adapun)\b"
)
"""Words that part a quantity from a good behind it."""
WORD = rf"(?!{STOP})[^\W\d][\w-]*+"
BEHIND = re.compile(rf"[^\S\n]?\(?(?:[^\S\n]{WORD}){{0,4}}[^\S\n]?[\"'“‘(]?", re.IGNORECASE)
"""What stands between a quantity and its good behind it."""
BEFORE = re.compile(rf"(?:\s\((?-i:[A-Z]{{2,6}})\))?+(?:\s?[(:–-])?(?:\s?{WORD}){{0,4}}\s?[(:]?\s?", re.IGNORECASE)
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
"""What follows a number of a unit of many uses whose good stands elsewhere."""
ORE = re.compile(r"\sbijih\b", re.IGNORECASE)
"""Behind a mass that is not that of the metal named before it."""
FREIGHT = re.compile(
    r"\s(?:bijih|barang|muatan|kargo|komoditas|produk|bahan|bantuan|material|logistik|air)\b", re.IGNORECASE
)
SHIPPED = re.compile(r"\b(?:barang|kargo|komoditas\slain(?:nya)?)\b", re.IGNORECASE)
"""What follows, or in the sentence stands before, a mass that is that of no good in particular."""
EACH = re.compile(r"\bmasing-masing\b")


def good(mention: Mention, measure: str, context: Context) -> str | None:
    """Return the id of the good that a quantity measures, `units.SEVERAL`, or None where the text does not say."""
    around = Surroundings(mention, measure, context)
    found = next((found for rule in RULES.values() if (found := rule(around)) is not None), None)
    if found and measure in units.LOOSE and not units.fits(found, measure):
        return None
    return _only_kind(around, found) if found in units.generals() else found


def is_beside_its_good(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether a good stands right behind a quantity or before it."""
    around = Surroundings(mention, measure, context)
    return _behind(around) is not None or _before(around) is not None


def names_its_good(mention: Mention, measure: str, context: Context) -> bool:
    """Tell whether the good of a quantity stands right behind it."""
    return _behind(Surroundings(mention, measure, context)) is not None


def _only_kind(around: Surroundings, general: str) -> str:
    """Return the one good of a class that was named before a general word of it (`durian ... 22 ton buah`)."""
    wanted = units.categories()[general]
    named = {fact.value.commodity for fact in around.spoken} - {general}
    kinds = {each for each in named if units.categories()[each] == wanted}
    return kinds.pop() if len(kinds) == 1 else general


def _behind(around: Surroundings) -> str | None:
    """`500 ekor sapi`, `40 truk bermuatan kol`."""
    following = around.goods[around.after : around.after + 1]
    if not following or not around.between(BEHIND, around.mention.stop, max(around.mention.stop, following[0].start)):
        return None
    return _of_list(around, around.after, 1)


def _before(around: Surroundings) -> str | None:
    """`beras sebanyak 10 ton`, `beras (10 ton)`."""
    index = around.before - 1
    if (
        index < 0
        or ORE.match(around.context.text, around.mention.stop)
        or not around.between(BEFORE, around.goods[index].stop, around.mention.start)
    ):
        return None
    return _of_list(around, index, -1)


def _of_list(around: Surroundings, index: int, step: int) -> str:
    """Return the good at an index, `units.SEVERAL` where the unit may hold others too that are listed with it."""
    one, other = around.goods[index], index + step
    if 0 <= other < len(around.goods) and (step < 0 or around.measure in units.mixed()):
        left, right = sorted((one, around.goods[other]), key=attrgetter("start"))
        same = around.goods[other].value.commodity == one.value.commodity
        if not same and around.between(LIST, left.stop, right.start) and not around.is_measured(around.goods[other]):
            return units.SEVERAL
    return str(one.value.commodity)


def _each(around: Surroundings) -> str | None:
    """`sapi dan kambing masing-masing 500 dan 200 ekor`: the goods before it, in order."""
    begin = max(around.sentence[0], around.mention.start - FAR_CHARS)
    matches = list(EACH.finditer(around.context.text, begin, around.mention.start))
    if not matches:
        return None
    place = matches[-1].start()
    first = bisect_left(around.quantities, place, key=attrgetter("start"))
    own = bisect_left(around.quantities, around.mention.start, key=attrgetter("start")) - first
    count = sum(each.start < around.sentence[1] for each in around.quantities[first : first + MOST_GOODS])
    stop = bisect_left(around.goods, place, key=attrgetter("start"))
    named = [each for each in around.goods[max(0, stop - count) : stop] if each.start >= begin]
    return str(named[own].value.commodity) if len(named) == count > own else None


def _subject(around: Surroundings) -> str | None:
    """`Jagung dari Lampung dikirim ke Banten 20 ton`: the last good that the sentence named before it."""
    index = around.before - 1
    begin = max(around.sentence[0], around.mention.start - FAR_CHARS)
    if index < 0 or around.goods[index].start < begin or not _stands_alone(around):
        return None
    return _of_list(around, index, -1)


def _object(around: Surroundings) -> str | None:
    """`Dari 20 ton yang datang, beras ...`: the first good that the sentence names behind it."""
    following = around.goods[around.after : around.after + 1]
    if not following or following[0].start >= min(around.sentence[1], around.mention.stop + FAR_CHARS):
        return None
    is_free = _stands_alone(around) and not around.is_measured(following[0])
    return _of_list(around, around.after, 1) if is_free else None


def _spoken_of(around: Surroundings) -> str | None:
    """`Volumenya 12 ribu ton`: the good that the text before spoke of most, and last."""
    if not around.before:
        return None
    return spoken_of(around) if _stands_alone(around) else _unnamed(around)


def _unnamed(around: Surroundings) -> str | None:
    """Return what a quantity measures whose noun is no good of the list: none of those named."""
    return None if around.measure in units.needy() else units.SEVERAL


def _stands_alone(around: Surroundings) -> bool:
    """Tell whether a good named before may be meant: no other noun follows, and no vehicle itself."""
    behind = around.context.text, around.mention.stop
    if around.measure == "head" or around.measure not in units.needy():
        begin = max(around.sentence[0], around.mention.start - FAR_CHARS)
        return not FREIGHT.match(*behind) and not SHIPPED.search(behind[0], begin, around.mention.start)
    return around.measure not in units.VEHICLES and bool(ALONE.match(*behind))


def _announced(around: Surroundings) -> str | None:
    """`Surplus 300 Ribu Ton` in a title: the first good of the text."""
    return str(around.goods[0].value.commodity) if around.goods and around.mention.start < around.title_stop else None


RULES: dict[str, Callable[[Surroundings], str | None]] = {
    "behind": _behind,
    "each": _each,
    "before": _before,
    "subject": _subject,
    "spoken of": _spoken_of,
    "object": _object,
    "announced": _announced,
}
"""How a good is found, in order of trust."""
