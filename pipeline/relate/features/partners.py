"""Of two provinces of an article: what all its statements say of them as partners, where they stand together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats

MATE_SCORE = 0.3
"""Score from which another pair with one of the provinces counts."""

ROLES = ("from", "to", "subject", "at", "with", "official")
"""Roles of places that are counted for both."""

NAMES = (
    *(f"partners.{name}" for name in ("best", "second", "mean", "statements", "likeliest", "article_gap")),
    *("partners.statement_gap", "partners.statement", "partners.mate", "partners.mates"),
    *("partners.figure", "partners.article_figure", "partners.figure_gap"),
    *("partners.goods", "partners.goods_back", "partners.article_goods"),
    *(f"partners.{which}_{name}" for which in ("trigger", "figure") for name in ("party", "other_party")),
    *(f"partners.article_{name}" for name in ("triggers", "figures", "provinces", "sentences", "topic")),
    *("partners.titled", "partners.title", "partners.sentences", "partners.first_sentence", "partners.apart"),
    *("partners.rank", "partners.other_rank", "partners.fewest_sentences"),
    *("partners.triggers_there", "partners.statement_there", "partners.statement_near", "partners.figure_near"),
    *(f"partners.{role}" for role in ROLES),
    "partners.subject_with",
)

FAR_SENTENCES = 99.0
"""Sentences to what is not there."""


@dataclass(frozen=True)
class Told:
    """The statements of one kind with their pairs."""

    anchors: Sequence[Anchor]
    scores: Sequence[float]
    """Score of each statement as a deal."""
    keys: Sequence[tuple[int, str, str]]
    """Of each pair the number of its statement and the provinces."""
    pairs: Sequence[float]
    """Score of each pair by itself."""
    values: Floats
    """Features of each pair."""
    parties: Mapping[str, float]
    """Best score of each province as a party."""

    @cached_property
    def rows(self) -> dict[frozenset[str], list[int]]:
        """Return the rows of each pair, the likeliest first, pairs in order of their provinces."""
        rows: dict[frozenset[str], list[int]] = defaultdict(list)
        for row in np.argsort(-np.array(self.pairs), kind="stable").tolist():
            rows[frozenset(self.keys[row][1:])].append(row)
        return {pair: rows[pair] for pair in sorted(rows, key=sorted)}

    def likeliest(self) -> Floats:
        """Return the best score of a pair of each statement."""
        best = np.full(len(self.anchors), NONE)
        np.maximum.at(best, [key[0] for key in self.keys], self.pairs)
        return best


class Standing(NamedTuple):
    """Where the provinces and statements of an article stand."""

    sentences: Mapping[str, set[int]]
    """Of each province, but datelines."""
    ranks: Mapping[str, int]
    """Of each province by how often it is named."""
    triggers: Mapping[int, list[float]]
    """Scores of the statements without a figure, by sentence."""
    figures: Mapping[int, list[float]]
    """Scores of the figures, by sentence."""


def values(
    discourse: Discourse, triggers: Told, figures: Told, goods: Mapping[tuple[str, str], float], topic: float
) -> Floats:
    """Return the features of all pairs of the statements without a figure, in the order of `Told.rows`."""
    rows, of_figures = triggers.rows, figures.rows
    best = {pair: triggers.pairs[mine[0]] for pair, mine in rows.items()}
    figured = {pair: figures.pairs[mine[0]] for pair, mine in of_figures.items()}
    likeliest, standing = triggers.likeliest(), _standing(discourse, triggers, figures)
    sizes = (len(triggers.anchors), len(figures.anchors), len(discourse.provinces), len(discourse.sentences), topic)
    table = [
        [
            *_statements(triggers, mine, likeliest, max(best.values())),
            *_mates(pair, best),
            *_best(figured.get(pair, NONE), figured.values()),
            *_goods(goods, sorted(pair)),
            *(end(told.parties.get(each, NONE) for each in pair) for told in (triggers, figures) for end in (max, min)),
            *sizes,
            *_together(discourse, standing, sorted(pair)),
            *_roles(discourse, sorted(pair)),
        ]
        for pair, mine in rows.items()
    ]
    return np.array(table, dtype=np.float64).reshape(len(table), len(NAMES))


def _standing(discourse: Discourse, triggers: Told, figures: Told) -> Standing:
    sentences: dict[str, set[int]] = defaultdict(set)
    for place in discourse.places:
        if place.role != "dateline":
            sentences[place.key].add(place.sentence)
    ranks = {province: rank for rank, province in enumerate(discourse.by_mentions)}
    return Standing(sentences, ranks, _by_sentence(triggers), _by_sentence(figures))


def _by_sentence(told: Told) -> dict[int, list[float]]:
    scores: dict[int, list[float]] = defaultdict(list)
    for anchor, score in zip(told.anchors, told.scores, strict=True):
        scores[anchor.sentence].append(score)
    return scores


def _statements(triggers: Told, rows: Sequence[int], likeliest: Floats, article: float) -> list[float]:
    """Return how surely the statements join a pair, and how far it stands behind the likeliest."""
    scores = [triggers.pairs[row] for row in rows]
    numbers = [triggers.keys[row][0] for row in rows]
    tops = sum(score >= likeliest[number] for score, number in zip(scores, numbers, strict=True))
    return [
        *(scores[0], scores[1] if len(scores) > 1 else NONE, sum(scores) / len(scores), float(len(scores))),
        *(float(tops), article - scores[0], likeliest[numbers[0]] - scores[0], triggers.scores[numbers[0]]),
    ]


def _mates(pair: frozenset[str], best: Mapping[frozenset[str], float]) -> list[float]:
    """Return the best score of another pair with one of the provinces, and how many may be told."""
    mates = [score for other, score in best.items() if len(other & pair) == 1]
    return [max(mates, default=NONE), float(sum(score > MATE_SCORE for score in mates))]


def _best(mine: float, scores: Iterable[float]) -> list[float]:
    best = max(scores, default=NONE)
    return [mine, best, best - mine]


def _goods(goods: Mapping[tuple[str, str], float], pair: Sequence[str]) -> list[float]:
    """Return how surely goods go between both, either way, and anywhere."""
    one, other = pair
    there, back = goods.get((one, other), 0.0), goods.get((other, one), 0.0)
    return [max(there, back), min(there, back), max(goods.values(), default=0.0)]


def _together(discourse: Discourse, standing: Standing, pair: Sequence[str]) -> list[float]:
    """Return where both stand, how far apart, and what is said in the sentences that hold both and behind them."""
    one, other = (standing.sentences.get(each, set()) for each in pair)
    both = one & other
    near = {sentence + step for sentence in both for step in (0, 1)}
    there, beside, figures = (
        [score for sentence in sentences for score in scores.get(sentence, ())]
        for scores, sentences in ((standing.triggers, both), (standing.triggers, near), (standing.figures, near))
    )
    ranks = [standing.ranks[each] for each in pair]
    apart = 0 if both else min((abs(a - b) for a in one for b in other), default=FAR_SENTENCES)
    return [
        float(sum(each in discourse.titled for each in pair)),
        float(any(discourse.sentences[sentence].is_title for sentence in both)),
        *(float(len(both)), float(min(both, default=FAR_SENTENCES)), float(apart)),
        *(float(max(ranks)), float(min(ranks)), float(min(len(one), len(other)))),
        *(float(len(there)), *(max(scores, default=NONE) for scores in (there, beside, figures))),
    ]


def _roles(discourse: Discourse, pair: Sequence[str]) -> list[float]:
    """Return how often both are named in each role, and how often one is subject where the other stands beside it."""
    one, other = (discourse.roles[each] for each in pair)
    beside = min(one["with"], other["subject"]) + min(other["with"], one["subject"])
    return [*(float(one[role] + other[role]) for role in ROLES), float(beside)]
