"""Training, stage by stage: each model is fitted on scores of the stage before that never saw the article.

The articles are parted by hand. A stage's scores for one part come from models fitted on the others, so that the next
stage learns from what it will meet: scores of unseen text. The models that are kept are fitted on all parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.relate import weighing
from pipeline.relate.candidates import pair, way
from pipeline.relate.scorer import Forest, Linear, Scorer
from pipeline.train import fit, labels
from pipeline.train.answers import by_anchor, by_argument, of_owners
from pipeline.train.sets import folds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.train.labels import Truth
    from pipeline.train.sets import Example

PARTS = 5
"""Parts of whole hands."""

RANDOM = {"way_alone": 2, "way": 2}
"""Forests of random thresholds, with how many times the trees: by cross-validation these gain by it, others lose."""

Table = np.ndarray[Any, Any]


@dataclass(slots=True)
class Stack:
    """Articles on their way through the stages, and the models that were fitted."""

    examples: Sequence[Example]
    truths: list[Truth]
    parts: list[int]
    """The part of each article."""
    weighed: list[weighing.Weighed]
    rounds: int = fit.ROUNDS
    """Trees of a forest."""
    without: frozenset[str] = frozenset()
    """First parts of the names of features that no forest sees."""
    linear: dict[str, Linear] = field(default_factory=dict)
    forests: dict[str, Forest] = field(default_factory=dict)

    @property
    def scorer(self) -> Scorer:
        """The models fitted on all articles."""
        return Scorer(self.linear, self.forests)


def fitted(examples: Sequence[Example], rounds: int = fit.ROUNDS, without: frozenset[str] = frozenset()) -> Stack:
    """Fit all models; the stack also holds what models that never saw an article say of it."""
    stack = Stack(
        examples,
        [labels.truth_of(example.gold, example.discourse) for example in examples],
        folds(examples, PARTS),
        [weighing.candidates_of(example.discourse) for example in examples],
        rounds,
        without,
    )
    _articles(stack)
    _goods(stack)
    _status_words(stack)
    for kind in weighing.KINDS:
        _statements(stack, kind)
    _ways(stack)
    for kind in weighing.KINDS:
        _pairs(stack, kind)
    _statuses(stack)
    return stack


def _articles(stack: Stack) -> None:
    answers = [[labels.article(truth)] for truth in stack.truths]
    scores = _linear(stack, "article", [each.grams for each in stack.weighed], answers)
    for each, (topic,) in zip(stack.weighed, scores, strict=True):
        each.topic = topic


def _goods(stack: Stack) -> None:
    found = [each.goods for each in stack.weighed]
    wanted = [
        [(each.arguments.anchors[number].key, province) for number, province in each.arguments.keys] for each in found
    ]
    answers = [
        [[labels.end(truth, *key, place) for key in keys] for truth, keys in zip(stack.truths, wanted, strict=True)]
        for place in (1, 2)
    ]
    grams = [each.arguments.grams for each in found]
    owners = [each.arguments.slots[:, 0].tolist() for each in found]
    words = [
        _linear(stack, name, grams, of_owners(owners, answer))
        for name, answer in zip(("origin", "destination"), answers, strict=True)
    ]
    for each, origin, destination in zip(found, *words, strict=True):
        each.rows = weighing.argument_rows(each.arguments, (origin, destination))
    names = weighing.argument_names(("origin", "destination"))
    for name, answer in zip(("origin", "destination"), answers, strict=True):
        scores = _forest(stack, name, [each.rows for each in found], answer, names)
        for each, mine in zip(found, scores, strict=True):
            setattr(each, name, mine)


def _statements(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    answers = by_anchor(stack.truths, found, labels.statement)
    words = _linear(stack, kind, [each.grams for each in found], answers)
    for article, mine, told in zip(stack.weighed, found, words, strict=True):
        mine.words = [told, *mine.words]
        mine.rows = weighing.statement_rows(article, mine)
    rows = [each.rows for each in found]
    for mine, scores in zip(found, _forest(stack, kind, rows, answers, weighing.statement_names()), strict=True):
        mine.scores = scores
    _parties(stack, kind)


def _status_words(stack: Stack) -> None:
    """Fit the words that tell what a deal is, of both kinds of statements together."""
    both = [list(each.statements.values()) for each in stack.weighed]
    for each in both:
        for mine in each:
            mine.words = []
    grams = [mine.grams for each in both for mine in each]
    for status in weighing.STATUSES:
        scores = _linear(stack, f"status_{status}", grams, _status_labels(stack, status))
        for each, told in zip(both, scores, strict=True):
            begin = 0
            for mine in each:
                mine.words.append(told[begin : begin + len(mine.anchors)])
                begin += len(mine.anchors)


def _status_labels(stack: Stack, status: str) -> list[list[int]]:
    return [
        [labels.status(truth, anchor, status) for each in article.statements.values() for anchor in each.anchors]
        for truth, article in zip(stack.truths, stack.weighed, strict=True)
    ]


def _parties(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    answers = by_argument(stack.truths, found, labels.party)
    owners = [each.arguments.slots[:, 0].tolist() for each in found]
    name = f"{kind}_party"
    words = _linear(stack, name, [each.arguments.grams for each in found], of_owners(owners, answers))
    for each, told in zip(found, words, strict=True):
        each.party_rows = weighing.argument_rows(each.arguments, (told,))
    rows = [each.party_rows for each in found]
    names = weighing.argument_names((name,))
    for each, scores in zip(found, _forest(stack, name, rows, answers, names), strict=True):
        each.parties = scores
    _forest(stack, f"{kind}_hub", rows, by_argument(stack.truths, found, labels.hub), names)


def _ways(stack: Stack) -> None:
    for each in stack.weighed:
        deals = weighing.likely_pairs(each.statements)
        each.ways = way.ways_of(each.discourse, each.goods.arguments, each.goods.ends(), deals)
    both = zip(stack.truths, stack.weighed, strict=True)
    answers = [[labels.way(truth, key[1:]) for key in each.ways.keys] for truth, each in both]
    words = _linear(stack, "way", [each.ways.grams for each in stack.weighed], answers)
    alone = [way.with_words(each.ways, scores, each.topic) for each, scores in zip(stack.weighed, words, strict=True)]
    scored = _forest(stack, "way_alone", alone, answers, way.ALONE)
    for each, rows, scores in zip(stack.weighed, alone, scored, strict=True):
        each.way_rows = way.with_siblings(each.ways, rows, scores)
    scored = _forest(stack, "way", [each.way_rows for each in stack.weighed], answers, way.NAMES)
    for each, scores in zip(stack.weighed, scored, strict=True):
        each.way_scores = scores


def _pairs(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    for article, mine in zip(stack.weighed, found, strict=True):
        traded = weighing.best_ways(article)
        mine.pairs = pair.pairs_of(article.discourse, mine.arguments, mine.parties, mine.scores, traded)
    answers = [
        [labels.pair(truth, each.anchors[number], first, second) for number, first, second in each.pairs.keys]
        for truth, each in zip(stack.truths, found, strict=True)
    ]
    rows = [each.pairs.values for each in found]
    for each, scores in zip(found, _forest(stack, f"{kind}_pair", rows, answers, pair.NAMES), strict=True):
        each.pair_scores = scores


def _statuses(stack: Stack) -> None:
    """Fit what a deal is, of both kinds of statements together."""
    rows = [np.concatenate([each.rows for each in article.statements.values()]) for article in stack.weighed]
    scores = [
        _forest(stack, f"status_{status}", rows, _status_labels(stack, status), weighing.statement_names())
        for status in weighing.STATUSES
    ]
    for article, *mine in zip(stack.weighed, *scores, strict=True):
        told = iter(zip(*mine, strict=True))
        for each in article.statements.values():
            each.statuses = list(islice(told, len(each.anchors)))


def _linear(stack: Stack, name: str, grams: Sequence[Table], answers: Sequence[Sequence[int]]) -> list[Table]:
    """Fit a linear model and return the scores of its parts' left-out models, by article."""
    table = fit.matrix(grams)
    labelled = np.array([label for article in answers for label in article])
    parts = _parts(stack, answers)
    scores = np.zeros(len(labelled))
    for part in sorted(set(stack.parts)):
        seen = (parts != part) & (labelled >= 0)
        model = fit.fit_linear(table[seen], labelled[seen])
        mine = parts == part
        scores[mine] = table[mine] @ model.weights + model.bias
    known = labelled >= 0
    stack.linear[name] = fit.fit_linear(table[known], labelled[known])
    return _by_article(scores, answers)


