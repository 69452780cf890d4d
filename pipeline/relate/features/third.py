"""Of a third province beside two that a statement joins: scores of its pairs, lists and counts of provinces, sums."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.relate.anchors import grouped
from pipeline.relate.circumstances import counts
from pipeline.relate.features import NONE
from pipeline.relate.features.statement import is_near
from pipeline.relate.places import regions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

LIKELY_SCORE = 0.3
"""Score of a pair from which its provinces may be parties."""

BETWEEN_WORDS = 5
"""Words between two provinces of one list, at most."""

APART = frozenset({"<G>", "<A>", "<O>", "<D>", "<N>"})
"""Mentions and numbers that part provinces into lists of their own."""

COUNTED_WORDS = 2
"""Words behind a number within which stands what is counted (`tiga provinsi`, `empat pemerintah daerah`)."""

COUNT_SENTENCES = 2
"""Sentences between a statement and a count of its parties, at most."""

FAR = 99.0
"""Sentences to a list where there is none."""

NAMES = (
    *(f"third.{name}" for name in ("pair", "lowest", "highest", "rank", "gap", "likely")),
    *(f"third.{name}" for name in ("party", "party_gap", "first", "second", "provinces", "statements")),
    *(f"third.{name}_{which}" for name in ("alone", "across") for which in ("lowest", "highest", "pair")),
    *(f"third.{name}" for name in ("elsewhere", "in_part", "same_figure", "is_part", "sum", "larger")),
    *(f"third.{which}_{name}" for which in ("list", "shared_list") for name in ("sentences", "size", "parties")),
    *(f"third.{name}" for name in ("count", "count_list", "count_shared_list", "count_likely")),
)


class Part(NamedTuple):
    """Another statement of the article with the two provinces that it joins most likely."""

    worth: int
    """Its figure in Rupiah, 0 without one."""
    provinces: frozenset[str]
    score: float


class Told(NamedTuple):
    """What is known of a statement."""

    anchor: Anchor
    worth: int
    """Its figure in Rupiah, 0 without one."""
    parties: Mapping[str, float]
    """Score of each province as a party."""
    pairs: Mapping[frozenset[str], float]
    """Score of each pair beside all others of the article."""
    alone: Mapping[frozenset[str], float]
    """Score of each pair by the statement alone."""
    across: Mapping[frozenset[str], float]
    """Score of each pair by the statements of the other kind."""
    parts: Sequence[Part]
    """The other statements of its kind."""


class _List(NamedTuple):
    """Provinces that one sentence names one after the other."""

    sentence: int
    provinces: frozenset[str]


def values(discourse: Discourse, told: Told, pair: tuple[str, str]) -> dict[str, list[float]]:
    """Return the features of each province that may join a pair, as `NAMES`, by province."""
    others = [province for province in told.parties if province not in pair]
    reached = {each: _reached(told.pairs, each, pair) for each in others}
    likely = float(len(pair) + sum(highest >= LIKELY_SCORE for _, highest in reached.values()))
    count = _count(discourse, told.anchor)
    return {
        each: [
            *_scores(told, each, pair, reached),
            likely,
            *_parties(told, each, pair),
            *(value for scores in (told.alone, told.across) for value in _both(scores, each, pair)),
            *_elsewhere(told, each, pair),
            *_lists(discourse, told.anchor.sentence, each, pair, count),
            count - likely if count else NONE,
        ]
        for each in others
    }


def _reached(scores: Mapping[frozenset[str], float], province: str, pair: tuple[str, str]) -> tuple[float, float]:
    """Return the lower and the higher score of a province with each of a pair."""
    one, other = sorted(scores.get(frozenset((province, party)), 0.0) for party in pair)
    return one, other


def _both(scores: Mapping[frozenset[str], float], province: str, pair: tuple[str, str]) -> tuple[float, float, float]:
    return (*_reached(scores, province, pair), scores.get(frozenset(pair), 0.0))


def _scores(
    told: Told, province: str, pair: tuple[str, str], reached: Mapping[str, tuple[float, float]]
) -> tuple[float, ...]:
    """Return the score of the pair, those of the province with both, and how far others stand before it."""
    lowest, highest = reached[province]
    best = [low for low, _ in reached.values()]
    return told.pairs[frozenset(pair)], lowest, highest, float(sum(low > lowest for low in best)), max(best) - lowest


def _parties(told: Told, province: str, pair: tuple[str, str]) -> tuple[float, ...]:
    mine, (first, second) = told.parties[province], (told.parties[party] for party in pair)
    return mine, min(first, second) - mine, first, second, float(len(told.parties)), float(len(told.parts))


def _elsewhere(told: Told, province: str, pair: tuple[str, str]) -> tuple[float, ...]:
    """Return what other statements say of a province: whether one joins it, whether the figure adds theirs up."""
    mine = [part for part in told.parts if province in part.provinces]
    smaller = [part for part in told.parts if part.worth < told.worth]
    shared = {part.worth: part for part in smaller if not part.provinces.isdisjoint(pair)}
    is_sum = len(shared) > 1 and is_near(sum(shared), told.worth)
    return (
        max((part.score for part in mine if part.worth != told.worth), default=NONE),
        max((part.score for part in mine if part.worth < told.worth), default=NONE),
        max((part.score for part in mine if part.worth == told.worth), default=NONE),
        float(any(province in part.provinces for part in shared.values())),
        float(is_sum),
        float(any(part.worth > told.worth for part in told.parts)),
    )


def _lists(
    discourse: Discourse, sentence: int, province: str, pair: tuple[str, str], count: float
) -> tuple[float, ...]:
    """Return the nearest list with a province, the nearest with one of the pair too, and how the count fits them."""
    mine = [each for each in discourse.kept(_lists_of) if province in each.provinces]
    shared = [each for each in mine if not each.provinces.isdisjoint(pair)]
    found = [_nearest(each, sentence, pair) for each in (mine, shared)]
    fits = (count - size if count else NONE for _, size, _ in found)
    return (*(value for each in found for value in each), count, *fits)


def _nearest(lists: Sequence[_List], sentence: int, pair: tuple[str, str]) -> tuple[float, float, float]:
    """Return of the list nearest to a sentence how far it is, how long, and how many of a pair it holds."""
    if not lists:
        return FAR, 0.0, 0.0
    found = min(lists, key=lambda each: (abs(each.sentence - sentence), each.sentence))
    return float(found.sentence - sentence), float(len(found.provinces)), float(len(found.provinces & set(pair)))


def _lists_of(discourse: Discourse) -> list[_List]:
    """Return the lists of provinces of an article; one that stands alone is a list of one."""
    lists: list[_List] = []
    for places in grouped(discourse.places, lambda place: place.sentence).values():
        names = {places[0].key}
        for before, place in pairwise(places):
            if not _joins(discourse, before.behind, place.first):
                lists.append(_List(place.sentence, frozenset(names)))
                names = set()
            names.add(place.key)
        lists.append(_List(places[0].sentence, frozenset(names)))
    return lists


def _joins(discourse: Discourse, first: int, behind: int) -> bool:
    """Tell whether few words stand between two places, none of them a verb of trade or another mention."""
    between = range(first, behind)
    return len(between) <= BETWEEN_WORDS and not any(
        discourse.symbols[word] in APART or ((each := discourse.classes[word]) is not None and each.part == "verb")
        for word in between
    )


def _count(discourse: Discourse, anchor: Anchor) -> float:
    """Return how many regions the words nearest to a statement count, 0 where none near it do."""
    near = [each for each in discourse.kept(_counts_of) if abs(each[0] - anchor.sentence) <= COUNT_SENTENCES]
    return min(near, key=lambda each: abs(each[1] - anchor.first))[2] if near else 0.0


def _counts_of(discourse: Discourse) -> list[tuple[int, int, float]]:
    """Return the counts of regions (`tiga provinsi`, `ketiganya`): sentence, word, number."""
    found = []
    for word, number in ((at, numbers()[each]) for at, each in enumerate(discourse.words) if each in numbers()):
        counted = discourse.words[word + 1 : word + 1 + COUNTED_WORDS]
        if discourse.words[word].endswith("nya") or not regions().isdisjoint(counted):
            found.append((discourse.sentence_of[word], word, number))
    return found


@cache
def numbers() -> dict[str, float]:
    """Return the words that count several: `tiga`, `ketiga`, `ketiganya`."""
    several = {word: float(number) for word, number in counts().items() if " " not in word}
    forms = (("", ""), ("ke", ""), ("ke", "nya"))
    return {f"{before}{word}{behind}": number for word, number in several.items() for before, behind in forms}
