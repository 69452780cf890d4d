"""Statements that are taken as deals: their parties, hub and status, one for each figure."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from pipeline.relate.anchors import grouped
from pipeline.relate.decode.parties import in_order, joint, with_hubs
from pipeline.relate.decode.taken import Taken
from pipeline.relate.features.statement import value_of
from pipeline.relate.weighing import status_rows
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Weighed

ROUNDING_SHARE = 0.005
"""A figure this near to one with more digits is the same, rounded."""

OWN_SCORE = 0.6
"""Score of a pair by its statement alone from which an agreement is more than an echo of a figure."""

EVEN_SCORE = 0.5
"""Share below which a status is not told from others."""


def taken_of(weighed: Weighed, models: Models) -> list[Taken]:
    """Return the statements that are taken, in reading order: a deal told by a figure is not told again without one."""
    figures = figures_of(weighed, models)
    bare = bare_of(weighed, models, figures, models.least("trigger", in_doubt=weighed.in_doubt))
    return sorted((*figures, *bare), key=lambda each: (each.anchor.start, each.parties))


def figures_of(weighed: Weighed, models: Models) -> list[Taken]:
    """Return the figures that are taken, each value once."""
    return _distinct(best_figures(weighed, models, models.least("figure", in_doubt=weighed.in_doubt)))


def bare_of(weighed: Weighed, models: Models, figures: Sequence[Taken], least: float) -> list[Taken]:
    """Return the deals without a figure: partners that no figure tells of, and those who join them."""
    told = best_partners(weighed, models, least)
    left = [each for each in told if not any(is_same_deal(each, figure) for figure in figures)]
    found = [each for each in _distinct_partners(joint(weighed, models, left)) if each.score >= least]
    return with_hubs(weighed, models, "trigger", found)


def best_figures(weighed: Weighed, models: Models, least: float = 0.0) -> list[Taken]:
    """Return each figure with its likeliest parties, whose score must reach `least`."""
    scores = weighed.figure_scores
    chosen = [(number, row) for number, row in weighed.best_figures().items() if scores[row] >= least]
    found = joint(weighed, models, _with_status(weighed, models, "figure", chosen))
    return with_hubs(weighed, models, "figure", [each for each in found if each.score >= least])


def best_partners(weighed: Weighed, models: Models, least: float = 0.0) -> list[Taken]:
    """Return the partners whose score reaches `least`, the likeliest first, two provinces each and no hub yet."""
    keys, scores = weighed.partners.keys, weighed.partner_scores
    rows = sorted((row for row, score in enumerate(scores) if score >= least), key=lambda row: (-scores[row], row))
    return _with_status(weighed, models, "trigger", [(keys[row][0], row) for row in rows])


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


def _distinct_partners(told: Iterable[Taken]) -> Iterator[Taken]:
    """Yield partners, the likeliest first, but none whose two are parties of one before: they are one deal."""
    known: list[set[str]] = []
    for each in told:
        if not any(set(each.pair) <= others for others in known):
            known.append(set(each.parties))
            yield each


def _with_status(weighed: Weighed, models: Models, kind: str, chosen: Sequence[tuple[int, int]]) -> list[Taken]:
    """Return statements, each by number and row, with their two provinces and the likeliest status."""
    found, scores, keys = weighed.statements[kind], weighed.scores_of(kind), weighed.keys_of(kind)
    known = [found.statuses[number] for number, _ in chosen] if found.statuses else None
    shares = known or _asked(weighed, models, kind, [number for number, _ in chosen])
    told = together([found.anchors[number] for number, _ in chosen], shares) if kind == "figure" else shares
    taken = []
    for (number, row), statuses in zip(chosen, told, strict=True):
        best = max(statuses)
        share, status = best / max(sum(statuses), 1e-9), STATUSES[statuses.index(best)]
        own = weighed.partners.alone(row) if kind == "trigger" else scores[row]
        score, mine = scores[row], in_order(found, set(keys[row][1:]))
        anchor = found.anchors[number]
        taken.append(Taken(kind, number, row, anchor, mine, mine, None, status, score, score * share, own))
    return taken


def together(figures: Sequence[Anchor], shares: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Return the scores of each status for figures, the mean of all tellings of one figure: they tell of one deal."""
    worth = [value_of(figure.fact.value) for figure in figures]
    tellings = grouped(range(len(worth)), worth.__getitem__)
    means = {
        value: tuple(map(fmean, zip(*(shares[row] for row in mine), strict=True))) for value, mine in tellings.items()
    }
    return [means[value] for value in worth]


def _asked(weighed: Weighed, models: Models, kind: str, numbers: Sequence[int]) -> list[tuple[float, ...]]:
    """Return the scores that the models give each status of some statements."""
    if not numbers:
        return []
    rows = status_rows(weighed, kind)[numbers]
    scores = models.scorer.probabilities({f"status_{status}": rows for status in STATUSES})
    return list(zip(*scores.values(), strict=True))


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
