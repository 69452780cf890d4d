"""What mentions tell by themselves: whether goods leave or reach a place or it trades, whether a good goes anywhere.

A pair of a good and a province is weighed by words near both; these scores know what is told of each of them far apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features.nearest_places import nearest, of_provinces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

PLACE_MODELS = ("place_origin", "place_destination", "place_party", "place_hub")
GOOD_MODEL = "good"
"""Linear models over the words of places and of goods by themselves."""

PLACES = tuple(f"words.{model}_{which}" for which in ("best", "near", "above", "most") for model in PLACE_MODELS)
"""Of each model the best score of a province, that of its place nearest to a mention, how many provinces have a better
one, and the best of all."""

GOODS = ("words.good", "words.good_best", "words.good_above", "words.good_most")
"""The score of a mention of a good, the best of that good, how many goods have a better one, the best of all."""


class Lone(NamedTuple):
    """Log-odds of mentions by themselves."""

    places: Floats
    """Shape (places, `PLACE_MODELS`)."""
    goods: Floats
    """Of the goods that are weighed."""


NOTHING = Lone(np.zeros((0, len(PLACE_MODELS))), np.zeros(0))
"""Of an article whose mentions are not yet weighed."""


def of_places(discourse: Discourse, anchors: Sequence[Anchor], provinces: Sequence[str], scores: Floats) -> Floats:
    """Return the features of mentions and provinces, one row each, as `PLACES`; shape of `scores` as `Lone.places`."""
    if not anchors or not provinces:
        return np.zeros((0, len(PLACES)))
    best = of_provinces(discourse, np.maximum, scores.T, provinces).T
    above = (best > best[:, None]).sum(axis=1)
    near = scores[nearest(discourse, anchors, provinces)]
    columns = (best, near, above, np.broadcast_to(best.max(axis=0), best.shape))
    told = [np.broadcast_to(each, near.shape) for each in columns]
    return np.concatenate(told, axis=2).reshape(-1, len(PLACES))


def of_goods(anchors: Sequence[Anchor], scores: Floats) -> Floats:
    """Return the features of mentions of goods, one row each, as `GOODS`."""
    best: dict[str, float] = {}
    for anchor, score in zip(anchors, scores.tolist(), strict=True):
        best[anchor.key] = max(best.get(anchor.key, score), score)
    known = np.array(sorted(best.values()))
    mine = np.array([best[anchor.key] for anchor in anchors])
    above = len(known) - known.searchsorted(mine, side="right")
    most = np.full(len(anchors), max(known, default=0.0))
    return np.stack([scores, mine, above, most], axis=1)
