"""N-grams of goods and both ends: the sentence as a frame of ends, goods, verbs, prepositions, and the words beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.relate.features.way_places import nearest
from pipeline.relate.features.word_codes import BESIDE, beside, number, words_of
from pipeline.relate.hashing import Templates, coded, hashed, kinds, mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Integers, Mixes

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

MOST_APART = 3
"""Sentences between two of the three that are told apart."""

PARTS = (
    *(f"{mention}.{name}" for mention in ("g", "o", "d") for name in BESIDE),
    *("o from g", "d from g", "d from o", "order"),
)
"""Parts of n-grams: beside goods, origin and destination; sentences between them, their order."""

TEMPLATES = {
    "order": ("order",),
    "o1": ("o.back1",),
    "o2": ("o.back2", "o.back1"),
    "d1": ("d.back1",),
    "d2": ("d.back2", "d.back1"),
    "od1": ("o.back1", "d.back1"),
    "or": ("o.role",),
    "dr": ("d.role",),
    "r": ("o.role", "d.role"),
    "r order": ("o.role", "d.role", "order"),
    "os": ("o from g",),
    "ds": ("d from g",),
    "od": ("d from o",),
    "h": ("o.head", "d.head"),
    "hr": ("o.head", "d.head", "o.role", "d.role"),
    "ob": ("o.verb_before", "o.role"),
    "db": ("d.verb_before", "d.role"),
    "b": ("o.verb_before", "d.verb_before"),
    "bg": ("o.verb_before", "d.verb_before", "g.verb_before"),
    "rb": ("o.role", "d.role", "o.verb_before", "d.verb_before"),
    "oa": ("o.verb_behind", "o.role"),
    "da": ("d.verb_behind", "d.role"),
    "g": ("g.verb_before", "g.verb_behind", "o.role", "d.role"),
}
"""Kind of n-gram -> its parts."""

FIXED = Templates(PARTS, TEMPLATES)

WHOLE = dict(zip(range(1, 5), kinds(("1", "2", "3", "4")), strict=True))
SHORTENED = dict(zip(range(3, 6), kinds(("V3", "V4", "V5")), strict=True))
"""Signs that are taken as one n-gram, of the frame and of the short one -> what their mixes begin with."""

SAID = kinds(("s", "os", "ds"))
"""Kinds of the words of the sentences of goods, origin and destination."""

SIGNS = {"<P>": "P", "<G>": "X", "<A>": "A", "<F>": "F", "<N>": "N"}
"""Symbols of words -> signs of the frame."""


def codes(discourse: Discourse, ways: Sequence[tuple[Anchor, str, str]]) -> Integers:
    """Return the codes of the n-grams of goods from an origin to a destination, one row each."""
    threes = [(each, nearest(discourse, each, one), nearest(discourse, each, other)) for each, one, other in ways]
    if not threes:
        return np.zeros((0, 0), dtype=np.int64)
    frames = [_frame(discourse, *three) for three in threes]
    short = [_joined(sign for sign in frame if _is_kept(sign)) for frame in frames]
    return np.hstack(
        [
            _ngrams(frames, WHOLE, 1),
            _ngrams(short, SHORTENED, 2),
            FIXED.codes(_parts(discourse, threes, frames)),
            *(_said(discourse, kind, mine) for kind, mine in zip(SAID, zip(*threes, strict=True), strict=True)),
        ]
    )


def _is_kept(sign: str) -> bool:
    """Tell whether a sign stands in the short frame."""
    return sign in CORE or sign in ".|" or sign in KEPT or sign.startswith("v:")


def _said(discourse: Discourse, kind: Any, anchors: Sequence[Anchor]) -> Integers:
    """Return the codes of the words of the sentence that each mention stands in."""
    words = discourse.kept("long words", _long_words)
    numbers, rows = np.unique([each.sentence for each in anchors], return_inverse=True)
    found = [words[number] for number in numbers]
    table = np.zeros((len(found), max(map(len, found))), dtype=np.uint64)
    for row, each in zip(table, found, strict=True):
        row[: len(each)] = each
    return coded(mixed(kind, table), table > 0)[rows]


def _long_words(discourse: Discourse) -> list[Mixes]:
    """Return for each sentence the words that may tell something by themselves, each once."""
    words = words_of(discourse)
    long = np.array([len(symbol) > SHORT and symbol[0] != "<" for symbol in discourse.symbols])
    return [
        words.symbols[first:behind][long[first:behind] & (words.last_symbol[first:behind] < first)]
        for first, behind in discourse.ranges
    ]


def _ngrams(frames: Sequence[Sequence[str]], sizes: Mapping[int, Any], core: int) -> Integers:
    """Return the codes of n-grams by size that hold at least so many of the three; of single signs always."""
    lengths = np.array([len(frame) for frame in frames])
    longest = max(lengths.max(), *sizes)
    there = np.arange(longest) < lengths[:, None]
    signs = np.zeros(there.shape, dtype=np.uint64)
    signs[there] = [number(sign) for frame in frames for sign in frame]
    sums = np.zeros((len(frames), longest + 1), dtype=np.int64)
    np.cumsum(np.logical_or.reduce([signs == number(sign) for sign in CORE]), axis=1, out=sums[:, 1:])
    found = []
    for size, kind in sizes.items():
        count = longest - size + 1
        mixes = mixed(kind, *(signs[:, step : step + count] for step in range(size)))
        enough = (size == 1) | (sums[:, size:] - sums[:, :count] >= core)
        found.append(coded(mixes, there[:, size - 1 :] & enough))
    return np.hstack(found)


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


def _parts(
    discourse: Discourse, threes: Sequence[tuple[Anchor, Anchor, Anchor]], frames: Sequence[Sequence[str]]
) -> Mixes:
    """Return the parts of n-grams of goods, origin and destination, shape (ways, `PARTS`)."""
    around = [beside(discourse, mine) for mine in zip(*threes, strict=True)]
    goods, source, target = np.array([[each.sentence for each in three] for three in threes]).T
    apart = np.clip(np.stack([source - goods, target - goods, target - source], axis=1), -MOST_APART, MOST_APART)
    order = hashed("".join(sign for sign in frame if sign in CORE) for frame in frames)
    return np.hstack([*around, (apart + MOST_APART + 1).astype(np.uint64), order[:, None]])
