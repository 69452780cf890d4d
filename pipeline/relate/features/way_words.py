"""N-grams of goods and both ends: the sentence as a frame of ends, goods, verbs, prepositions, and the words beside."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.relate.features.argument_words import NOTHING, symbol, verb_symbol
from pipeline.relate.features.codes import head
from pipeline.relate.features.way import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

BACK, ON = 8, 6
"""Words before the first and behind the last of the three that belong to the frame."""

LONGEST = 70
"""Words of a frame that is read whole; of a longer one only what stands around each of the three."""

CORE = frozenset("OGD")
"""Signs of origin, goods and destination."""

KEPT = frozenset({"f:from", "f:to"})
"""Function words of the short frame."""

DROPPED = frozenset({"f:be", "f:this", "f:will", "f:done"})
"""Function words that say nothing of a way."""

SHORT = 3
"""Letters of words too short to tell anything by themselves."""

SIGNS = {"<P>": "P", "<G>": "X", "<A>": "A", "<F>": "F", "<N>": "N"}
"""Symbols of words -> signs of the frame."""


def grams(discourse: Discourse, anchor: Anchor, origin: str, destination: str) -> list[str]:
    """Return the n-grams of one way."""
    source, target = nearest(discourse, anchor, origin), nearest(discourse, anchor, destination)
    frame = _frame(discourse, anchor, source, target)
    short = _joined(sign for sign in frame if sign in CORE or sign in ".|" or sign in KEPT or sign.startswith("v:"))
    order = "".join(sign for sign in frame if sign in CORE)
    return [
        *_ngrams(frame, range(1, 5), 1),
        *(f"V{gram}" for gram in _ngrams(short, range(3, 6), 2)),
        f"order={order}",
        *_ends(discourse, anchor, source, target, order),
        *_said(discourse, (("s", anchor), ("os", source), ("ds", target))),
    ]


def _said(discourse: Discourse, three: Sequence[tuple[str, Anchor]]) -> Iterator[str]:
    """Yield the words of the sentences that the three stand in."""
    words = discourse.kept("long words", _long_words)
    for name, each in three:
        yield from (f"{name}={word}" for word in words[each.sentence])


def _long_words(discourse: Discourse) -> list[list[str]]:
    """Return for each sentence the words that may tell something by themselves, each once."""
    return [
        [word for word in dict.fromkeys(discourse.symbols[first:behind]) if len(word) > SHORT and word[0] != "<"]
        for first, behind in discourse.ranges
    ]


def _ngrams(signs: Sequence[str], sizes: range, core: int) -> Iterator[str]:
    """Yield the n-grams that hold at least so many of the three; single signs always."""
    sums = list(accumulate((sign in CORE for sign in signs), initial=0))
    for size in sizes:
        for first in range(len(signs) - size + 1):
            if size == 1 or sums[first + size] - sums[first] >= core:
                yield " ".join(signs[first : first + size])


def _frame(discourse: Discourse, anchor: Anchor, source: Anchor, target: Anchor) -> list[str]:
    """Return the signs of the words from the first of the three to the last, and of some around."""
    marks = {
        word: sign
        for sign, each in (("D", target), ("O", source), ("G", anchor))
        for word in range(each.first, each.behind)
    }
    ends = {target.key: "d", source.key: "o"}
    signs = discourse.kept("frame signs", _signs)
    frame: list[str] = []
    last = None
    for word in _words(discourse, (anchor, source, target)):
        if last is not None and word != last + 1:
            frame.append("|")
        elif last is not None and discourse.sentence_of[word] != discourse.sentence_of[last]:
            frame.append(".")
        last = word
        sign = marks.get(word) or signs[word]
        if sign == "P":
            sign = ends.get(discourse.place_words.get(word, ""), "P")
        if sign == "X" and frame[-2:] in (["X", "f:and"], ["G", "f:and"]):
            frame.pop()
        if sign:
            frame.append(sign)
    return _joined(frame)


def _words(discourse: Discourse, three: Sequence[Anchor]) -> Sequence[int]:
    spans = [_around(discourse, each) for each in three]
    first, behind = min(span[0] for span in spans), max(span[1] for span in spans)
    if behind - first <= LONGEST:
        return range(first, behind)
    return sorted({word for begin, end in spans for word in range(begin, end)})


def _around(discourse: Discourse, each: Anchor) -> tuple[int, int]:
    first, behind = discourse.ranges[each.sentence]
    return max(first, each.first - BACK), min(behind, each.behind + ON)


def _signs(discourse: Discourse) -> list[str]:
    """Return the sign of each word in a frame, whatever the ends; `P` for places, empty where it has none."""
    return [
        SIGNS.get(symbol) or ((each.symbol if each.symbol not in DROPPED else "") if each else _mark(symbol))
        for symbol, each in zip(discourse.symbols, discourse.classes, strict=True)
    ]


def _mark(symbol: str) -> str:
    return ";" if symbol == ";" else ""


def _joined(signs: Iterator[str] | Sequence[str]) -> list[str]:
    """Return signs, equal neighbours as one."""
    joined: list[str] = []
    for sign in signs:
        if not joined or joined[-1] != sign:
            joined.append(sign)
    return joined


def _ends(discourse: Discourse, anchor: Anchor, source: Anchor, target: Anchor, order: str) -> Iterator[str]:
    before = [symbol(discourse, each.first - step) for each in (source, target) for step in (1, 2)]
    yield from (f"o1={before[0]}", f"o2={before[1]} {before[0]}", f"d1={before[2]}", f"d2={before[3]} {before[2]}")
    roles = f"{source.role},{target.role}"
    yield from (
        f"od1={before[0]}|{before[2]}",
        f"or={source.role}",
        f"dr={target.role}",
        f"r={roles}",
        f"r={roles}{order}",
    )
    for name, one, other in (("os", source, anchor), ("ds", target, anchor), ("od", target, source)):
        yield f"{name}{max(-3, min(3, one.sentence - other.sentence))}"
    nouns = f"{head(discourse, source) or NOTHING}|{head(discourse, target) or NOTHING}"
    yield from (f"h={nouns}", f"hr={nouns}{roles}")
    verbs = [
        [verb_symbol(discourse, word) for word in discourse.verbs_beside(each.sentence, each.first)]
        for each in (source, target, anchor)
    ]
    (origin_before, origin_behind), (end_before, end_behind), (before_goods, behind_goods) = verbs
    yield from (f"ob={origin_before}{source.role}", f"db={end_before}{target.role}", f"b={origin_before}{end_before}")
    yield from (f"bg={origin_before}{end_before}{before_goods}", f"rb={roles}{origin_before}{end_before}")
    yield from (
        f"oa={origin_behind}{source.role}",
        f"da={end_behind}{target.role}",
        f"g={before_goods}{behind_goods}{roles}",
    )
