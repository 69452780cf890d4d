"""Of goods on their way from one province to another: the scores of both ends, and what else goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features.codes import ABSENT_CODE
from pipeline.relate.features.province import standing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers, Mask

SURE_SCORE = 0.3
"""Score from which a rival counts as one."""

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
    *(f"{end}.{name}" for end in ("origin", "destination") for name in ("mentions", "dateline", "home", "title")),
)


class Ends(NamedTuple):
    """Scores of both ends, shape (mentions of goods, provinces)."""

    origin: Floats
    destination: Floats

    @property
    def both(self) -> Floats:
        """The product of both, shape (mentions, origins, destinations); 0 where origin is destination."""
        result: Floats = self.origin[:, :, None] * self.destination[:, None, :]
        return result * ~np.eye(result.shape[1], dtype=bool)


class Table(NamedTuple):
    """What an article's ways are compared with; commodities in the order of their first mention."""

    ends: Ends
    both: Floats
    """As `Ends.both`."""
    commodity: Integers
    """Commodity of each mention."""
    best: Floats
    """Best score of a commodity, shape (commodities, origins, destinations)."""
    teller: Integers
    """The mention that has it, the first of several; same shape."""
    second: Floats
    """Second score, `ABSENT_CODE` where there is one mention; same shape."""
    mean: Floats
    """Mean score; same shape."""
    origins: Floats
    """Best score of a commodity's origins, shape (commodities, provinces)."""
    destinations: Floats


def table_of(goods: Sequence[Anchor], ends: Ends) -> Table:
    """Return what the ways of some goods are compared with."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(good.key for good in goods))}
    commodity = np.array([numbers[good.key] for good in goods], dtype=np.int64)
    order = np.argsort(commodity, kind="stable")
    begins = np.searchsorted(commodity[order], np.arange(len(numbers)))

    def joined(join: np.ufunc, values: Floats) -> Floats:
        """Return values of mentions joined by commodity."""
        result: Floats = join.reduceat(values[order], begins, axis=0)
        return result

    both = ends.both
    best, count = joined(np.maximum, both), np.bincount(commodity)[:, None, None]
    at = np.arange(len(goods))[:, None, None]
    teller = joined(np.minimum, np.where(both == best[commodity], at, len(goods)))
    second = joined(np.maximum, np.where(at == teller[commodity], ABSENT_CODE, both))
    return Table(
        ends,
        both,
        commodity,
        best,
        teller,
        second,
        mean=joined(np.add, both) / count,
        origins=joined(np.maximum, ends.origin),
        destinations=joined(np.maximum, ends.destination),
    )


class Ways(NamedTuple):
    """Ways as columns of numbers."""

    mention: Integers
    """The mention of the goods that tells of it best."""
    commodity: Integers
    origin: Integers
    destination: Integers


def values(discourse: Discourse, table: Table, ways: Ways) -> Floats:
    """Return the features of ways, one row each."""
    sentences = np.array([good.sentence for good in discourse.goods[: len(table.commodity)]])
    columns = [
        *_ends(table, ways),
        *_others(table, ways, sentences),
        *_shared(table, ways, sentences),
        *_provinces(discourse, ways.origin, sentences[ways.mention]),
        *_provinces(discourse, ways.destination, sentences[ways.mention]),
    ]
    return np.array(columns, dtype=np.float64).T


def _ends(table: Table, ways: Ways) -> list[Floats]:
    """Return scores of the ends of a way, and of the same provinces the other way round."""
    number, commodity, origin, destination = ways
    ends, way, back = table.ends, ways[1:], (commodity, destination, origin)
    sources, targets = table.origins[commodity], table.destinations[commodity]
    source, target = table.origins[commodity, origin], table.destinations[commodity, destination]
    return [
        table.best[way],
        ends.origin[number, origin],
        ends.destination[number, destination],
        ends.destination[number, origin],
        ends.origin[number, destination],
        source,
        target,
        table.destinations[commodity, origin],
        table.origins[commodity, destination],
        table.second[way],
        np.bincount(table.commodity)[commodity],
        table.mean[way],
        table.both[number, destination, origin],
        table.best[back],
        (sources > source[:, None]).sum(axis=1),
        (targets > target[:, None]).sum(axis=1),
        _lead(sources, origin),
        _lead(targets, destination),
    ]


def _lead(scores: Floats, province: Integers) -> Floats:
    """Return how much more a province scores than the best of the others."""
    rows = np.arange(len(scores))
    own: Floats = scores[rows, province]
    others = scores.copy()
    others[rows, province] = 0.0
    lead: Floats = own - others.max(axis=1)
    return lead


def _others(table: Table, ways: Ways, sentences: Integers) -> list[Floats]:
    """Return how surely other goods go the same way, and what goes any way."""
    number, commodity, origin, destination = ways
    any_goods = table.best.max(axis=0)
    same = table.best[:, origin, destination]
    other = np.arange(len(same))[:, None] != commodity
    here = (sentences[:, None] == sentences[number]) & (table.commodity[:, None] != commodity)
    size = len(commodity)
    return [
        any_goods[origin, destination],
        any_goods[destination, origin],
        np.full(size, any_goods.max()),
        np.full(size, (any_goods > SURE_SCORE).sum()),
        _most(same, other),
        _mean(same, other),
        ((same > SURE_SCORE) & other).sum(axis=0),
        _most(table.both[:, origin, destination], here),
        np.full(size, len(table.best)),
    ]


def _most(scores: Floats, where: Mask) -> Floats:
    """Return the greatest of some scores of each column, `ABSENT_CODE` where there are none."""
    most: Floats = np.max(scores, axis=0, where=where, initial=ABSENT_CODE)
    return most


def _mean(scores: Floats, where: Mask) -> Floats:
    """Return the mean of some scores of each column, or of each column of several tables, else `ABSENT_CODE`."""
    count = where.sum(axis=0)
    mean: Floats = np.where(count > 0, (scores * where).sum(axis=-2) / np.maximum(count, 1), ABSENT_CODE)
    return mean


def _shared(table: Table, ways: Ways, sentences: Integers) -> list[Floats]:
    """Return how surely other goods leave and reach the same provinces, in the article and in the sentences beside."""
    number, commodity, origin, destination = ways
    others = table.commodity[:, None] != commodity
    near = others & (np.abs(sentences[:, None] - sentences[number]) <= 1)
    scores = (
        table.ends.origin[:, origin],
        table.ends.destination[:, destination],
        table.ends.destination[:, origin],
        table.ends.origin[:, destination],
    )
    return [mean for where in (others, near) for mean in _mean(np.array(scores), where)]


def _provinces(discourse: Discourse, provinces: Integers, sentences: Integers) -> list[Integers]:
    mentions, dateline, title, home = standing_of(discourse).of(provinces, sentences)
    return [mentions, dateline, home, title]
