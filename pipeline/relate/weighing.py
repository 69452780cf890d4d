"""The candidates of one article with the scores of all stages; each stage sees the scores of those before it.

1. goods and statements with each province: origin, destination, party, hub; statements alone: a deal or not
2. ways: goods from one province to another, each alone
3. ways again, beside all others of the article
4. pairs: two provinces that a statement joins
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.candidates import argument, pair, statement, way
from pipeline.relate.features import article_words
from pipeline.relate.features.way import Ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.candidates.pair import Pairs
    from pipeline.relate.candidates.way import Ways
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers
    from pipeline.relate.scorer import Scorer

STATUSES = ("realised", "agreed", "target", "planned")
"""What a deal can be."""

KINDS = ("figure", "trigger")
"""Kinds of statements: with a figure, and without."""

MOST_GOODS, MOST_PROVINCES = 150, 16
"""Mentions of goods and provinces of one article that are weighed: no honest article has more."""

CLEAR_LOG_ODDS, TELLING_WORDS = 2.0, 60
"""Log-odds and words from which an article leaves little doubt whether it tells of trade between provinces."""

LEAST_PARTY_SCORE = 0.02
"""Score of a party below which it says nothing about a pair."""

NO_ROWS = np.zeros((0, 0))
"""Of what is not yet weighed."""


@dataclass(slots=True)
class Goods:
    """Goods with the provinces at their ends."""

    arguments: Arguments
    rows: Floats = field(default_factory=lambda: NO_ROWS)
    """Features of each argument with the scores of its words."""
    origin: Sequence[float] = ()
    destination: Sequence[float] = ()

    def ends(self) -> Ends:
        """Return the scores by mention and province."""
        mentions = len(self.arguments.anchors)
        size = (mentions, len(self.origin) // max(mentions, 1))
        return Ends(*(np.array(each, dtype=np.float64).reshape(size) for each in (self.origin, self.destination)))


@dataclass(slots=True)
class Statements:
    """Statements of one kind with the provinces that may be their parties."""

    anchors: list[Anchor]
    arguments: Arguments
    grams: Integers
    """Codes of the n-grams of each statement."""
    words: list[Floats] = field(default_factory=list)
    """Scores of the words of each: a deal or not, then each status; one list per linear model."""
    rows: Floats = field(default_factory=lambda: NO_ROWS)
    """Features of each statement with the scores of its words."""
    scores: Sequence[float] = ()
    statuses: Sequence[tuple[float, ...]] = ()
    """Scores of each as `STATUSES`, where training gives them; else the models are asked about what is taken alone."""
    party_rows: Floats = field(default_factory=lambda: NO_ROWS)
    parties: Sequence[float] = ()
    """Score of each argument as a party."""
    pairs: Pairs = field(default_factory=pair.Pairs)
    pair_scores: Sequence[float] = ()


@dataclass(slots=True)
class Weighed:
    """An article's candidates and their scores."""

    discourse: Discourse
    goods: Goods
    statements: dict[str, Statements]
    """By kind."""
    grams: Integers
    """Codes of the n-grams of the article, one row."""
    topic: float = 0.0
    """Log-odds that the article tells of trade between provinces, by its words."""
    ways: Ways = field(default_factory=way.Ways)
    way_rows: Floats = field(default_factory=lambda: NO_ROWS)
    way_scores: Sequence[float] = ()

    @property
    def in_doubt(self) -> bool:
        """Whether the article may not tell of trade; a passage is too short to say so by its words."""
        return self.topic < CLEAR_LOG_ODDS and len(self.discourse.words) >= TELLING_WORDS


def candidates_of(discourse: Discourse) -> Weighed:
    """Return the candidates of the first stage, without scores."""
    provinces = discourse.by_mentions[:MOST_PROVINCES]
    told = (statement.figures_of(discourse), statement.triggers_of(discourse))
    goods, *parties = argument.arguments_of(discourse, (discourse.goods[:MOST_GOODS], *told), provinces)
    statements = {
        kind: Statements(anchors, arguments, statement.codes_of(discourse, anchors))
        for kind, anchors, arguments in zip(KINDS, told, parties, strict=True)
    }
    return Weighed(discourse, Goods(goods), statements, article_words.codes(discourse))


def topic_of(discourse: Discourse, scorer: Scorer) -> float:
    """Return the log-odds that an article tells of trade between provinces, by its words."""
    return float(scorer.words(("article",), article_words.codes(discourse))[0][0])