def _forest(
    stack: Stack,
    name: str,
    rows: Sequence[Table],
    answers: Sequence[Sequence[int]],
    names: tuple[str, ...],
) -> list[list[float]]:
    """Fit a forest and return the scores of its parts' left-out forests, by article."""
    table = np.concatenate(rows).astype(np.float32)
    table[:, [name.partition(".")[0] in stack.without for name in names]] = 0
    labelled = np.array([label for article in answers for label in article])
    parts = _parts(stack, answers)
    rounds = stack.rounds * RANDOM.get(name, 1)
    scores = np.zeros(len(labelled))
    for part in sorted(set(stack.parts)):
        seen = (parts != part) & (labelled >= 0)
        forest = fit.fit_forest(table[seen], labelled[seen], names, rounds, random=name in RANDOM)
        scores[parts == part] = forest.score(table[parts == part])
    known = labelled >= 0
    stack.forests[name] = fit.fit_forest(table[known], labelled[known], names, rounds, random=name in RANDOM)
    return [each.tolist() for each in _by_article(scores, answers)]


def _parts(stack: Stack, answers: Sequence[Sequence[int]]) -> Table:
    return np.array([part for part, article in zip(stack.parts, answers, strict=True) for _ in article])


def _by_article(scores: Table, answers: Sequence[Sequence[int]]) -> list[Table]:
    return np.split(scores, np.cumsum([len(article) for article in answers])[:-1])
