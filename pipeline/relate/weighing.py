"""The candidates of one article with the scores of all stages; each stage sees the scores of those before it.

1. goods and statements with each province: origin, destination, party, hub; statements alone: a deal or not
2. ways: goods from one province to another, each alone
3. ways again, beside all others of the article; goods of one list go the same way
4. pairs: two provinces that a statement joins, each alone
5. partners: two provinces, beside all statements without a figure
6. pairs of figures again, beside all others of the article

Of deals that are taken the models are asked later who else is a party, which party is the hub, and the status; of two
partners whom a figure joins too, whether they have a deal of their own beside it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.candidates import argument, bare, pair, partners, statement, way
from pipeline.relate.candidates.sentence import sentences_of
from pipeline.relate.features import article_words, company, pair_siblings, third, way_words
from pipeline.relate.features import bare as bare_features
from pipeline.relate.features.statement import value_of
from pipeline.relate.weighed import KINDS, Goods, Statements, Topic, Weighed
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.candidates.partners import Partners
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers
    from pipeline.relate.scorer import Scorer

MOST_GOODS, MOST_PROVINCES = 150, 16
"""Mentions of goods and provinces of one article that are weighed: no honest article has more."""

LEAST_PARTY_SCORE = 0.02
"""Score of a party below which it says nothing about a pair."""


def candidates_of(discourse: Discourse) -> Weighed:
    """Return the candidates of the first stage, without scores."""
    provinces = discourse.by_mentions[:MOST_PROVINCES]
    told = (statement.figures_of(discourse), statement.triggers_of(discourse))
    goods, *parties = argument.arguments_of(discourse, (discourse.goods[:MOST_GOODS], *told), provinces)
    statements = {
        kind: Statements(anchors, arguments, statement.codes_of(discourse, anchors))
        for kind, anchors, arguments in zip(KINDS, told, parties, strict=True)
    }
    return Weighed(discourse, Goods(goods), statements, article_words.codes(discourse), sentences_of(discourse))


def topic_of(discourse: Discourse, scorer: Scorer) -> Topic:
    """Return what the words of an article say of its subject."""
    ((subject,),) = scorer.words(("article",), article_words.codes(discourse))
    found = sentences_of(discourse)
    (scores,) = scorer.words(("sentence",), found.grams)
    return Topic(float(subject), dict(zip(found.keys, scores.tolist(), strict=True)))


def weigh(discourse: Discourse, scorer: Scorer, topic: Topic) -> Weighed:
    """Return an article's candidates with the scores of all stages; `topic` is what `topic_of` says of it."""
    found = candidates_of(discourse)
    found.topic = topic
    goods = found.goods
    goods.rows = argument_rows(goods.arguments, scorer.words(("origin", "destination"), goods.arguments.grams))
    for kind, each in found.statements.items():
        each.words = scorer.words((kind, *(f"status_{status}" for status in STATUSES)), each.grams)
        each.rows = statement_rows(found, each)
        each.party_rows = argument_rows(each.arguments, scorer.words(party_words(kind), each.arguments.grams))
    _weigh_first(found, scorer)
    found.ways = way.ways_of(discourse, goods.arguments, goods.ends(), likely_pairs(found.statements))
    bare = found.statements["trigger"]
    words = pair.words_of(discourse, bare.arguments, bare.parties)
    of_ways, of_pairs = way_words.codes(discourse, (found.ways.threes, words.threes))
    (scores,) = scorer.words(("way",), of_ways)
    alone = way.with_words(found.ways, scores, topic.sentences, topic.odds)
    first = scorer.probabilities({"way_alone": alone})["way_alone"]
    found.way_rows = way.with_siblings(found.ways, alone, first)
    rows = way.looked_at_again(first)
    second = scorer.probabilities({"way": found.way_rows[rows]})["way"]
    found.way_scores = way.in_lists(discourse, found.ways, way.with_second_look(first, rows, second))
    _weigh_pairs(found, scorer, words, of_pairs)
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


def _weigh_pairs(found: Weighed, scorer: Scorer, words: pair.Words, grams: Integers) -> None:
    """Give scores to the pairs of statements, alone and then beside each other; `grams` are the codes of `words`."""
    traded = best_ways(found)
    for each in found.statements.values():
        each.pairs = pair.pairs_of(found.discourse, each.arguments, each.parties, each.scores, traded)
    bare = found.statements["trigger"]
    bare.pairs = pair.with_words(bare.pairs, words, *scorer.words(("trigger_pair",), grams))
    scores = scorer.probabilities({f"{kind}_alone": each.pairs.values for kind, each in found.statements.items()})
    for kind, each in found.statements.items():
        each.alone = scores[f"{kind}_alone"]
    found.partners = partners_of(found)
    found.partner_scores = scorer.probabilities({"partners": found.partners.values})["partners"]
    found.figure_rows = figure_rows(found)
    found.figure_scores = scorer.probabilities({"figure_pair": found.figure_rows})["figure_pair"]


