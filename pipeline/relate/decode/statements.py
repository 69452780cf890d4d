"""Statements that are taken as deals: their parties, hub and status, one for each figure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.relate.features.statement import value_of
from pipeline.relate.weighing import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.models import Models
    from pipeline.relate.weighing import Statements, Weighed

ROUNDING_SHARE = 0.005
"""A figure this near to one with more digits is the same, rounded."""

EVEN_SCORE = 0.5
"""Score below which no party is the hub."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A statement with what it says."""

    kind: str
    """`figure` or `trigger`."""
    number: int
    """Its place among the statements of its kind."""
    row: int
    """Its pair among the pairs of its kind."""
    anchor: Anchor
    parties: tuple[str, ...]
    hub: str | None
    status: str
    score: float
    """Of the pair."""
    certainty: float
    """Of pair and status together."""


def taken_of(weighed: Weighed, models: Models) -> list[Taken]:
    """Return the statements that are taken, in reading order: a deal told by a figure is not told again without one."""
    figures = _distinct(_above(weighed, models, "figure"))
    bare: dict[frozenset[str], Taken] = {}
    for each in sorted(_above(weighed, models, "trigger"), key=lambda each: -each.score):
        if not any(is_same_deal(each, figure) for figure in figures):
            bare.setdefault(frozenset(each.parties), each)
    return sorted((*figures, *bare.values()), key=lambda each: (each.anchor.start, each.parties))


def best_of(weighed: Weighed, models: Models, kind: str, least: float = 0.0) -> Iterator[Taken]:
    """Yield each statement of one kind with its likeliest parties; `least` is the score that they must reach."""
    found = weighed.statements[kind]
    rows: dict[int, list[int]] = defaultdict(list)
    for row, (number, _, _) in enumerate(found.pairs.keys):
        rows[number].append(row)
    chosen = {number: max(mine, key=lambda row: (found.pair_scores[row], -row)) for number, mine in rows.items()}
    taken = {
        number: _parties(found, rows[number], best, models.threshold("third"))
        for number, best in chosen.items()
        if found.pair_scores[best] >= least
    }
    hubs, statuses = _hubs(found, models, kind, taken), _statuses(found, models, list(taken))
    for (number, parties), (status, share) in zip(taken.items(), statuses, strict=True):
        best, hub = chosen[number], hubs.get(number)
        ordered = (hub, *(each for each in parties if each != hub)) if hub else parties
        score = found.pair_scores[best]
        yield Taken(kind, number, best, found.anchors[number], ordered, hub, status, score, score * share)


def is_same_deal(bare: Taken, figure: Taken) -> bool:
    """Return whether both tell one deal: what another sentence says is signed is none of a sum booked or aimed at."""
    if bare.status == "agreed" and figure.status != "agreed" and bare.anchor.sentence != figure.anchor.sentence:
        return False
    return set(bare.parties) <= set(figure.parties)


def _above(weighed: Weighed, models: Models, kind: str) -> Iterator[Taken]:
    return best_of(weighed, models, kind, models.least(kind, in_doubt=weighed.in_doubt))


def _parties(found: Statements, rows: Sequence[int], best: int, third: float) -> tuple[str, ...]:
    """Return the provinces of the best pair, and those that a likely pair joins to them, in reading order."""
    parties = set(found.pairs.keys[best][1:])
    for row in sorted(rows, key=lambda each: -found.pair_scores[each]):
        pair = set(found.pairs.keys[row][1:])
        if found.pair_scores[row] >= third and pair & parties:
            parties |= pair
    return tuple(sorted(parties, key=[province for _, province in found.arguments.keys].index))


def _statuses(found: Statements, models: Models, numbers: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Yield the likeliest status of each statement and its share of the scores."""
    scores = [found.statuses[number] for number in numbers] if found.statuses else _asked(found, models, numbers)
    for each in scores:
        best = max(each)
        yield STATUSES[each.index(best)], best / max(sum(each), 1e-9)


def _asked(found: Statements, models: Models, numbers: Sequence[int]) -> list[tuple[float, ...]]:
    """Return the scores that the models give each status of some statements."""
    if not numbers:
        return []
    scores = models.scorer.probabilities({f"status_{status}": found.rows[numbers] for status in STATUSES})
    return list(zip(*scores.values(), strict=True))


def _hubs(found: Statements, models: Models, kind: str, taken: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Return the hub among the parties of each statement that has one."""
    rows = [row for row, (number, province) in enumerate(found.arguments.keys) if province in taken.get(number, ())]
    if not rows:
        return {}
    scores = models.scorer.probabilities({f"{kind}_hub": found.party_rows[rows]})[f"{kind}_hub"]
    best: dict[int, float] = {}
    hubs: dict[int, str] = {}
    for row, score in zip(rows, scores, strict=True):
        number, province = found.arguments.keys[row]
        if score >= EVEN_SCORE and score > best.get(number, 0.0):
            best[number], hubs[number] = score, province
    return hubs


def _distinct(figures: Iterator[Taken]) -> list[Taken]:
    """Return one statement for each value, the surest, but none that only rounds another of the same parties."""
    best: dict[int, Taken] = {}
    for each in figures:
        value = value_of(each.anchor.fact.value)
        if value not in best or each.score > best[value].score:
            best[value] = each
    return [each for value, each in best.items() if not _is_rounded(value, each, best)]


def _is_rounded(value: int, taken: Taken, others: dict[int, Taken]) -> bool:
    return any(
        abs(value - other) <= ROUNDING_SHARE * other and _digits(other) > _digits(value)
        for other, each in others.items()
        if other != value and set(each.parties) == set(taken.parties)
    )


def _digits(value: int) -> int:
    """Return how exact a figure is: its digits but the noughts behind."""
    return len(str(value).rstrip("0"))
