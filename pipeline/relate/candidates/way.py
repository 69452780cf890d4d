"""Ways: goods from one province to another, each once in an article, told by the mention whose ends fit best."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.anchors import grouped
from pipeline.relate.features import NONE, mention, siblings, way
from pipeline.relate.features.nearest_places import NO_THREES, threes_of
from pipeline.relate.scorer import log_odds, probability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.features.way import Ends
    from pipeline.relate.hashing import Floats, Integers

WORDS = ("words.way", "words.reversed", "words.sentence", "words.article")
ALONE = (*way.NAMES, *mention.NAMES, *WORDS)
NAMES = (*siblings.NAMES, *ALONE)

LISTING = frozenset({"and", "or", "also"})
"""Function words that join the goods of a list."""

COMMAS = frozenset({",", ";", "/", "&"})
"""Signs that do."""

LEAST_SCORE = 0.015
"""Score of both ends together below which a way is left out."""

MOST_WAYS = 400
"""Ways of one article that are weighed, the likeliest first."""

LEAST_ALONE = 0.02
"""Score of a way alone below which it is not looked at again beside the others."""


@dataclass(slots=True)
class Ways:
    """Ways of one article with their features."""

    keys: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Number of the mention, commodity, origin, destination."""
    sentences: list[int] = field(default_factory=list)
    """Sentence of each mention."""
    values: Floats = field(default_factory=lambda: np.zeros((0, len(ALONE) - len(WORDS))))
    """Features of each key, as `ALONE` but for the scores of the words."""
    threes: Integers = field(default_factory=lambda: NO_THREES)
    """The mention of each key and the places of both ends, whose words are read."""
    cut: list[int] = field(default_factory=list)
    """Numbers of mentions of which no way is weighed because there are too many."""


def ways_of(discourse: Discourse, arguments: Arguments, ends: Ends) -> Ways:
    """Return the ways whose ends together reach `LEAST_SCORE`, in the order of the goods."""
    if not arguments.keys:
        return Ways()
    provinces = list(dict.fromkeys(province for _, province in arguments.keys))
    table = way.table_of(arguments.anchors, ends)
    found = np.nonzero(table.best >= LEAST_SCORE)
    chosen = np.argsort(-table.best[found], kind="stable")[:MOST_WAYS]
    tellers = table.teller[found]
    keys = [
        (int(tellers[row]), arguments.anchors[tellers[row]].key, provinces[origin], provinces[destination], row)
        for row, origin, destination in zip(chosen, *(each[chosen] for each in found[1:]), strict=True)
    ]
    keys.sort()
    if not keys:
        return Ways()
    rows = [key[-1] for key in keys]
    columns = way.Ways(tellers[rows], *(each[rows] for each in found))
    threes = threes_of(discourse, arguments.anchors, ((number, *both) for number, _, *both, _ in keys))
    told = way.values(discourse, table, columns)
    return Ways(
        [key[:-1] for key in keys],
        [arguments.anchors[key[0]].sentence for key in keys],
        np.concatenate([told, arguments.mentions[columns.mention]], axis=1),
        threes,
        sorted({int(number) for number in tellers} - {key[0] for key in keys}),
    )


def with_words(found: Ways, scores: Sequence[float] | Floats, sentences: Mapping[int, float], article: float) -> Floats:
    """Return the features with the scores of words: of the way, the way back, the sentence, the article."""
    by_key = {key[1:]: score for key, score in zip(found.keys, scores, strict=True)}
    reversed_scores = [by_key.get((commodity, end, start), NONE) for _, commodity, start, end in found.keys]
    here = [sentences.get(sentence, NONE) for sentence in found.sentences]
    told = np.array([scores, reversed_scores, here, np.full(len(found.keys), article)], dtype=np.float64).T
    return np.concatenate([found.values, told], axis=1)


def with_siblings(found: Ways, rows: Floats, scores: Sequence[float] | Floats) -> Floats:
    """Return features with those of each way beside all others, by the scores that the ways have alone."""
    if not found.keys:
        return np.zeros((0, len(NAMES)))
    return np.concatenate([siblings.values(found.keys, found.sentences, scores), rows], axis=1)


def looked_at_again(scores: Sequence[float]) -> list[int]:
    """Return the rows of the ways that are worth a second look, by the scores that they have alone."""
    return [row for row, score in enumerate(scores) if score >= LEAST_ALONE]


def with_second_look(scores: Sequence[float], rows: Sequence[int], again: Sequence[float]) -> list[float]:
    """Return the scores of ways alone with those of the second look in the place of theirs."""
    told = dict(zip(rows, again, strict=True))
    return [told.get(row, score) for row, score in enumerate(scores)]


def in_lists(discourse: Discourse, found: Ways, scores: Sequence[float]) -> list[float]:
    """Return the scores of ways, the mean log-odds for goods that are named in one list: they go the same way."""
    lists = discourse.kept(_lists)
    owners = [(lists[number], origin, destination) for number, _, origin, destination in found.keys]
    each = grouped(range(len(owners)), owners.__getitem__)
    odds = log_odds(np.array(scores, dtype=np.float64))
    means = {owner: odds[rows].mean() if len(rows) > 1 else odds[rows[0]] for owner, rows in each.items()}
    return probability(np.array([means[owner] for owner in owners])).tolist()  # type: ignore[no-any-return]


def _lists(discourse: Discourse) -> list[int]:
    """Return the list that each mention of goods stands in."""
    joined = [
        before.sentence == good.sentence and _joins(discourse, before.behind, good.first)
        for before, good in pairwise(discourse.goods)
    ]
    return list(accumulate((not each for each in joined), initial=0))


def _joins(discourse: Discourse, first: int, behind: int) -> bool:
    """Tell whether only words that join stand between two words."""
    return behind > first and all(
        discourse.words[word] in COMMAS or ((each := discourse.classes[word]) is not None and each.sense in LISTING)
        for word in range(first, behind)
    )