def weigh(discourse: Discourse, scorer: Scorer, topic: float) -> Weighed:
    """Return an article's candidates with the scores of all stages; `topic` is what `topic_of` says of it."""
    found = candidates_of(discourse)
    found.topic = topic
    goods = found.goods
    goods.rows = argument_rows(goods.arguments, scorer.words(("origin", "destination"), goods.arguments.grams))
    for kind, each in found.statements.items():
        each.words = scorer.words((kind, *(f"status_{status}" for status in STATUSES)), each.grams)
        each.rows = statement_rows(found, each)
        each.party_rows = argument_rows(each.arguments, scorer.words((f"{kind}_party",), each.arguments.grams))
    _weigh_first(found, scorer)
    found.ways = way.ways_of(discourse, goods.arguments, goods.ends(), likely_pairs(found.statements))
    alone = way.with_words(found.ways, scorer.words(("way",), found.ways.grams)[0], found.topic)
    found.way_rows = way.with_siblings(found.ways, alone, scorer.probabilities({"way_alone": alone})["way_alone"])
    found.way_scores = scorer.probabilities({"way": found.way_rows})["way"]
    traded = best_ways(found)
    for each in found.statements.values():
        each.pairs = pair.pairs_of(discourse, each.arguments, each.parties, each.scores, traded)
    scores = scorer.probabilities({f"{kind}_pair": each.pairs.values for kind, each in found.statements.items()})
    for kind, each in found.statements.items():
        each.pair_scores = scores[f"{kind}_pair"]
    return found


def _weigh_first(found: Weighed, scorer: Scorer) -> None:
    """Give scores to goods, statements and their arguments, all at once."""
    goods = found.goods
    tables: dict[str, Floats] = {"origin": goods.rows, "destination": goods.rows}
    for kind, each in found.statements.items():
        tables |= {kind: each.rows, f"{kind}_party": each.party_rows}
    scores = scorer.probabilities(tables)
    goods.origin, goods.destination = scores["origin"], scores["destination"]
    for kind, each in found.statements.items():
        each.scores, each.parties = scores[kind], scores[f"{kind}_party"]


def argument_rows(arguments: Arguments, words: Sequence[Floats]) -> Floats:
    """Return the features of arguments with the scores of their words, one list of scores per linear model."""
    best = (argument.best_by_slot(arguments, scores) for scores in words)
    return np.concatenate([arguments.values, *best], axis=1)


def argument_names(models: Sequence[str]) -> tuple[str, ...]:
    """Return the names of those features."""
    slots = (*argument.SLOTS, "best")
    return (*argument.NAMES, *(f"words.{model}_{slot}" for model in models for slot in slots))


def statement_rows(weighed: Weighed, found: Statements) -> Floats:
    """Return the features of statements with the scores of their words and of the article's."""
    topic = np.full(len(found.anchors), weighed.topic)
    told = np.array([*found.words, topic], dtype=np.float64).T
    return np.concatenate([statement.values_of(weighed.discourse, found.anchors), told], axis=1)


def statement_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*statement.NAMES, "words.deal", *(f"words.{status}" for status in STATUSES), "words.article")


def forests() -> dict[str, tuple[str, ...]]:
    """Return the forests that score all this, each with the names of its features."""
    ends = argument_names(("origin", "destination"))
    names = {"origin": ends, "destination": ends, "way_alone": way.ALONE, "way": way.NAMES}
    for kind in KINDS:
        parties = argument_names((f"{kind}_party",))
        names |= {kind: statement_names(), f"{kind}_party": parties, f"{kind}_hub": parties, f"{kind}_pair": pair.NAMES}
    return names | {f"status_{status}": statement_names() for status in STATUSES}


def likely_pairs(statements: Mapping[str, Statements]) -> dict[frozenset[str], float]:
    """Return the best score of a statement that joins two provinces, by both."""
    best: dict[frozenset[str], float] = {}
    for each in statements.values():
        by_statement: dict[int, list[tuple[str, float]]] = {}
        for (number, province), score in zip(each.arguments.keys, each.parties, strict=True):
            if score >= LEAST_PARTY_SCORE:
                by_statement.setdefault(number, []).append((province, score))
        for number, parties in by_statement.items():
            for (one, score), (other, second) in combinations(parties, 2):
                key = frozenset((one, other))
                best[key] = max(best.get(key, 0.0), each.scores[number] * score * second)
    return best


def best_ways(found: Weighed) -> dict[tuple[str, str], float]:
    """Return the best score of any goods, by origin and destination."""
    best: dict[tuple[str, str], float] = {}
    for (_, _, origin, destination), score in zip(found.ways.keys, found.way_scores, strict=True):
        best[origin, destination] = max(best.get((origin, destination), 0.0), score)
    return best
