"""The stages of pairs: which two provinces a statement joins, and who joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate import rows as seen
from pipeline.relate import weighing
from pipeline.relate.candidates import bare as candidates
from pipeline.relate.candidates import pair, third
from pipeline.relate.features import way_words
from pipeline.train import labels
from pipeline.train.stack import forest_scores, linear_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.candidates.third import Thirds
    from pipeline.train.stack import Stack


def pairs(stack: Stack, kind: str) -> None:
    """Fit which two provinces a statement joins, each pair alone."""
    found = [each.statements[kind] for each in stack.weighed]
    for weighed, mine in zip(stack.weighed, found, strict=True):
        traded = weighing.best_ways(weighed)
        mine.pairs = pair.pairs_of(weighed.discourse, mine.arguments, mine.parties, mine.scores, traded)
    answers = _pair_labels(stack, kind)
    if kind == "trigger":
        _pair_words(stack, answers)
    name = f"{kind}_alone"
    rows = [each.pairs.values for each in found]
    (scored,) = forest_scores(stack, {name: answers}, rows, seen.forests()[name])
    for each, scores in zip(found, scored, strict=True):
        each.alone = scores


def _pair_words(stack: Stack, answers: Sequence[Sequence[int]]) -> None:
    """Fit the words of pairs of statements without a figure."""
    found = [each.statements["trigger"] for each in stack.weighed]
    words = [
        pair.words_of(weighed.discourse, mine.arguments, mine.parties)
        for weighed, mine in zip(stack.weighed, found, strict=True)
    ]
    told = [[mine[row] for row in each.rows] for each, mine in zip(words, answers, strict=True)]
    grams = [way_words.codes(each.discourse, [mine.threes])[0] for each, mine in zip(stack.weighed, words, strict=True)]
    (scored,) = linear_scores(stack, {"trigger_pair": told}, grams)
    for mine, each, scores in zip(found, words, scored, strict=True):
        mine.pairs = pair.with_words(mine.pairs, each, scores)


def _pair_labels(stack: Stack, kind: str) -> list[list[int]]:
    found = [each.statements[kind] for each in stack.weighed]
    return [
        [labels.pair(truth, each.anchors[number], first, second) for number, first, second in each.pairs.keys]
        for truth, each in zip(stack.truths, found, strict=True)
    ]


def partners(stack: Stack) -> None:
    """Fit which two provinces the statements without a figure join, all together."""
    for each in stack.weighed:
        each.partners = weighing.partners_of(each)
    both = zip(stack.truths, stack.weighed, strict=True)
    answers = [[labels.partners(truth, *key[1:]) for key in each.partners.keys] for truth, each in both]
    rows = [each.partners.values for each in stack.weighed]
    (scored,) = forest_scores(stack, {"partners": answers}, rows, seen.forests()["partners"])
    for each, scores in zip(stack.weighed, scored, strict=True):
        each.partner_scores = scores


def figure_pairs(stack: Stack) -> None:
    """Fit which two provinces a figure joins, beside all other pairs of the article."""
    for each in stack.weighed:
        each.figure_rows = seen.figure_rows(each)
    rows = [each.figure_rows for each in stack.weighed]
    (scored,) = forest_scores(stack, {"figure_pair": _pair_labels(stack, "figure")}, rows, seen.FIGURE_NAMES)
    for each, scores in zip(stack.weighed, scored, strict=True):
        each.figure_scores = scores


def bare(stack: Stack) -> None:
    """Fit whether two partners have a deal of their own without a figure, and of what status."""
    wanted = [candidates.rows_of(each) for each in stack.weighed]
    for each in stack.weighed:
        each.bare_rows = seen.bare_rows(each)
    rows = [each.bare_rows for each in stack.weighed]
    asked = {
        name: [
            [labels.bare(truth, *each.partners.keys[row][1:], status) for row in mine]
            for truth, each, mine in zip(stack.truths, stack.weighed, wanted, strict=True)
        ]
        for name, status in zip(candidates.FORESTS, (None, *candidates.STATUSES), strict=True)
    }
    scores = forest_scores(stack, asked, rows, seen.bare_names())
    for weighed, mine, *told in zip(stack.weighed, wanted, *scores, strict=True):
        weighed.bare = dict(zip(mine, zip(*told, strict=True), strict=True))


def thirds(stack: Stack, kind: str) -> None:
    """Fit who joins the two provinces of a statement."""
    found = [third.thirds_of(each, kind, third.rows_of(each, kind)) for each in stack.weighed]
    names = seen.third_names(kind)
    rows = [np.zeros((0, len(names))) if each.values is None else each.values for each in found]
    (scored,) = forest_scores(stack, {f"{kind}_third": _third_labels(stack, kind, found)}, rows, names)
    for weighed, each, scores in zip(stack.weighed, found, scored, strict=True):
        weighed.statements[kind].thirds = dict(zip(each.keys, scores, strict=True))


def _third_labels(stack: Stack, kind: str, found: Sequence[Thirds]) -> list[list[int]]:
    answers = []
    for truth, weighed, each in zip(stack.truths, stack.weighed, found, strict=True):
        keys, anchors = weighed.keys_of(kind), weighed.statements[kind].anchors
        told = ((keys[row], province) for row, province in each.keys)
        answers.append([labels.third(truth, anchors[number], both, province) for (number, *both), province in told])
    return answers
