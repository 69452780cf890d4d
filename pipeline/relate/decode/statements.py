"""Statements that are taken as deals: their parties, hub and status, one for each figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.relate.anchors import grouped
from pipeline.relate.features.statement import value_of
from pipeline.relate.weighing import status_rows
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Statements, Weighed

ROUNDING_SHARE = 0.005
"""A figure this near to one with more digits is the same, rounded."""

OWN_SCORE = 0.6
"""Score of a pair by its statement alone from which an agreement is more than an echo of a figure."""

EVEN_SCORE = 0.5
"""Score below which no party is the hub, and share below which a status is not told from others."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A statement with what it says."""

    kind: str
    """`figure` or `trigger`."""
    number: int
    """Its place among the statements of its kind."""
    row: int
    """Its pair among the pairs of figures, or among the partners."""
    anchor: Anchor
    parties: tuple[str, ...]
    hub: str | None
    status: str
    score: float
    """Of the pair."""
    certainty: float
    """Of pair and status together."""
    own: float
    """What its statement alone says of the pair."""


def taken_of(weighed: Weighed, models: Models) -> list[Taken]:
    """Return the statements that are taken, in reading order: a deal told by a figure is not told again without one."""
    figures = figures_of(weighed, models)
    bare = bare_of(weighed, models, figures, models.least("trigger", in_doubt=weighed.in_doubt))
    return sorted((*figures, *bare), key=lambda each: (each.anchor.start, each.parties))


def figures_of(weighed: Weighed, models: Models) -> list[Taken]:
    """Return the figures that are taken, each value once."""
    return _distinct(best_figures(weighed, models, models.least("figure", in_doubt=weighed.in_doubt)))


def bare_of(weighed: Weighed, models: Models, figures: Sequence[Taken], least: float) -> list[Taken]:
    """Return the deals without a figure: partners that no figure tells of, those of one statement as one."""
    told = best_partners(weighed, models, least)
    left = [each for each in told if not any(is_same_deal(each, figure) for figure in figures)]
    return _with_hubs(weighed, models, "trigger", list(_joined(weighed, left, models.third("trigger"))))


def best_figures(weighed: Weighed, models: Models, least: float = 0.0) -> list[Taken]:
    """Return each figure with its likeliest parties, whose score must reach `least`."""
    found, scores = weighed.statements["figure"], weighed.figure_scores
    rows = grouped(range(len(found.pairs.keys)), lambda row: found.pairs.keys[row][0])
    best = {number: max(mine, key=lambda row: (scores[row], -row)) for number, mine in rows.items()}
    chosen = [(number, row) for number, row in best.items() if scores[row] >= least]
    parties = [_of_figure(weighed, rows[number], row, models.third("figure")) for number, row in chosen]
    return _with_hubs(weighed, models, "figure", _with_status(weighed, models, "figure", chosen, parties))


def best_partners(weighed: Weighed, models: Models, least: float = 0.0) -> list[Taken]:
    """Return the partners whose score reaches `least`, the likeliest first, two provinces each and no hub yet."""
    keys, scores = weighed.partners.keys, weighed.partner_scores
    rows = sorted((row for row, score in enumerate(scores) if score >= least), key=lambda row: (-scores[row], row))
    parties = [_in_order(weighed.statements["trigger"], set(keys[row][1:])) for row in rows]
    return _with_status(weighed, models, "trigger", [(keys[row][0], row) for row in rows], parties)


def surest(figures: Iterable[Taken]) -> dict[int, Taken]:
    """Return the surest of the figures of each value."""
    best: dict[int, Taken] = {}
    for each in figures:
        value = value_of(each.anchor.fact.value)
        if value not in best or each.score > best[value].score:
            best[value] = each
    return best


def is_same_deal(bare: Taken, figure: Taken) -> bool:
    """Return whether both tell one deal: what another sentence says is signed is none of a sum booked or aimed at."""
    apart = bare.anchor.sentence != figure.anchor.sentence and bare.own >= OWN_SCORE
    signed = bare.status == "agreed" and bare.certainty >= EVEN_SCORE * bare.score
    if signed and figure.status != "agreed" and apart:
        return False
    return set(bare.parties) <= set(figure.parties)


