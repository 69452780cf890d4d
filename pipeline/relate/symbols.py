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
    """Return each word, or a sign: `<O>` official, `<D>` date, those of `anchors`, `<F>` abroad, `<N>` number.

    `span` gives the words of a fact or trigger; where mentions overlap the later sign counts.
    """
    symbols = ["<N>" if word[0].isdigit() else word for word in words]
    marks = [("<O>", *span(each)) for sentence in sentences for each in sentence.officials]
    marks += [("<D>", *span(each)) for sentence in sentences for each in sentence.dates]
    marks += [(sign, each.first, each.behind) for sign, found in anchors.items() for each in found]
    marks += [("<F>", *span(each)) for sentence in sentences for each in sentence.foreign]
    for sign, first, behind in marks:
        symbols[first:behind] = [sign] * (behind - first)
    return symbols
