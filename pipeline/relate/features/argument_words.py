"""N-grams of a mention and a place near it: the words beside both, between them, and the verbs that govern them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.relate.features.codes import head
from pipeline.relate.features.place import span_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

LONGEST = 14
"""Words between mention and place that are looked at."""

PATH = 5
"""Words between that are taken as one n-gram."""

OUTSIDE = "#"
"""Stands for a word before the first or behind the last."""

NOTHING = "0"
"""Stands for a word that is not there."""


def symbol(discourse: Discourse, word: int) -> str:
    """Return the symbol of a word."""
    return discourse.symbols[word] if 0 <= word < len(discourse.symbols) else OUTSIDE


def verb_symbol(discourse: Discourse, word: int | None) -> str:
    """Return the class of a verb."""
    each = None if word is None else discourse.classes[word]
    return each.symbol if each else NOTHING


def trigger_symbol(anchor: Anchor | None) -> str:
    """Return what a trigger means as one word."""
    return "_".join(anchor.fact.meaning) if anchor else NOTHING


def grams(discourse: Discourse, anchor: Anchor, place: Anchor) -> list[str]:
    """Return the n-grams; `order` tells which of the two stands first and how many sentences lie between."""
    order = f"{'gp' if anchor.first < place.first else 'pg'}{place.sentence - anchor.sentence}"
    return [
        order,
        *_beside(discourse, anchor, place, order),
        *_governed(discourse, anchor, place, order),
        *(_between(discourse, anchor, place, order[:2]) if place.sentence == anchor.sentence else ()),
    ]


def _beside(discourse: Discourse, anchor: Anchor, place: Anchor, order: str) -> Iterator[str]:
    back, back2, back3 = (symbol(discourse, place.first - step) for step in (1, 2, 3))
    on, on2 = (symbol(discourse, place.behind + step) for step in (0, 1))
    role = place.role
    yield from (f"role={role}", f"role={role}{order}", f"p1={back}{order}", f"p2={back2}{order}", f"p3={back3}{order}")
    yield from (f"n1={on}{order}", f"p12={back2} {back}", f"n12={on} {on2}", f"pn={back} {on}", f"rp={role}{back}")
    mine, mine2 = (symbol(discourse, anchor.first - step) for step in (1, 2))
    next1, next2 = (symbol(discourse, anchor.behind + step) for step in (0, 1))
    yield from (f"g1={mine}{order}", f"g2={mine2}{order}", f"h1={next1}{order}", f"g12={mine2} {mine}")
    yield from (f"h12={next1} {next2}", f"gr={mine}{role}{order}")


def _governed(discourse: Discourse, anchor: Anchor, place: Anchor, order: str) -> Iterator[str]:
    role = place.role
    verbs = [
        verb_symbol(discourse, word)
        for each in (place, anchor)
        for word in discourse.verbs_beside(each.sentence, each.first)
    ]
    for name, each in zip(("vb", "va", "wb", "wa"), verbs, strict=True):
        yield f"{name}={each}{order}"
        yield f"{name}={each}{role}{order}"
    for name, mention in (("v", place), ("w", anchor)):
        for side, word in zip("ba", discourse.verbs_beside(mention.sentence, mention.first), strict=True):
            said = NOTHING if word is None else discourse.words[word]
            yield from (f"{name}{side}w={said}{order}", f"{name}{side}w={said}{role}")
    before, behind, mine, mine_behind = verbs
    noun, my_noun = head(discourse, place) or NOTHING, head(discourse, anchor) or NOTHING
    yield from (f"hd={noun}{order}", f"hr={noun}{role}", f"hb={noun}{before}{order}", f"ha={noun}{behind}{order}")
    yield from (f"hg={my_noun}{order}", f"bw={before}{mine}{order}", f"rb={role}{before}{mine_behind}{order}")
    yield from (f"pb={symbol(discourse, place.first - 1)}{before}{order}", f"ab={before}{behind}{role}")
    for name, mention in (("t", place), ("u", anchor)):
        found = discourse.triggers_beside(mention.sentence, mention.first, "flow")
        told, coming = map(trigger_symbol, found)
        yield from (f"{name}b={told}{order}", f"{name}a={coming}{order}", f"{name}r={told}{role}{order}")


def _between(discourse: Discourse, anchor: Anchor, place: Anchor, order: str) -> Iterator[str]:
    first, behind = span_between(anchor, place)
    words = discourse.symbols[first : min(behind, first + LONGEST)]
    yield f"len={min(6, (behind - first + 1).bit_length())}{order}"
    yield from (f"b={word}{order}" for word in dict.fromkeys(words))
    yield from (f"bb={one} {two}{order}" for one, two in pairwise(words[:8]))
    if behind - first <= PATH:
        yield f"path={' '.join(words)}{order}"
    yield f"places={min(3, discourse.count('places', first, behind))}{order}"
    yield f"goods={min(3, discourse.count('goods', first, behind))}{order}"
    classes = discourse.classes[first : min(behind, first + LONGEST)]
    yield from (f"c={each.symbol}{order}" for each in dict.fromkeys(classes) if each)
