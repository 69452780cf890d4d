"""Of goods on their way from one province to another: scores of both ends, where these stand, what else goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.relate.discourse import FRAME
from pipeline.relate.features import NONE, mention
from pipeline.relate.features.codes import ABSENT, ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

SURE = 0.3
"""Score from which a rival counts as one."""

FAR = 99.0
"""Words between two places that share no sentence."""

SHARED = ("origin", "destination", "origin_as_destination", "destination_as_origin")
"""How other goods use the same provinces."""

NAMES = (
    *("ends.score", "ends.origin", "ends.destination", "ends.origin_as_destination", "ends.destination_as_origin"),
    *("ends.best_origin", "ends.best_destination", "ends.best_reversed_origin", "ends.best_reversed_destination"),
    *("ends.second", "ends.mentions", "ends.mean", "ends.reversed", "ends.best_reversed", "ends.origins_above"),
    *("ends.destinations_above", "ends.origin_lead", "ends.destination_lead"),
    *("others.same_way", "others.reversed", "others.best", "others.sure", "others.goods_same_way", "others.goods_mean"),
    *("others.goods_sure", "others.here", "others.goods"),
    *(f"shared.{where}_{name}" for where in ("article", "near") for name in SHARED),
    *("pair.sentences", "pair.words", "pair.order", "pair.origin_role", "pair.destination_role", "pair.distance"),
    *("pair.origin_sentence", "pair.destination_sentence", "pair.nearest_origin_role", "pair.nearest_destination_role"),
    *("pair.origin_first", "pair.destination_first", "pair.origin_before_destination", "pair.between", "pair.places"),
    *(f"{end}.{name}" for end in ("origin", "destination") for name in ("mentions", "dateline", "home", "title")),
    *("deal.pair", "deal.best"),
    *mention.NAMES,
)


class Ends(NamedTuple):
    """Scores of both ends, by mention of the goods and province."""

    origin: dict[tuple[int, str], float]
    destination: dict[tuple[int, str], float]

    def score(self, number: int, origin: str, destination: str) -> float:
        """Return the product of both."""
        return self.origin[number, origin] * self.destination[number, destination]


class Table(NamedTuple):
    """What an article's ways are compared with."""

    ends: Ends
    numbers: dict[str, list[int]]
    """Mentions by commodity."""
    best: dict[tuple[str, str], float]
    """The best score of any goods, by origin and destination."""
    by_goods: dict[tuple[str, str, str], float]
    """The best score by commodity, origin and destination."""
    deals: dict[frozenset[str], float]
    """The best score of a deal that joins two provinces."""
    together: dict[tuple[str, str], list[tuple[Anchor, Anchor]]]
    """Places of two provinces in one sentence."""
    best_ends: dict[str, tuple[dict[str, float], dict[str, float]]]
    """By commodity the best score of each province as origin and as destination."""


def nearest(discourse: Discourse, anchor: Anchor, province: str) -> Anchor:
    """Return the place of a province nearest to a mention; places that frame the story come last."""

    def distance(place: Anchor) -> tuple[int, int]:
        apart = abs(place.sentence - anchor.sentence) + (3 if place.role in FRAME else 0)
        return apart, abs(place.first - anchor.first)

    return min(discourse.places_of[province], key=distance)


def values(
    discourse: Discourse, table: Table, number: int, way: tuple[str, str, str], around: Sequence[float]
) -> list[float]:
    """Return the features of a way; `number` is the mention that tells of it best, `around` its own features."""
    _, origin, destination = way
    anchor = discourse.goods[number]
    return [
        *_ends(table, number, way),
        *_others(discourse, table, number, way),
        *_shared(discourse, table, number, way),
        *_pair(discourse, table, anchor, origin, destination),
        *_province(discourse, anchor, origin),
        *_province(discourse, anchor, destination),
        table.deals.get(frozenset((origin, destination)), 0.0),
        max(table.deals.values(), default=0.0),
        *around,
    ]


