"""The stages of arguments: what a mention takes each province as (origin and destination, party and hub)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.train.answers import of_owners
from pipeline.train.stack import forest_scores, linear_scores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.hashing import Floats
    from pipeline.relate.weighed import Weighed
    from pipeline.train.stack import Stack

    Rows = Callable[[Weighed, Arguments, list[Floats]], Floats]
    """Makes the features of the arguments of one article with the scores of their words."""


def arguments(
    stack: Stack,
    found: Sequence[Arguments],
    names: Sequence[str],
    answers: Sequence[list[list[int]]],
    seen: tuple[Rows, tuple[str, ...]],
) -> tuple[list[Floats], list[list[list[float]]]]:
    """Fit the words and the forest of each role of arguments, by name; `answers` are the labels of each.

    `seen` makes the features and names them. Return those of the arguments by article, which all roles share, and the
    scores of each role by article.
    """
    owners = [each.slots[:, 0].tolist() for each in found]
    near = {name: of_owners(owners, answer) for name, answer in zip(names, answers, strict=True)}
    words = linear_scores(stack, near, [each.grams for each in found])
    make, features = seen
    rows = [make(weighed, each, told) for weighed, each, *told in zip(stack.weighed, found, *words, strict=True)]
    return rows, forest_scores(stack, dict(zip(names, answers, strict=True)), rows, features)
