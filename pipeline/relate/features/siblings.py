"""Of a way beside all others of its article, by the scores that they have alone: rivals, companions, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.relate.features.codes import ABSENT_CODE

if TYPE_CHECKING:
    from collections.abc import Sequence

LIKELY_SCORE, POSSIBLE_SCORE = 0.4, 0.2
"""Scores from which a way counts as one, and as one that may be."""

GROUPS = (
    "same_goods",
    "same_destination",
    "same_origin",
    "back",
    "companions",
    "companions_back",
    "beside",
    "sentence",
)
"""Other ways: of the same goods; of these to the same destination, from the same origin; the same goods the other way;
other goods the same way, and the other way; of companions those named next to the goods, and in their sentence."""

NAMES = tuple(
    f"siblings.{name}"
    for name in (
        "score",
        *(f"{group}_{value}" for group in GROUPS for value in ("best", "sum", "likely")),
        *("from_origin", "to_destination", "from_destination", "to_origin"),
        *("article_best", "article_mean", "article_likely", "article_possible"),
    )
)

Table = np.ndarray[Any, Any]


def values(
    keys: Sequence[tuple[int, str, str, str]], sentences: Sequence[int], scores: Sequence[float] | Table
) -> Table:
    """Return the features of all ways of an article, shape (ways, features): best score, sum, likely ones of groups.

    `keys` are (number of the mention, commodity, origin, destination), `sentences` those of the mentions.
    """
    score = np.array(scores, dtype=np.float32)
    number, sentence = np.array([key[0] for key in keys]), np.array(sentences)
    _, commodities, origins, destinations = zip(*keys, strict=True)
    goods = _codes(commodities)
    origin, destination = np.split(_codes((*origins, *destinations)), 2)
    alike, leaving, reaching = _equal(goods), _equal(origin), _equal(destination)
    turned = (origin[:, None] == destination) & (destination[:, None] == origin)
    others = ~np.eye(len(keys), dtype=bool)
    companions = ~alike & leaving & reaching
    together = companions & _equal(sentence)
    beside = together & (np.abs(number[:, None] - number) == 1)
    groups = (
        *(alike & others, alike & reaching & others, alike & leaving & others, alike & turned),
        *(companions, ~alike & turned, beside, together),
    )
    ends = (leaving & others, reaching & others, origin[:, None] == destination, destination[:, None] == origin)
    table = np.array([*groups, *ends])
    best = np.where(table, score, ABSENT_CODE).max(axis=2)
    likely = (score >= LIKELY_SCORE).astype(np.float32)
    added = table[: len(groups)].astype(np.float32)
    article = (score.max(), score.mean(), likely.sum(), (score >= POSSIBLE_SCORE).sum())
    of_groups = np.stack([best[: len(groups)], added @ score, added @ likely], axis=1).reshape(-1, len(keys))
    columns = [[score], of_groups, best[len(groups) :], np.repeat([article], len(keys), axis=0).T]
    return np.concatenate(columns, dtype=np.float32).T


def _codes(names: Sequence[Any]) -> Table:
    """Return a number for each name, equal ones for equal names."""
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([numbers[name] for name in names])


def _equal(codes: Table) -> Table:
    """Return which ways are alike, shape (ways, ways)."""
    alike: Table = codes[:, None] == codes
    return alike
