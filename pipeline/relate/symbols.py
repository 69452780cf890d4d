"""The words of an article as symbols: each word, or the sign of the mention it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.sentences import Sentence


def symbols_of(
    words: Sequence[str],
    sentences: Sequence[Sentence],
    anchors: Mapping[str, Sequence[Anchor]],
    span: Callable[[Any], tuple[int, int]],
) -> list[str]:
    """Return each word, or a sign: `<P>` place, `<G>` good, `<A>` amount, `<O>` official, `<D>` date, `<N>` number.

    `anchors` come by their sign; `span` gives the first word of an item and the one behind it.
    """
    symbols = ["<N>" if word[0].isdigit() else word for word in words]
    marks: list[tuple[str, Any]] = [("<O>", each) for sentence in sentences for each in sentence.officials]
    marks += [("<D>", each) for sentence in sentences for each in sentence.dates]
    marks += [(sign, each.fact) for sign, found in anchors.items() for each in found]
    marks += [("<F>", each) for sentence in sentences for each in sentence.foreign]
    for sign, each in marks:
        first, behind = span(each)
        symbols[first:behind] = [sign] * (behind - first)
    return symbols