def _ends(table: Table, number: int, way: tuple[str, str, str]) -> list[float]:
    commodity, origin, destination = way
    ends, numbers = table.ends, table.numbers[commodity]
    scores = sorted((ends.score(each, origin, destination) for each in numbers), reverse=True)
    sources, targets = table.best_ends[commodity]
    return [
        scores[0],
        ends.origin[number, origin],
        ends.destination[number, destination],
        ends.destination[number, origin],
        ends.origin[number, destination],
        sources[origin],
        targets[destination],
        targets[origin],
        sources[destination],
        scores[1] if len(scores) > 1 else ABSENT,
        float(len(scores)),
        sum(scores) / len(scores),
        ends.score(number, destination, origin),
        max(ends.score(each, destination, origin) for each in numbers),
        float(sum(score > sources[origin] for score in sources.values())),
        float(sum(score > targets[destination] for score in targets.values())),
        _lead(sources, origin),
        _lead(targets, destination),
    ]


def _lead(scores: dict[str, float], province: str) -> float:
    return scores[province] - max((score for code, score in scores.items() if code != province), default=0.0)


def _others(discourse: Discourse, table: Table, number: int, way: tuple[str, str, str]) -> list[float]:
    commodity, origin, destination = way
    anchor = discourse.goods[number]
    same = [
        score
        for other in table.numbers
        if other != commodity and (score := table.by_goods.get((other, origin, destination))) is not None
    ]
    here = [
        table.ends.score(each, origin, destination)
        for each, good in enumerate(discourse.goods[: len(discourse.goods)])
        if good.sentence == anchor.sentence and good.key != commodity and (each, origin) in table.ends.origin
    ]
    return [
        table.best[origin, destination],
        table.best.get((destination, origin), 0.0),
        max(table.best.values()),
        float(sum(score > SURE for score in table.best.values())),
        max(same, default=ABSENT),
        sum(same) / len(same) if same else ABSENT,
        float(sum(score > SURE for score in same)),
        max(here, default=ABSENT),
        float(len(table.numbers)),
    ]


def _shared(discourse: Discourse, table: Table, number: int, way: tuple[str, str, str]) -> list[float]:
    """Return how surely other goods leave and reach the same provinces, in the article and in the sentences beside."""
    commodity, origin, destination = way
    anchor = discourse.goods[number]
    others = [each for other, numbers in table.numbers.items() if other != commodity for each in numbers]
    near = [each for each in others if abs(discourse.goods[each].sentence - anchor.sentence) <= 1]
    result = []
    for numbers in (others, near):
        for scores, province in (
            (table.ends.origin, origin),
            (table.ends.destination, destination),
            (table.ends.destination, origin),
            (table.ends.origin, destination),
        ):
            found = [scores[each, province] for each in numbers]
            result.append(sum(found) / len(found) if found else ABSENT)
    return result


def _pair(discourse: Discourse, table: Table, anchor: Anchor, origin: str, destination: str) -> list[float]:
    source, target = nearest(discourse, anchor, origin), nearest(discourse, anchor, destination)
    beside = source.sentence == target.sentence
    first, last = sorted((source.first, target.first))
    return [
        *_together(table.together.get((origin, destination), []), anchor),
        float(source.sentence - anchor.sentence),
        float(target.sentence - anchor.sentence),
        ROLE[source.role],
        ROLE[target.role],
        float(source.first < anchor.first),
        float(target.first < anchor.first),
        float(source.first < target.first),
        float(last - first) if beside else FAR,
        float(discourse.count("places", first + 1, last)) if beside else ABSENT,
    ]


def _together(pairs: Sequence[tuple[Anchor, Anchor]], anchor: Anchor) -> list[float]:
    """Return in how many sentences both ends stand, and how they do in the one nearest to the goods."""
    if not pairs:
        return [0.0, FAR, 0.0, NONE, NONE, FAR]
    source, target = min(
        pairs, key=lambda pair: (abs(pair[0].sentence - anchor.sentence), abs(pair[0].first - pair[1].first))
    )
    return [
        float(len({each.sentence for each, _ in pairs})),
        float(min(abs(one.first - other.first) for one, other in pairs)),
        1.0 if source.first < target.first else 2.0,
        ROLE[source.role],
        ROLE[target.role],
        float(abs(source.sentence - anchor.sentence)),
    ]


def _province(discourse: Discourse, anchor: Anchor, province: str) -> list[float]:
    return [
        float(discourse.mentions[province]),
        float(discourse.dateline == province),
        float(discourse.homes[anchor.sentence] == province),
        float(province in discourse.titled),
    ]
