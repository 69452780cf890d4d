"""What `kedua provinsi` and `daerah itu` point back to: the places in play before them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Context, Fact, Mention
    from pipeline.values import Province

REACH_FACTS = 40
"""Earlier facts looked at."""


def resolve(mention: Mention, context: Context) -> Any | Rejected:
    """Return the value of the earlier fact that a reference stands for.

    Two provinces: those of the sentence it stands in or of the one before, or of an enumeration there; otherwise the
    two named clearly more often than any third. One province: the only one of these sentences, or else of the nearest
    sentence that names any.
    """
    facts = [fact for fact in context["provinces"][-REACH_FACTS:] if fact.mention.rule not in {"dateline", "reference"}]
    begin = context.sentence(mention.start)[0]
    here = [fact for fact in facts if fact.start >= begin]
    before = _of_sentence(facts, begin - 1, context)
    if mention.parts["which"] == "only":
        if not here and facts:
            before = _of_sentence(facts, facts[-1].start, context)
        return _one([*before, *here])
    pair = _pair(here, before, facts)
    return pair[0 if mention.parts["which"] == "first" else 1].value if pair else Rejected("not two provinces in play")


def _of_sentence(facts: list[Fact[Province]], offset: int, context: Context) -> list[Fact[Province]]:
    """Return the facts of the sentence around an offset."""
    start, stop = context.sentence(offset)
    return [fact for fact in facts if start <= fact.start < stop]


def _one(facts: list[Fact[Province]]) -> Any | Rejected:
    """Return the value of the last fact when all are of one province."""
    return facts[-1].value if len(_distinct(facts)) == 1 else Rejected("not exactly one province spoken of")


def _pair(
    here: list[Fact[Province]], before: list[Fact[Province]], facts: list[Fact[Province]]
) -> list[Fact[Province]]:
    """Return a fact for each of the two provinces in play, in reading order; nothing when they are not clear."""
    for sentence in (here, before):
        for regions in (_distinct(sentence), *_lists(sentence)):
            if len(regions) == 2:  # noqa: PLR2004 - a pair
                return regions
    counts = Counter(fact.value.province for fact in facts)
    ranked = [*counts.most_common(3), ("", 0), ("", 0), ("", 0)]
    if not ranked[1][1] > ranked[2][1]:
        return []
    chosen = {province for province, _ in ranked[:2]}
    return [fact for fact in _distinct(facts) if fact.value.province in chosen]


def _lists(sentence: list[Fact[Province]]) -> Iterator[list[Fact[Province]]]:
    """Yield the distinct provinces of each enumeration of a sentence, the nearest first."""
    starts = dict.fromkeys(fact.mention.spans.get("list") for fact in reversed(sentence))
    for start in filter(None, starts):
        yield _distinct([fact for fact in sentence if fact.mention.spans.get("list") == start])


def _distinct(facts: list[Fact[Province]]) -> list[Fact[Province]]:
    """Return the first fact of each province, in reading order."""
    return list({fact.value.province: fact for fact in reversed(facts)}.values())[::-1]
