"""Training, stage by stage: the scores of a stage, of articles its models never saw, are what the next learns from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate import weighing
from pipeline.relate.candidates import pair, partners, third, way
from pipeline.relate.weighed import KINDS, Topic
from pipeline.train import fit, labels
from pipeline.train.answers import by_anchor, by_argument, of_owners
from pipeline.train.sets import folds
from pipeline.train.stack import PARTS, Stack, forest_scores, linear_scores
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.relate.candidates.third import Thirds
    from pipeline.train.sets import Example


def fitted(examples: Sequence[Example], rounds: int = fit.MOST_TREES, without: frozenset[str] = frozenset()) -> Stack:
    """Fit all models; the stack also holds what models that never saw an article say of it."""
    stack = Stack(
        examples,
        [labels.truth_of(example.gold, example.discourse) for example in examples],
        folds(examples, PARTS),
        [weighing.candidates_of(example.discourse) for example in examples],
        rounds,
        without,
    )
    with fit.single_threads():
        _run(stack)
    return stack


def _run(stack: Stack) -> None:
    """Fit the stages in order. Where neither needs the other two go on at once: one fits while the other makes rows."""
    _articles(stack)
    _at_once(partial(_goods, stack), partial(_all_statements, stack))
    _at_once(partial(_ways, stack), partial(_statuses, stack))
    _at_once(*(partial(_pairs, stack, kind) for kind in KINDS))
    _partners(stack)
    _figure_pairs(stack)
    _at_once(*(partial(_thirds, stack, kind) for kind in KINDS))


def _at_once(*stages: Callable[[], None]) -> None:
    with ThreadPoolExecutor(len(stages)) as pool:
        for each in [pool.submit(stage) for stage in stages]:
            each.result()


def _all_statements(stack: Stack) -> None:
    _status_words(stack)
    for kind in KINDS:
        _statements(stack, kind)


def _articles(stack: Stack) -> None:
    """Fit what the words of an article and of its sentences say of its subject."""
    answers = [[labels.article(truth)] for truth in stack.truths]
    subjects = linear_scores(stack, "article", [each.grams for each in stack.weighed], answers)
    told = linear_scores(stack, "sentence", [each.sentences.grams for each in stack.weighed], _sentence_labels(stack))
    for each, (subject,), scores in zip(stack.weighed, subjects, told, strict=True):
        each.topic = Topic(float(subject), dict(zip(each.sentences.keys, scores.tolist(), strict=True)))


def _sentence_labels(stack: Stack) -> list[list[int]]:
    return [
        [labels.sentence(truth, each.discourse, sentence) for sentence in each.sentences.keys]
        for truth, each in zip(stack.truths, stack.weighed, strict=True)
    ]


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
        linear_scores(stack, name, grams, of_owners(owners, answer))
        for name, answer in zip(("origin", "destination"), answers, strict=True)
    ]
    for each, origin, destination in zip(found, *words, strict=True):
        each.rows = weighing.argument_rows(each.arguments, (origin, destination))
    names = weighing.argument_names(("origin", "destination"))
    for name, answer in zip(("origin", "destination"), answers, strict=True):
        scores = forest_scores(stack, name, [each.rows for each in found], answer, names)
        for each, mine in zip(found, scores, strict=True):
            setattr(each, name, mine)


def _statements(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    answers = by_anchor(stack.truths, found, labels.statement)
    words = linear_scores(stack, kind, [each.grams for each in found], answers)
    for weighed, mine, told in zip(stack.weighed, found, words, strict=True):
        mine.words = [told, *mine.words]
        mine.rows = weighing.statement_rows(weighed, mine)
    rows = [each.rows for each in found]
    for mine, scores in zip(found, forest_scores(stack, kind, rows, answers, weighing.statement_names()), strict=True):
        mine.scores = scores
    _parties(stack, kind)


def _status_words(stack: Stack) -> None:
    """Fit the words that tell what a deal is, of both kinds of statements together."""
    both = [list(each.statements.values()) for each in stack.weighed]
    for each in both:
        for mine in each:
            mine.words = []
    grams = [mine.grams for each in both for mine in each]
    for status in STATUSES:
        scores = linear_scores(stack, f"status_{status}", grams, _status_labels(stack, status))
        for each, told in zip(both, scores, strict=True):
            begin = 0
            for mine in each:
                mine.words.append(told[begin : begin + len(mine.anchors)])
                begin += len(mine.anchors)


def _status_labels(stack: Stack, status: str) -> list[list[int]]:
    return [
        [labels.status(truth, anchor, status) for each in weighed.statements.values() for anchor in each.anchors]
        for truth, weighed in zip(stack.truths, stack.weighed, strict=True)
    ]


def _parties(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    answers = by_argument(stack.truths, found, labels.party)
    owners = [each.arguments.slots[:, 0].tolist() for each in found]
    name = f"{kind}_party"
    words = linear_scores(stack, name, [each.arguments.grams for each in found], of_owners(owners, answers))
    for each, told in zip(found, words, strict=True):
        each.party_rows = weighing.argument_rows(each.arguments, (told,))
    rows = [each.party_rows for each in found]
    names = weighing.argument_names((name,))
    for each, scores in zip(found, forest_scores(stack, name, rows, answers, names), strict=True):
        each.parties = scores
    forest_scores(stack, f"{kind}_hub", rows, by_argument(stack.truths, found, labels.hub), names)


def _ways(stack: Stack) -> None:
    for each in stack.weighed:
        deals = weighing.likely_pairs(each.statements)
        each.ways = way.ways_of(each.discourse, each.goods.arguments, each.goods.ends(), deals)
    both = zip(stack.truths, stack.weighed, strict=True)
    answers = [[labels.way(truth, key[1:]) for key in each.ways.keys] for truth, each in both]
    words = linear_scores(stack, "way", [each.ways.grams for each in stack.weighed], answers)
    alone = [
        way.with_words(each.ways, scores, each.topic.sentences, each.topic.odds)
        for each, scores in zip(stack.weighed, words, strict=True)
    ]
    scored = forest_scores(stack, "way_alone", alone, answers, way.ALONE)
    for each, rows, scores in zip(stack.weighed, alone, scored, strict=True):
        each.way_rows = way.with_siblings(each.ways, rows, scores)
    scored = forest_scores(stack, "way", [each.way_rows for each in stack.weighed], answers, way.NAMES)
    for each, scores in zip(stack.weighed, scored, strict=True):
        each.way_scores = way.in_lists(each.discourse, each.ways, scores)


def _pairs(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    for weighed, mine in zip(stack.weighed, found, strict=True):
        traded = weighing.best_ways(weighed)
        mine.pairs = pair.pairs_of(weighed.discourse, mine.arguments, mine.parties, mine.scores, traded)
    rows = [each.pairs.values for each in found]
    scored = forest_scores(stack, f"{kind}_alone", rows, _pair_labels(stack, kind), pair.NAMES)
    for each, scores in zip(found, scored, strict=True):
        each.alone = scores


def _pair_labels(stack: Stack, kind: str) -> list[list[int]]:
    found = [each.statements[kind] for each in stack.weighed]
    return [
        [labels.pair(truth, each.anchors[number], first, second) for number, first, second in each.pairs.keys]
        for truth, each in zip(stack.truths, found, strict=True)
    ]


def _partners(stack: Stack) -> None:
    for each in stack.weighed:
        each.partners = weighing.partners_of(each)
    both = zip(stack.truths, stack.weighed, strict=True)
    answers = [[labels.partners(truth, *key[1:]) for key in each.partners.keys] for truth, each in both]
    rows = [each.partners.values for each in stack.weighed]
    scored = forest_scores(stack, "partners", rows, answers, partners.NAMES)
    for each, scores in zip(stack.weighed, scored, strict=True):
        each.partner_scores = scores


def _figure_pairs(stack: Stack) -> None:
    for each in stack.weighed:
        each.figure_rows = weighing.figure_rows(each)
    rows = [each.figure_rows for each in stack.weighed]
    scored = forest_scores(stack, "figure_pair", rows, _pair_labels(stack, "figure"), weighing.FIGURE_NAMES)
    for each, scores in zip(stack.weighed, scored, strict=True):
        each.figure_scores = scores


def _thirds(stack: Stack, kind: str) -> None:
    """Fit who joins the two provinces of a statement."""
    found = [third.thirds_of(each, kind, third.rows_of(each, kind)) for each in stack.weighed]
    names = weighing.third_names(kind)
    rows = [np.zeros((0, len(names))) if each.values is None else each.values for each in found]
    scored = forest_scores(stack, f"{kind}_third", rows, _third_labels(stack, kind, found), names)
    for weighed, each, scores in zip(stack.weighed, found, scored, strict=True):
        weighed.statements[kind].thirds = dict(zip(each.keys, scores, strict=True))


def _third_labels(stack: Stack, kind: str, found: Sequence[Thirds]) -> list[list[int]]:
    answers = []
    for truth, weighed, each in zip(stack.truths, stack.weighed, found, strict=True):
        keys, anchors = weighed.keys_of(kind), weighed.statements[kind].anchors
        told = ((keys[row], province) for row, province in each.keys)
        answers.append([labels.third(truth, anchors[number], both, province) for (number, *both), province in told])
    return answers


def _statuses(stack: Stack) -> None:
    """Fit what a deal is, of both kinds of statements together."""
    rows = [np.concatenate([weighing.status_rows(each, kind) for kind in KINDS]) for each in stack.weighed]
    scores = [
        forest_scores(stack, f"status_{status}", rows, _status_labels(stack, status), weighing.status_names())
        for status in STATUSES
    ]
    for weighed, *mine in zip(stack.weighed, *scores, strict=True):
        told = iter(zip(*mine, strict=True))
        for each in weighed.statements.values():
            each.statuses = list(islice(told, len(each.anchors)))
