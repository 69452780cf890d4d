"""The candidates of one article with the scores of all stages; each stage sees the scores of those before it.

1. places and goods by themselves: do goods leave or reach a place, does it trade, does a good go anywhere
2. goods and statements with each province: origin, destination, party, hub; statements alone: a deal or not
3. ways: goods from one province to another, each alone
4. ways again, beside all others of the article; goods of one list go the same way
5. pairs: two provinces that a statement joins, each alone
6. partners: two provinces, beside all statements without a figure
7. pairs of figures again, beside all others of the article

Of deals that are taken the models are asked later who else is a party, which party is the hub, and the status; of two
partners whom a figure joins too, whether they have a deal of their own beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.candidates import argument, pair, partners, statement, way
from pipeline.relate.candidates.sentence import sentences_of
from pipeline.relate.features import article_words, mention_words, statement_words, way_words
from pipeline.relate.features.lone import GOOD_MODEL, PLACE_MODELS, Lone
from pipeline.relate.rows import ENDS, bare_rows, figure_rows, goods_rows, party_rows, party_words, statement_rows
from pipeline.relate.weighed import KINDS, Goods, Statements, Topic, Weighed
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from pipeline.relate.candidates.partners import Partners
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers
    from pipeline.relate.scorer import Scorer

MOST_GOODS, MOST_PROVINCES = 150, 16
"""Mentions of goods and provinces of one article that are weighed: no honest article has more."""


def candidates_of(discourse: Discourse) -> Weighed:
    """Return the candidates of the first stage, without scores."""
    provinces = discourse.by_mentions[:MOST_PROVINCES]
    told = (statement.figures_of(discourse), statement.triggers_of(discourse))
    wanted = discourse.goods[:MOST_GOODS]
    goods, *parties = argument.arguments_of(discourse, (wanted, *told), provinces)
    *lone, figures, triggers = mention_words.codes(discourse, (discourse.places, wanted, *told))
    statements = {
        kind: Statements(anchors, arguments, statement_words.codes(discourse, anchors, words))
        for kind, anchors, arguments, words in zip(KINDS, told, parties, (figures, triggers), strict=True)
    }
    subject, sentences = article_words.codes(discourse), sentences_of(discourse)
    return Weighed(discourse, Goods(goods), statements, lone, subject, sentences)


def topic_of(discourse: Discourse, scorer: Scorer) -> Topic:
    """Return what the words of an article say of its subject."""
    ((subject,),) = scorer.words(("article",), article_words.codes(discourse))
    found = sentences_of(discourse)
    (scores,) = scorer.words(("sentence",), found.grams)
    return Topic(float(subject), dict(zip(found.keys, scores.tolist(), strict=True)))


def lone_of(weighed: Weighed, scorer: Scorer) -> Lone:
    """Return what places and goods tell by themselves."""
    places, goods = weighed.lone_grams
    return Lone(np.array(scorer.words(PLACE_MODELS, places)).T, scorer.words((GOOD_MODEL,), goods)[0])


def weigh(discourse: Discourse, scorer: Scorer, topic: Topic) -> Weighed:
    """Return an article's candidates with the scores of all stages; `topic` is what `topic_of` says of it."""
    found = candidates_of(discourse)
    found.topic = topic
    found.lone = lone_of(found, scorer)
    goods = found.goods
    goods.rows = goods_rows(found, goods.arguments, scorer.words(ENDS, goods.arguments.grams))
    for kind, each in found.statements.items():
        each.words = scorer.words((kind, *(f"status_{status}" for status in STATUSES)), each.grams)
        each.rows = statement_rows(found, each)
        each.party_rows = party_rows(found, each.arguments, scorer.words(party_words(kind), each.arguments.grams))
    _weigh_first(found, scorer)
    found.ways = way.ways_of(discourse, goods.arguments, goods.ends())
    words = pair.words_of(discourse, found.statements["trigger"].arguments, found.statements["trigger"].parties)
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
    tables: dict[str, Floats] = dict.fromkeys(ENDS, goods.rows)
    for kind, each in found.statements.items():
        tables |= {kind: each.rows, f"{kind}_party": each.party_rows}
    scores = scorer.probabilities(tables)
    goods.origin, goods.destination = (scores[end] for end in ENDS)
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
    found.bare_rows = bare_rows(found)


def partners_of(weighed: Weighed) -> Partners:
    """Return the pairs of provinces that statements without a figure may join."""
    found = weighed.statements["trigger"]
    return partners.partners_of(weighed.discourse, found.pairs, found.alone, found.scores)


def best_ways(found: Weighed) -> dict[tuple[str, str], float]:
    """Return the best score of any goods, by origin and destination."""
    best: dict[tuple[str, str], float] = {}
    for (_, _, origin, destination), score in zip(found.ways.keys, found.way_scores, strict=True):
        best[origin, destination] = max(best.get((origin, destination), 0.0), score)
    return best
