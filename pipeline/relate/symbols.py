"""The words of an article as symbols: each word, or the sign of the mention it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.relate.discourse import Discourse


def symbols_of(discourse: Discourse) -> list[str]:
    """Return each word, or a sign: `<P>` place, `<G>` good, `<A>` amount, `<O>` official, `<D>` date, `<N>` number."""
    symbols = ["<N>" if word[0].isdigit() else word for word in discourse.words]
    sentences = discourse.sentences
    signs = (("<A>", discourse.amounts), ("<G>", discourse.goods), ("<P>", discourse.places))
    marks: list[tuple[str, Any]] = [("<O>", each) for sentence in sentences for each in sentence.officials]
    marks += [("<D>", each) for sentence in sentences for each in sentence.dates]
    marks += [(sign, each.fact) for sign, found in signs for each in found]
    marks += [("<F>", each) for sentence in sentences for each in sentence.foreign]
    for sign, each in marks:
        first, behind = discourse.span(each)
        symbols[first:behind] = [sign] * (behind - first)
    return symbols
