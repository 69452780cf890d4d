"""N-grams of a statement: the words before and behind it, its sentence, triggers there and in the sentence before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.relate.discourse import TELLING
from pipeline.relate.hashing import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

BEFORE_WORDS, BEHIND_WORDS = 7, 5
"""Words beside the statement, each with its place."""

SHORT_LETTERS = 3
"""Letters of words too short to tell anything by themselves."""


def grams(discourse: Discourse, anchor: Anchor) -> list[int]:
    """Return the n-grams as numbers."""
    title = discourse.sentences[anchor.sentence].is_title
    beside = ("title" if title else "body", *_before(discourse, anchor), *_behind(discourse, anchor))
    return [
        *numbers(beside),
        *discourse.kept(_sentence, anchor.sentence),
        *numbers(_triggers(discourse, anchor)),
        *discourse.kept(_sentence_before, anchor.sentence - 1),
    ]


def _before(discourse: Discourse, anchor: Anchor) -> Iterator[str]:
    first, _ = discourse.ranges[anchor.sentence]
    for step in range(1, BEFORE_WORDS + 1):
        word = anchor.first - step
        if word < first:
            yield f"begin{step}"
            return
        symbol, each = discourse.symbols[word], discourse.classes[word]
        yield from (f"b{step}={symbol}", f"b={symbol}")
        if each:
            yield from (f"bc{min(step, 3)}={each.symbol}", f"bc={each.symbol}")
        if step > 1:
            yield f"bb={symbol} {discourse.symbols[word + 1]}"


def _behind(discourse: Discourse, anchor: Anchor) -> Iterator[str]:
    _, end = discourse.ranges[anchor.sentence]
    for step in range(BEHIND_WORDS):
        word = anchor.behind + step
        if word >= end:
            yield f"end{step}"
            return
        symbol, each = discourse.symbols[word], discourse.classes[word]
        yield from (f"a{step}={symbol}", f"a={symbol}")
        if each:
            yield f"ac={each.symbol}"


def _sentence(discourse: Discourse, sentence: int) -> list[int]:
    grams = []
    for word in range(*discourse.ranges[sentence]):
        symbol, each = discourse.symbols[word], discourse.classes[word]
        if symbol[0] != "<" and len(symbol) > SHORT_LETTERS:
            grams.append(f"s={symbol}")
        if each:
            grams.append(f"sc={each.symbol}")
    return list(numbers(grams))


def _triggers(discourse: Discourse, anchor: Anchor) -> Iterator[str]:
    for name in TELLING:
        for trigger in discourse.triggers[anchor.sentence, name]:
            side = "<" if trigger.first < anchor.first else ">"
            yield f"t{name}{'_'.join(trigger.fact.meaning)}{side}"


def _sentence_before(discourse: Discourse, sentence: int) -> list[int]:
    if sentence < 0:
        return []
    grams = []
    for word in range(*discourse.ranges[sentence]):
        symbol, each = discourse.symbols[word], discourse.classes[word]
        if symbol[0] != "<" and len(symbol) > SHORT_LETTERS:
            grams.append(f"p={symbol}")
        if each and each.part == "verb":
            grams.append(f"pc={each.symbol}")
    for name in TELLING:
        grams += [f"pt{name}{'_'.join(each.fact.meaning)}" for each in discourse.triggers[sentence, name]]
    return list(numbers(grams))
