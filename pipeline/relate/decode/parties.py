"""The parties of a deal: the two that its statement joins most likely, who joins them, and which one is the hub."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from math import prod
from typing import TYPE_CHECKING

from pipeline.relate.anchors import grouped
from pipeline.relate.candidates.pair import PAIR_PROVINCES
from pipeline.relate.candidates.third import thirds_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.decode.taken import Taken
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Statements, Weighed

EVEN_SCORE = 0.5
"""Score from which a province joins two others, and from which one of two is the hub."""

JOINT_SCORE = 0.3
"""Score from which one of three and more is the hub: most deals of several provinces have one."""


def joint(weighed: Weighed, models: Models, taken: Sequence[Taken]) -> list[Taken]:
    """Return statements of one kind with the provinces that likely join their two, less sure as these are."""
    if not taken:
        return []
    kind, rows = taken[0].kind, [each.row for each in taken]
    known = weighed.statements[kind].thirds
    scores = _thirds(weighed, models, kind, rows) if known is None else known
    told = grouped(scores.items(), lambda one: one[0][0])
    return [_with_thirds(weighed, each, {key[1]: score for key, score in told.get(each.row, ())}) for each in taken]


def _with_thirds(weighed: Weighed, taken: Taken, scores: Mapping[str, float]) -> Taken:
    """Return a statement with the provinces that join it likelier than not, as sure as all of them are together.

    A figure is right with all its parties only. Two provinces without one trade whoever else joins them, so that a
    third that does not is left to the confidence.
    """
    joining = {province for province, score in scores.items() if score >= EVEN_SCORE}
    sure = prod(max(score, 1.0 - score) for score in scores.values())
    parties = in_order(weighed.statements[taken.kind], {*taken.parties, *joining})
    score = taken.score * sure if joining or taken.kind == "figure" else taken.score
    return replace(taken, parties=parties, score=score, certainty=taken.certainty * sure)


def _thirds(weighed: Weighed, models: Models, kind: str, rows: Sequence[int]) -> Mapping[tuple[int, str], float]:
    """Return the scores that the models give each province that may join some pairs."""
    found = thirds_of(weighed, kind, rows)
    if found.values is None:
        return {}
    name = f"{kind}_third"
    return dict(zip(found.keys, models.scorer.probabilities({name: found.values})[name], strict=True))


def with_hubs(weighed: Weighed, models: Models, kind: str, taken: Sequence[Taken]) -> list[Taken]:
    """Return statements with their hub, which is named first."""
    found, name = weighed.statements[kind], f"{kind}_hub"
    rows = {key: row for row, key in enumerate(found.arguments.keys)}
    wanted = [rows[each.number, party] for each in taken for party in each.parties]
    scores = iter(models.scorer.probabilities({name: found.party_rows[wanted]})[name] if wanted else ())
    told = []
    for each in taken:
        score, hub = max(zip(islice(scores, len(each.parties)), each.parties, strict=True), key=lambda one: one[0])
        others = (party for party in each.parties if party != hub)
        least = EVEN_SCORE if len(each.parties) == PAIR_PROVINCES else JOINT_SCORE
        told.append(replace(each, hub=hub, parties=(hub, *others)) if score >= least else each)
    return told


def in_order(found: Statements, parties: set[str]) -> tuple[str, ...]:
    """Return provinces in the order of the article's."""
    return tuple(sorted(parties, key=found.arguments.provinces.index))
