"""Ways: goods from one province to another, each once in an article, told by the mention whose ends fit best."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.relate.discourse import FRAME
from pipeline.relate.features import NONE, mention, siblings, way, way_words
from pipeline.relate.features.way import Ends, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.discourse import Discourse

ALONE = (*way.NAMES, "words.way", "words.reversed", "words.article")
NAMES = (*siblings.NAMES, *ALONE)

LEAST = 0.015
"""Score of both ends together below which a way is left out."""

MOST = 400
"""Ways of one article that are weighed, the likeliest first."""


@dataclass(slots=True)
class Ways:
    """Ways of one article with their features."""

    keys: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Number of the mention, commodity, origin, destination."""
    sentences: list[int] = field(default_factory=list)
    """Sentence of each mention."""
    values: list[list[float]] = field(default_factory=list)
    """Features of each key, as `ALONE` but for the scores of the words."""
    grams: list[list[str]] = field(default_factory=list)
    """N-grams of each key."""
    cut: list[int] = field(default_factory=list)
    """Numbers of mentions of which no way is weighed because there are too many."""


def ways_of(discourse: Discourse, arguments: Arguments, ends: Ends, deals: Mapping[frozenset[str], float]) -> Ways:
    """Return the ways whose ends together reach `LEAST`, in the order of the goods."""
    table = _table(discourse, arguments, ends, dict(deals))
    keys = _keys(table)
    chosen = sorted(keys, key=lambda key: -ends.score(key[0], key[2], key[3]))[:MOST]
    found = Ways(cut=sorted({key[0] for key in keys} - {key[0] for key in chosen}))
    around: dict[int, list[float]] = {}
    for key in sorted(chosen):
        number, _, origin, destination = key
        if number not in around:
            around[number] = mention.values(discourse, discourse.goods[number])
        found.keys.append(key)
        found.sentences.append(discourse.goods[number].sentence)
        found.values.append(way.values(discourse, table, number, key[1:], around[number]))
        found.grams.append(way_words.grams(discourse, discourse.goods[number], origin, destination))
    return found


def with_words(found: Ways, scores: list[float], topic: float) -> list[list[float]]:
    """Return the features with the scores of words: of the way, of the same goods the other way, of the article."""
    by_key = {key[1:]: score for key, score in zip(found.keys, scores, strict=True)}
    return [
        [*values, score, by_key.get((key[1], key[3], key[2]), NONE), topic]
        for key, values, score in zip(found.keys, found.values, scores, strict=True)
    ]


def with_siblings(found: Ways, rows: Sequence[Sequence[float]], scores: Sequence[float]) -> list[list[float]]:
    """Return features with those of each way beside all others, by the scores that the ways have alone."""
    if not rows:
        return []
    beside = siblings.values(found.keys, found.sentences, scores).tolist()
    return [[*others, *values] for others, values in zip(beside, rows, strict=True)]


def _table(discourse: Discourse, arguments: Arguments, ends: Ends, deals: dict[frozenset[str], float]) -> Table:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, anchor in enumerate(arguments.anchors):
        numbers[anchor.key].append(number)
    by_goods: dict[tuple[str, str, str], float] = defaultdict(float)
    provinces = list(dict.fromkeys(province for _, province in arguments.keys))
    for number, anchor in enumerate(arguments.anchors):
        for origin in provinces:
            for destination in provinces:
                if origin != destination:
                    key = (anchor.key, origin, destination)
                    by_goods[key] = max(by_goods[key], ends.score(number, origin, destination))
    best: dict[tuple[str, str], float] = defaultdict(float)
    for (_, origin, destination), score in by_goods.items():
        best[origin, destination] = max(best[origin, destination], score)
    return Table(ends, numbers, best, by_goods, deals, _together(discourse), _best_ends(ends, numbers))


def _together(discourse: Discourse) -> dict[tuple[str, str], list[tuple[Anchor, Anchor]]]:
    """Return the places of two provinces that take part in one sentence."""
    together: dict[tuple[str, str], list[tuple[Anchor, Anchor]]] = defaultdict(list)
    for places in discourse.places_in.values():
        told = [place for place in places if place.role not in FRAME][:12]
        for one in told:
            for other in told:
                if one.key != other.key:
                    together[one.key, other.key].append((one, other))
    return together


def _keys(table: Table) -> list[tuple[int, str, str, str]]:
    """Return the ways, each with the mention whose ends fit best."""
    keys = []
    ends = table.ends
    for commodity, origin, destination in table.by_goods:
        if table.by_goods[commodity, origin, destination] >= LEAST:
            numbers = table.numbers[commodity]
            number = max(numbers, key=lambda each: (ends.score(each, origin, destination), -each))
            keys.append((number, commodity, origin, destination))
    return keys


def _best_ends(ends: Ends, numbers: Mapping[str, list[int]]) -> dict[str, tuple[dict[str, float], dict[str, float]]]:
    """Return by commodity the best score of each province over its mentions, as origin and as destination."""
    goods = {number: commodity for commodity, mine in numbers.items() for number in mine}
    result: dict[str, tuple[dict[str, float], dict[str, float]]] = {commodity: ({}, {}) for commodity in numbers}
    for place, scores in enumerate((ends.origin, ends.destination)):
        for (number, province), score in scores.items():
            best = result[goods[number]][place]
            best[province] = max(best.get(province, 0.0), score)
    return result
