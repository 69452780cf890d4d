"""Statements that are taken as deals: their parties, hub and status, one for each figure."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.anchors import grouped
from pipeline.relate.candidates import bare
from pipeline.relate.decode.parties import in_order, joint, with_hubs
from pipeline.relate.decode.taken import Taken
from pipeline.relate.features.statement import value_of
from pipeline.relate.rows import status_rows
from pipeline.relate.scorer import SMALLEST, log_odds, probability
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.hashing import Floats
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Weighed

ROUNDING_SHARE = 0.005
"""A figure this near to one with more digits is the same, rounded."""

OWN_SCORE = 0.5
"""Score from which two partners have a deal of their own beside a figure that joins them too."""


def taken_of(weighed: Weighed, models: Models) -> list[Taken]:
    """Return the statements that are taken, in reading order: a deal told by a figure is not told again without one."""
    figures = figures_of(weighed, models)
    partners = bare_of(weighed, models, figures, models.least("trigger", in_doubt=weighed.in_doubt))
    return sorted((*figures, *partners), key=lambda each: (each.anchor.start, each.parties))


def figures_of(weighed: Weighed, models: Models) -> list[Taken]:
    """Return the figures that are taken, each value once."""
    return _distinct(best_figures(weighed, models, models.least("figure", in_doubt=weighed.in_doubt)))


def bare_of(weighed: Weighed, models: Models, figures: Sequence[Taken], least: float) -> list[Taken]:
    """Return the deals without a figure: partners that no figure tells of, and those who join them."""
    told = best_partners(weighed, models, least)
    left = [each for each in told if each.own >= OWN_SCORE or not is_told(each, figures)]
    found = [each for each in _distinct_partners(joint(weighed, models, left)) if each.score >= least]
    return with_hubs(weighed, models, "trigger", found)


def best_figures(weighed: Weighed, models: Models, least: float = 0.0) -> list[Taken]:
    """Return each figure with its likeliest parties, whose score must reach `least`."""
    scores = weighed.figure_scores
    rows = [(number, row) for number, row in weighed.best_figures().items() if scores[row] >= least]
    known = weighed.statements["figure"].statuses
    numbers = [number for number, _ in rows]
    shares = [known[number] for number in numbers] if known else _statuses(weighed, models, numbers)
    told = together([weighed.statements["figure"].anchors[number] for number in numbers], shares)
    found = [
        _taken(weighed, "figure", row, scores[row], dict(zip(STATUSES, each, strict=True)))
        for (_, row), each in zip(rows, told, strict=True)
    ]
    found = joint(weighed, models, found)
    return with_hubs(weighed, models, "figure", [each for each in found if each.score >= least])


def best_partners(weighed: Weighed, models: Models, least: float = 0.0) -> list[Taken]:
    """Return the partners whose score reaches `least`, the likeliest first, two provinces each and no hub yet.

    How surely they trade and how surely they do so without a figure count the same.
    """
    rows = bare.rows_of(weighed)
    told = [weighed.bare[row] for row in rows] if weighed.bare else _bare(weighed, models)
    both = np.array([(weighed.partner_scores[row], own) for row, (own, *_) in zip(rows, told, strict=True)])
    scores = probability(log_odds(both.reshape(-1, 2)).mean(axis=1)).tolist()
    found = [
        replace(_taken(weighed, "trigger", row, score, dict(zip(bare.STATUSES, shares, strict=True))), own=own)
        for row, score, (own, *shares) in zip(rows, scores, told, strict=True)
        if score >= least
    ]
    return sorted(found, key=lambda each: (-each.score, each.row))


def surest(figures: Iterable[Taken]) -> dict[int, Taken]:
    """Return the surest of the figures of each value."""
    best: dict[int, Taken] = {}
    for each in figures:
        value = value_of(each.anchor.fact.value)
        if value not in best or each.score > best[value].score:
            best[value] = each
    return best


def is_told(partners: Taken, figures: Iterable[Taken]) -> bool:
    """Tell whether a figure joins partners too."""
    return any(set(partners.parties) <= set(figure.parties) for figure in figures)


def _distinct_partners(told: Iterable[Taken]) -> Iterator[Taken]:
    """Yield partners, the likeliest first, but none whose two are parties of one before: they are one deal."""
    known: list[set[str]] = []
    for each in told:
        if not any(set(each.pair) <= others for others in known):
            known.append(set(each.parties))
            yield each


def _taken(weighed: Weighed, kind: str, row: int, score: float, shares: Mapping[str, float]) -> Taken:
    """Return a statement by its row, with its two provinces and the likeliest status, by the scores of each."""
    found, (number, *both) = weighed.statements[kind], weighed.keys_of(kind)[row]
    mine, status = in_order(found, set(both)), max(shares, key=shares.__getitem__)
    sure = shares[status] / max(sum(shares.values()), SMALLEST)
    return Taken(kind, number, row, found.anchors[number], mine, mine, None, status, score, score * sure)


def together(figures: Sequence[Anchor], shares: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Return the scores of each status for figures, the mean of all tellings of one figure: they tell of one deal."""
    worth = [value_of(figure.fact.value) for figure in figures]
    tellings = grouped(range(len(worth)), worth.__getitem__)
    means = {
        value: tuple(map(fmean, zip(*(shares[row] for row in mine), strict=True))) for value, mine in tellings.items()
    }
    return [means[value] for value in worth]


def _statuses(weighed: Weighed, models: Models, numbers: Sequence[int]) -> list[tuple[float, ...]]:
    """Return the scores that the models give each status of some figures."""
    if not numbers:
        return []
    rows = status_rows(weighed, "figure")[numbers]
    return _asked(models, {f"status_{status}": rows for status in STATUSES})


def _bare(weighed: Weighed, models: Models) -> list[tuple[float, ...]]:
    """Return the scores that the models give partners: of a deal of their own, then of each status."""
    if not len(weighed.bare_rows):
        return []
    return _asked(models, dict.fromkeys(bare.FORESTS, weighed.bare_rows))


def _asked(models: Models, tables: Mapping[str, Floats]) -> list[tuple[float, ...]]:
    """Return the scores that several forests give each row, in their order."""
    scores = models.scorer.probabilities(tables)
    return list(zip(*(scores[name] for name in tables), strict=True))


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
