"""How well quantities are put to flows where the flows are those of gold, and the points of the clues.

python benchmarks/flow_quantities.py            figures, each hand judged by points fitted on the others
python benchmarks/flow_quantities.py --write    also writes pipeline/relate/quantities/points.csv, fitted on all
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pipeline.evaluate.cells import is_same_good, plain
from pipeline.evaluate.flow_quantities import told_sizes
from pipeline.evaluate.quantities import is_same_size, size_of
from pipeline.relate import quantities
from pipeline.relate.quantities.clues import clues_of
from pipeline.train import examples, folders
from pipeline.train.labels import code_of
from pipeline.train.sets import folds
from pipeline.write.rows import cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.quantities.clues import Case, Way
    from pipeline.train.sets import Example

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "pipeline/relate/quantities/points.csv"
PARTS = 5
PENALTY = 3.0
"""Weight of the squared points in the fit: few flows decide about no clue."""
STEPS = 30
"""Steps of Newton's method, at most."""

SIZES = ("quantity_kg", "quantity", "quantity_min", "quantity_max")
"""Columns that say how much it is."""


class Pair(NamedTuple):
    """A flow of gold with a quantity of the article."""

    part: int
    """Part of the hands, for cross-validation."""
    flow: tuple[str, Way]
    case: Case
    right: bool


class Judged(NamedTuple):
    """All pairs, and the flows of gold with whether the text gives each a quantity."""

    pairs: list[Pair]
    flows: dict[tuple[str, Way], bool]


def pairs_of(found: Sequence[Example]) -> Judged:
    """Return the flows of gold with every quantity that may be theirs."""
    judged = Judged([], {})
    for example, part in zip(found, folds(found, PARTS), strict=True):
        told = _sizes_by_way(example)
        for way, sizes in told.items():
            judged.flows[example.gold["id"], way] = bool(sizes)
        for case in quantities.cases_of(example.discourse, list(told)):
            size = size_of({name: cell(getattr(case.quantity.fact.value, name)) for name in SIZES})
            right = any(is_same_size(each, size) for each in told[case.way])
            judged.pairs.append(Pair(part, (example.gold["id"], case.way), case, right))
    return judged


def _sizes_by_way(example: Example) -> dict[Way, list[Any]]:
    """Return the flows of gold, each with the sizes of its quantities."""
    names: dict[str, set[str]] = defaultdict(set)
    for good in example.discourse.goods:
        names[good.key] |= {plain(good.fact.mention.text), plain(good.fact.value.name)}
    sizes = {id(flow): told for flow, told in told_sizes(example.gold)}
    found: dict[Way, list[Any]] = {}
    for flow in example.gold.get("flows") or ():
        wanted = plain(flow["commodity"])
        known = sorted(names, key=lambda good: wanted not in names[good])
        good = next((each for each in known if is_same_good(wanted, frozenset(names[each]))), None)
        if good:
            way = (good, code_of(flow.get("from")), code_of(flow.get("to")))
            found.setdefault(way, []).extend(sizes.get(id(flow), []))
    return found


def fitted(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the points of each clue: a logistic regression with a squared penalty, by Newton's method."""
    told = [[quantities.ALWAYS, *clues_of(pair.case)] for pair in pairs]
    clues = sorted({clue for each in told for clue in each})
    column = {clue: number for number, clue in enumerate(clues)}
    table, right = np.zeros((len(pairs), len(clues))), np.array([pair.right for pair in pairs], dtype=float)
    for row, each in enumerate(told):
        table[row, [column[clue] for clue in each]] = 1
    penalty = np.diag([0.0 if clue == quantities.ALWAYS else PENALTY for clue in clues])
    points = np.zeros(len(clues))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ points))
        slope = table.T @ (right - chance) - penalty @ points
        points += np.linalg.solve((table.T * (chance * (1 - chance))) @ table + penalty, slope)
    return {clue: round(float(points[column[clue]]), 2) for clue in clues}


def attached(pairs: Sequence[Pair], points: dict[str, float]) -> dict[tuple[str, Way], bool]:
    """Return the flows that get a quantity by these points, with whether it is right."""
    right = {(pair.flow, pair.case.quantity.start): pair.right for pair in pairs}
    by_article: dict[str, list[Case]] = defaultdict(list)
    for pair in pairs:
        by_article[pair.flow[0]].append(pair.case)
    found = {}
    for article, cases in by_article.items():
        for way, quantity in quantities.assigned(cases, points).items():
            found[article, way] = right[(article, way), quantity.start]
    return found


def figures(judged: Judged, found: dict[tuple[str, Way], bool]) -> str:
    """Return precision and recall of the quantities, and the share of all flows that are as gold has them."""
    hits, told = sum(found.values()), sum(judged.flows.values())
    precision, recall = hits / len(found), hits / told
    as_gold = hits + sum(not told and flow not in found for flow, told in judged.flows.items())
    return (
        f"{len(judged.flows)} flows, {told} with a quantity, {len(found)} got one: precision {precision:.3f}, "
        f"recall {recall:.3f}, F1 {2 * hits / (len(found) + told):.3f}; "
        f"{as_gold / len(judged.flows):.3f} of all flows right"
    )


def main() -> None:
    """Print the figures; write the points where asked to."""
    everything = [each for each in examples(folders([ROOT / "corpus"])) if "quantities" in each.gold]
    judged = pairs_of(everything)
    unseen: dict[tuple[str, Way], bool] = {}
    for part in range(PARTS):
        points = fitted([pair for pair in judged.pairs if pair.part != part])
        unseen |= attached([pair for pair in judged.pairs if pair.part == part], points)
    print("unseen hands:", figures(judged, unseen))
    points = fitted(judged.pairs)
    print("seen:        ", figures(judged, attached(judged.pairs, points)))
    if "--write" in sys.argv[1:]:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([("clue", "points"), *sorted(points.items())])


if __name__ == "__main__":
    main()
