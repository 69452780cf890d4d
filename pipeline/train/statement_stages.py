"""The stages of statements: whether each is a deal, who its parties are, and its status."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pipeline.relate import rows as seen
from pipeline.relate.candidates import argument
from pipeline.relate.weighed import KINDS
from pipeline.train import labels
from pipeline.train.answers import by_anchor, by_argument
from pipeline.train.argument_stages import arguments
from pipeline.train.stack import forest_scores, linear_scores
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from pipeline.train.stack import Stack


def statements(stack: Stack) -> None:
    """Fit whether a statement is a deal, and who its parties and its hub are."""
    _status_words(stack)
    for kind in KINDS:
        _statements(stack, kind)


def _status_words(stack: Stack) -> None:
    """Fit the words that tell what a deal is, of both kinds of statements together."""
    both = [list(each.statements.values()) for each in stack.weighed]
    for each in both:
        for mine in each:
            mine.words = []
    grams = [mine.grams for each in both for mine in each]
    asked = {f"status_{status}": _status_labels(stack, status) for status in STATUSES}
    for scores in linear_scores(stack, asked, grams):
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


def _statements(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    answers = by_anchor(stack.truths, found, labels.statement)
    (words,) = linear_scores(stack, {kind: answers}, [each.grams for each in found])
    for weighed, mine, told in zip(stack.weighed, found, words, strict=True):
        mine.words = [told, *mine.words]
        mine.rows = seen.statement_rows(weighed, mine)
    (scored,) = forest_scores(stack, {kind: answers}, [each.rows for each in found], seen.statement_names())
    for mine, scores in zip(found, scored, strict=True):
        mine.scores = scores
    _parties(stack, kind)


def _parties(stack: Stack, kind: str) -> None:
    found = [each.statements[kind] for each in stack.weighed]
    answers = [by_argument(stack.truths, found, label) for label in (labels.party, labels.hub)]
    names = seen.party_words(kind)
    table = seen.party_rows, argument.names_of(names)
    rows, (parties, _) = arguments(stack, [each.arguments for each in found], names, answers, table)
    for each, mine, scores in zip(found, rows, parties, strict=True):
        each.party_rows, each.parties = mine, scores


def statuses(stack: Stack) -> None:
    """Fit what the deals of figures are."""
    found = [each.statements["figure"] for each in stack.weighed]
    rows = [seen.status_rows(each, "figure") for each in stack.weighed]
    asked = {
        f"status_{status}": by_anchor(stack.truths, found, partial(labels.status, wanted=status)) for status in STATUSES
    }
    scores = forest_scores(stack, asked, rows, seen.status_names())
    for each, *mine in zip(found, *scores, strict=True):
        each.statuses = list(zip(*mine, strict=True))