def argument_rows(arguments: Arguments, words: Sequence[Floats]) -> Floats:
    """Return the features of arguments with the scores of their words, one list of scores per linear model."""
    best = (argument.best_by_slot(arguments, scores) for scores in words)
    return np.concatenate([arguments.values, *best], axis=1)


def argument_names(models: Sequence[str]) -> tuple[str, ...]:
    """Return the names of those features."""
    slots = (*argument.SLOTS, "best")
    return (*argument.NAMES, *(f"words.{model}_{slot}" for model in models for slot in slots))


def party_words(kind: str) -> tuple[str, str]:
    """Return the linear models that read the words of statements of a kind and provinces: as a party, as the hub."""
    return f"{kind}_party", f"{kind}_hub"


def statement_rows(weighed: Weighed, found: Statements) -> Floats:
    """Return the features of statements with the scores of their words and of the article's."""
    topic = np.full(len(found.anchors), weighed.topic.odds)
    told = np.array([*found.words, topic], dtype=np.float64).T
    figures = weighed.statements["figure"].anchors
    return np.concatenate([statement.values_of(weighed.discourse, found.arguments, figures), told], axis=1)


def statement_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*statement.NAMES, "words.deal", *(f"words.{status}" for status in STATUSES), "words.article")


def partners_of(weighed: Weighed) -> Partners:
    """Return the pairs of provinces that statements without a figure may join."""
    found = weighed.statements["trigger"]
    return partners.partners_of(weighed.discourse, found.pairs, found.alone, found.scores)


def figure_rows(weighed: Weighed) -> Floats:
    """Return the features of the pairs of figures with what the other pairs of the article say."""
    found = weighed.statements["figure"]
    if not found.pairs.keys:
        return np.zeros((0, len(FIGURE_NAMES)))
    worth = [value_of(anchor.fact.value) for anchor in found.anchors]
    beside = pair_siblings.values(found.pairs.keys, found.alone, worth, weighed.told_partners)
    return np.concatenate([found.pairs.values, beside], axis=1)


FIGURE_NAMES = (*pair.NAMES, *pair_siblings.NAMES)
"""Names of those features."""


def status_rows(weighed: Weighed, kind: str) -> Floats:
    """Return the features that tell the status of statements: their own, and what is said beside other figures."""
    found, figures = weighed.statements[kind], weighed.statements["figure"]
    words = np.array(figures.words[1:], dtype=np.float64).reshape(len(STATUSES), -1).T
    beside = company.values(found.anchors, figures.anchors, figures.scores, words)
    return np.concatenate([found.rows, beside], axis=1)


def status_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*statement_names(), *company.NAMES)


def bare_rows(weighed: Weighed, rows: Sequence[int]) -> Floats:
    """Return the features of some partners: theirs, those of their likeliest statement, those of a bare deal."""
    found = weighed.partners
    if not rows:
        return np.zeros((0, len(bare_names())))
    statements = status_rows(weighed, "trigger")[[found.keys[row][0] for row in rows]]
    return np.concatenate([found.values[rows], statements, bare.values_of(weighed, rows)], axis=1)


def bare_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*partners.NAMES, *status_names(), *bare_features.NAMES)


def deciding(weighed: Weighed, kind: str, rows: Sequence[int]) -> dict[str, Floats]:
    """Return the forests that decide together about deals of a kind, each with what it sees of some rows."""
    if kind == "figure":
        return {"figure_pair": weighed.figure_rows[rows]}
    return {"partners": weighed.partners.values[rows], "bare": bare_rows(weighed, rows)}


def third_names(kind: str) -> tuple[str, ...]:
    """Return the names of the features of provinces that may join a pair."""
    return (*third.NAMES, *argument_names(party_words(kind)))


def forests() -> dict[str, tuple[str, ...]]:
    """Return the forests that score all this, each with the names of its features."""
    ends = argument_names(("origin", "destination"))
    names = {"origin": ends, "destination": ends, "way_alone": way.ALONE, "way": way.NAMES}
    for kind in KINDS:
        parties = argument_names(party_words(kind))
        names |= {
            kind: statement_names(),
            f"{kind}_party": parties,
            f"{kind}_hub": parties,
            f"{kind}_alone": pair.WORDED if kind == "trigger" else pair.NAMES,
            f"{kind}_third": third_names(kind),
        }
    names |= {"partners": partners.NAMES, "figure_pair": FIGURE_NAMES} | dict.fromkeys(bare.FORESTS, bare_names())
    return names | {f"status_{status}": status_names() for status in STATUSES}


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