def _of_figure(weighed: Weighed, rows: Sequence[int], best: int, third: float) -> tuple[str, ...]:
    """Return the provinces of the best pair of a figure, and those that join them."""
    found, scores = weighed.statements["figure"], weighed.figure_scores
    told = {frozenset(found.pairs.keys[row][1:]): scores[row] for row in rows}
    return _in_order(found, _grown(found.pairs.keys[best][1:], told, set[str]().union(*told), third))


def _grown(pair: Iterable[str], told: Mapping[frozenset[str], float], others: set[str], third: float) -> set[str]:
    """Return the provinces of a pair, and each of some others whose pairs with all of them reach a score."""
    parties, left = list(pair), sorted(others.difference(pair))
    while left:
        lowest = [min(told.get(frozenset((each, party)), 0.0) for party in parties) for each in left]
        if max(lowest) < third:
            break
        parties.append(left.pop(lowest.index(max(lowest))))
    return set(parties)


def _joined(weighed: Weighed, left: Sequence[Taken], third: float) -> Iterator[Taken]:
    """Yield partners, the likeliest first, joined by others of one statement, which are then no deal of their own."""
    told = weighed.told_partners
    while left:
        best, *others = left
        beside = {party for each in others if each.number == best.number for party in each.parties}
        parties = _grown(best.parties, told, beside, third)
        left = [each for each in others if not parties >= set(each.parties)]
        yield replace(best, parties=_in_order(weighed.statements["trigger"], parties))


def _in_order(found: Statements, parties: set[str]) -> tuple[str, ...]:
    """Return provinces in the order of the article's."""
    return tuple(sorted(parties, key=[province for _, province in found.arguments.keys].index))


def _with_status(
    weighed: Weighed,
    models: Models,
    kind: str,
    chosen: Sequence[tuple[int, int]],
    parties: Sequence[tuple[str, ...]],
) -> list[Taken]:
    """Return statements, each by number and row, with their parties and the likeliest status."""
    found, scores = weighed.statements[kind], weighed.scores_of(kind)
    known = [found.statuses[number] for number, _ in chosen] if found.statuses else None
    shares = known or _asked(weighed, models, kind, [number for number, _ in chosen])
    taken = []
    for (number, row), mine, statuses in zip(chosen, parties, shares, strict=True):
        best = max(statuses)
        share, status = best / max(sum(statuses), 1e-9), STATUSES[statuses.index(best)]
        own = weighed.partners.alone(row) if kind == "trigger" else scores[row]
        score = scores[row]
        taken.append(Taken(kind, number, row, found.anchors[number], mine, None, status, score, score * share, own))
    return taken


def _asked(weighed: Weighed, models: Models, kind: str, numbers: Sequence[int]) -> list[tuple[float, ...]]:
    """Return the scores that the models give each status of some statements."""
    if not numbers:
        return []
    rows = status_rows(weighed, kind)[numbers]
    scores = models.scorer.probabilities({f"status_{status}": rows for status in STATUSES})
    return list(zip(*scores.values(), strict=True))


def _with_hubs(weighed: Weighed, models: Models, kind: str, taken: Sequence[Taken]) -> list[Taken]:
    """Return statements with their hub, which is named first."""
    found, name = weighed.statements[kind], f"{kind}_hub"
    rows = {key: row for row, key in enumerate(found.arguments.keys)}
    wanted = [rows[each.number, party] for each in taken for party in each.parties]
    scores = iter(models.scorer.probabilities({name: found.party_rows[wanted]})[name] if wanted else ())
    told = []
    for each in taken:
        score, hub = max(zip(islice(scores, len(each.parties)), each.parties, strict=True), key=lambda one: one[0])
        others = (party for party in each.parties if party != hub)
        told.append(replace(each, hub=hub, parties=(hub, *others)) if score >= EVEN_SCORE else each)
    return told


def _distinct(figures: Iterable[Taken]) -> list[Taken]:
    """Return one statement for each value, the surest, but none that only rounds another of the same parties."""
    best = surest(figures)
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
