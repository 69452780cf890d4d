"""Of a statement and two provinces: the scores of both as parties, goods that go between them, where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.relate.features import place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

STANDING = ("before", "behind", "earlier")
"""Sides of a statement on which a province may stand."""
PLACE = ("sentences", "words", "role")
"""Features of places that are looked at again."""
COLUMNS = tuple(place.NAMES.index(f"{side}.{name}") for side in STANDING for name in PLACE)
"""Where these stand among the features of places."""

NAMES = (
    *("parties.first", "parties.second", "parties.product", "parties.first_gap", "parties.second_gap", "parties.third"),
    *("parties.provinces", "goods.between", "goods.other_way", "goods.elsewhere", "together.nearest", "together.times"),
    *("statement.score", "statement.rank"),
    *(f"{which}.{name}" for which in ("first", "second") for name in ("mentions", "dateline", "title", "home")),
    *(f"{which}.{side}_{name}" for which in ("first", "second") for side in STANDING for name in PLACE),
)


class Scores(NamedTuple):
    """What the pairs of a statement are compared with."""

    parties: Mapping[str, float]
    """Score of each province as a party of this statement."""
    goods: Mapping[tuple[str, str], float]
    """Best score of goods by origin and destination."""
    statement: float
    rank: float
    """How many statements of the article score higher."""
    places: Mapping[str, Sequence[float]]
    """Features of the places of each province, as `place.NAMES` first."""


def values(discourse: Discourse, anchor: Anchor, scores: Scores, first: str, second: str) -> list[float]:
    """Return the features of a pair; the first scores higher as a party."""
    ranked = sorted(scores.parties.values(), reverse=True)
    one, other = scores.parties[first], scores.parties[second]
    ways = (scores.goods.get((first, second), 0.0), scores.goods.get((second, first), 0.0))
    together = [
        float(abs(sentence - anchor.sentence))
        for sentence, places in discourse.places_in.items()
        if {first, second} <= {place.key for place in places if place.role != "dateline"}
    ]
    return [
        *(one, other, one * other, ranked[0] - one, ranked[1] - other, ranked[2] if len(ranked) > 2 else 0.0),  # noqa: PLR2004
        float(len(ranked)),
        max(ways),
        min(ways),
        max(scores.goods.values(), default=0.0) - max(ways),
        min(together, default=9.0),
        float(len(together)),
        scores.statement,
        scores.rank,
        *_province(discourse, anchor, first),
        *_province(discourse, anchor, second),
        *(scores.places[first][column] for column in COLUMNS),
        *(scores.places[second][column] for column in COLUMNS),
    ]


def _province(discourse: Discourse, anchor: Anchor, province: str) -> list[float]:
    return [
        float(discourse.mentions[province]),
        float(discourse.dateline == province),
        float(province in discourse.titled),
        float(discourse.homes[anchor.sentence] == province),
    ]
