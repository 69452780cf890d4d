"""Training, stage by stage: the scores of a stage, of articles its models never saw, are what the next learns from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from pipeline.relate import rows as seen
from pipeline.relate import weighing
from pipeline.relate.candidates import way
from pipeline.relate.features import way_words
from pipeline.relate.weighed import KINDS, Topic
from pipeline.train import fit, labels
from pipeline.train.argument_stages import arguments
from pipeline.train.lone_stage import lone
from pipeline.train.pair_stages import bare, figure_pairs, pairs, partners, thirds
from pipeline.train.sets import folds
from pipeline.train.stack import PARTS, Stack, forest_scores, linear_scores
from pipeline.train.statement_stages import statements, statuses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.train.sets import Example


def stack_of(examples: Iterable[Example], rounds: int = fit.MOST_TREES, without: frozenset[str] = frozenset()) -> Stack:
    """Return articles with their candidates, made as they come: one process reads while this one makes them."""
    seen = [(each, weighing.candidates_of(each.discourse)) for each in examples]
    found = [example for example, _ in seen]
    truths = [labels.truth_of(example.gold, example.discourse) for example in found]
    return Stack(found, truths, folds(found, PARTS), [weighed for _, weighed in seen], rounds, without)


def fitted(stack: Stack) -> Stack:
    """Fit all models; the stack then also holds what models that never saw an article say of it."""
    with fit.single_threads():
        _run(stack)
    return stack


def _run(stack: Stack) -> None:
    """Fit the stages in order; flows and statements go on at once, for one fits while the other makes rows."""
    _articles(stack)
    lone(stack)
    _at_once(partial(_flows, stack), partial(_statements, stack))
    _at_once(*(partial(pairs, stack, kind) for kind in KINDS))
    partners(stack)
    figure_pairs(stack)
    bare(stack)
    _at_once(*(partial(thirds, stack, kind) for kind in KINDS))


def _flows(stack: Stack) -> None:
    _goods(stack)
    _ways(stack)


def _statements(stack: Stack) -> None:
    statements(stack)
    statuses(stack)


def _at_once(*stages: Callable[[], None]) -> None:
    with ThreadPoolExecutor(len(stages)) as pool:
        for each in [pool.submit(stage) for stage in stages]:
            each.result()


def _articles(stack: Stack) -> None:
    """Fit what the words of an article and of its sentences say of its subject."""
    answers = [[labels.article(truth)] for truth in stack.truths]
    (subjects,) = linear_scores(stack, {"article": answers}, [each.grams for each in stack.weighed])
    sentences = [each.sentences.grams for each in stack.weighed]
    (told,) = linear_scores(stack, {"sentence": _sentence_labels(stack)}, sentences)
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
    table = seen.goods_rows, seen.goods_names()
    rows, scores = arguments(stack, [each.arguments for each in found], seen.ENDS, answers, table)
    for each, mine, origin, destination in zip(found, rows, *scores, strict=True):
        each.rows, each.origin, each.destination = mine, origin, destination


def _ways(stack: Stack) -> None:
    for each in stack.weighed:
        each.ways = way.ways_of(each.discourse, each.goods.arguments, each.goods.ends())
    both = zip(stack.truths, stack.weighed, strict=True)
    answers = [[labels.way(truth, key[1:]) for key in each.ways.keys] for truth, each in both]
    grams = [way_words.codes(each.discourse, [each.ways.threes])[0] for each in stack.weighed]
    (words,) = linear_scores(stack, {"way": answers}, grams)
    alone = [
        way.with_words(each.ways, scores, each.topic.sentences, each.topic.odds)
        for each, scores in zip(stack.weighed, words, strict=True)
    ]
    (scored,) = forest_scores(stack, {"way_alone": answers}, alone, way.ALONE)
    for each, rows, scores in zip(stack.weighed, alone, scored, strict=True):
        each.way_rows = way.with_siblings(each.ways, rows, scores)
    likely = [way.looked_at_again(scores) for scores in scored]
    table = [each.way_rows[mine] for each, mine in zip(stack.weighed, likely, strict=True)]
    told = [[answer[row] for row in mine] for answer, mine in zip(answers, likely, strict=True)]
    (again,) = forest_scores(stack, {"way": told}, table, way.NAMES)
    for each, first, mine, second in zip(stack.weighed, scored, likely, again, strict=True):
        each.way_scores = way.in_lists(each.discourse, each.ways, way.with_second_look(first, mine, second))
