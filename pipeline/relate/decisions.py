"""What was decided in an article, taken or left out, and by which evidence: for `niaga explain`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.relate.decode.statements import best_figures, best_partners
from pipeline.relate.evidence import Weight, weights
from pipeline.relate.rows import deciding
from pipeline.relate.statistics import is_statistics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import ArticleFacts
    from pipeline.relate.decode.taken import Taken
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Weighed

STRONGEST_FEATURES = 5
"""Features that are shown of each decision."""


LOW = "its score is too low"

NOT_TOLD_OF = "a province that the dateline alone names"
"""Reason why a deal or flow is not told: where an article was written is no part of it (decision 13)."""


class Decision(NamedTuple):
    """A deal or flow that was weighed."""

    kind: str
    """`deals` or `flows`."""
    start: int
    """Where the figure, trigger or goods begin that it was weighed for."""
    text: str
    """Their words."""
    provinces: tuple[str, ...]
    """ISO 3166-2 codes: parties; origin and destination."""
    left: str
    """Why it was left out; empty where it was taken as a deal or flow, sure enough or not."""
    score: float
    """0 to 1, as the trees give it."""
    least: float
    """Score from which it is taken."""
    confidence: float
    """How often such a row is right, 0.00 to 0.99."""
    weights: tuple[Weight, ...]
    """What weighed most, the strongest first."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The facts of an article with what was weighed for them."""

    facts: ArticleFacts
    weighed: Weighed | None = None
    """None where nothing was weighed."""
    models: Models | None = None
    statements: Sequence[Taken] = ()
    """Those that are deals, in reading order."""

    def decisions(self) -> list[Decision]:
        """Return all that was weighed as a whole, by kind, the surest first."""
        if not self.weighed or not self.models:
            return []
        found = (*_deals(self.weighed, self.models, self.statements), *_flows(self.weighed, self.models))
        return sorted(found, key=lambda each: (each.kind, -each.score, each.start, each.provinces))


def _deals(weighed: Weighed, models: Models, statements: Sequence[Taken]) -> Iterator[Decision]:
    quote = weighed.discourse.document.quote
    taken = {(each.kind, each.row) for each in statements}
    likeliest = (*best_figures(weighed, models), *best_partners(weighed, models))
    for each in (*statements, *(one for one in likeliest if (one.kind, one.row) not in taken)):
        yield Decision(
            "deals",
            each.anchor.start,
            quote(each.anchor.start, each.anchor.stop),
            each.parties,
            _why(weighed, models, each, taken=(each.kind, each.row) in taken),
            each.score,
            models.least(each.kind, in_doubt=weighed.in_doubt),
            models.confidence(each.kind, each.certainty),
            tuple(weights(models, deciding(weighed, each.kind, [each.row]))[:STRONGEST_FEATURES]),
        )


def _why(weighed: Weighed, models: Models, statement: Taken, *, taken: bool) -> str:
    if statement.score < models.least(statement.kind, in_doubt=weighed.in_doubt):
        return LOW
    if not weighed.discourse.told_of.issuperset(statement.parties):
        return NOT_TOLD_OF
    if taken:
        return ""
    if is_statistics(weighed.discourse, statement.anchor):
        return "a total of all trade over a period"
    return "told elsewhere in the article"


def _flows(weighed: Weighed, models: Models) -> Iterator[Decision]:
    least, told_of = models.least("way", in_doubt=weighed.in_doubt), weighed.discourse.told_of
    for key, score, values in zip(weighed.ways.keys, weighed.way_scores, weighed.way_rows, strict=True):
        number, _, origin, destination = key
        good = weighed.discourse.goods[number]
        yield Decision(
            "flows",
            good.start,
            good.fact.mention.text,
            (origin, destination),
            LOW if score < least else "" if told_of.issuperset(key[2:]) else NOT_TOLD_OF,
            score,
            least,
            models.confidence("way", score),
            tuple(weights(models, {"way": values[None]})[:STRONGEST_FEATURES]),
        )
