"""Flows get their quantity and their value, where the text gives these for that flow alone.

A quantity and a flow of its good are weighed by clues (`clues.py`), each with points (`points.csv`, fitted on corpus/
by `benchmarks/flow_quantities.py`). A quantity goes to one flow at most, a flow takes one; what may as well be that of
another flow is left with none.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.relate.anchors import grouped
from pipeline.relate.quantities.clues import Case, clues_of, is_kin
from pipeline.relate.quantities.portions import portions
from pipeline.relate.quantities.worth import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.model import Fact
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.quantities.clues import Way
    from pipeline.relate.quantities.portions import Portion
    from pipeline.values import Amount, Flow, Quantity

POINTS, ALWAYS = "points.csv", "always"
"""The table of points, and its row that every pair gets."""

LEAD_SCORE = 0.2
"""Points by which a flow must be ahead of the others for a quantity."""

MOST_FLOWS = 20_000
"""Flows with a quantity each that are weighed in one article: no honest article has more."""


def with_quantities(
    discourse: Discourse, flows: Sequence[Fact[Flow]], amounts: Sequence[Fact[Amount]]
) -> list[Fact[Flow]]:
    """Return the flows of an article, each with its quantity and its value as far as the text gives them."""
    if not flows:
        return []
    ways = [(flow.value.commodity, flow.value.origin, flow.value.destination) for flow in flows]
    own = assigned(islice(cases_of(discourse, ways), MOST_FLOWS), points())
    told = [own[way].fact if way in own else None for way in ways]
    worth = values_of(discourse, flows, told, amounts)
    return [_told(*each) for each in zip(flows, told, worth, strict=True)]


def cases_of(discourse: Discourse, ways: Sequence[Way]) -> Iterator[Case]:
    """Yield every way with every quantity that may be its own: of its good, of a kin of it, or of no good by name."""
    quantities = _anchors(discourse)
    by_sentence = grouped(quantities, lambda each: each.sentence)
    shares: dict[int, Portion] = {}
    by_good = grouped(ways, lambda way: way[0])
    for way in ways:
        rivals = [other for other in by_good[way[0]] if other != way]
        same = [quantity for quantity in quantities if quantity.key == way[0]]
        for quantity in quantities:
            measured = quantity.key
            if measured in {way[0], ""} or (measured not in by_good and is_kin(measured, way[0])):
                if quantity.start not in shares:
                    shares |= portions(discourse, by_sentence[quantity.sentence])
                yield Case(discourse, way, rivals, quantity, shares[quantity.start], same)


def _anchors(discourse: Discourse) -> list[Anchor]:
    """Return the quantities of an article; the key of each is the good that it measures, empty where none is named."""
    found = []
    for fact in discourse.facts["quantities"]:
        sentence = discourse.document.sentence_at(fact.start)
        if sentence is not None:
            found.append(discourse.anchor(fact, sentence, fact.value.commodity or ""))
    return found


def assigned(cases: Iterable[Case], table: Mapping[str, float]) -> dict[Way, Anchor]:
    """Return the quantity of each way that has one: the surest pairs first, each quantity and way once.

    `table` holds the points of each clue; with more than 0 a pair is likelier right than not.
    """
    likely = [(total, case) for case in cases if (total := _total(case, table)) > 0]
    likely.sort(key=lambda each: (-each[0], each[1].quantity.start))
    by_quantity = grouped(likely, lambda each: each[1].quantity.start)
    doubtful = {start for start, mine in by_quantity.items() if len(mine) > 1 and mine[0][0] - mine[1][0] <= LEAD_SCORE}
    found: dict[Way, Anchor] = {}
    taken: set[int] = set(doubtful)
    for _, case in likely:
        if case.way not in found and case.quantity.start not in taken:
            found[case.way] = case.quantity
            taken.add(case.quantity.start)
    return found


def _total(case: Case, table: Mapping[str, float]) -> float:
    return table[ALWAYS] + sum(table.get(clue, 0.0) for clue in clues_of(case))


@cache
def points() -> dict[str, float]:
    """Return the points of each clue; one that the corpus did not show has none."""
    rows = csv.DictReader(files(__name__).joinpath(POINTS).read_text(encoding="utf-8").splitlines())
    return {row["clue"]: float(row["points"]) for row in rows}


def _told(flow: Fact[Flow], quantity: Fact[Quantity] | None, value: Fact[Amount] | None) -> Fact[Flow]:
    """Return a flow with its quantity and its value; of a mere bound the number is that bound, of a range none."""
    cells: dict[str, Any] = {}
    if quantity:
        told = quantity.value
        known = None if told.bound == "range" else told.quantity_min if told.quantity_max is None else told.quantity_max
        cells = {
            "quantity": known,
            "quantity_unit": told.unit,
            "quantity_kg": told.quantity_kg,
            "quantity_start": quantity.start,
            "per": told.per,
        }
    if value:
        cells |= {"amount_idr": value.value.amount_idr, "amount_start": value.start}
    return replace(flow, value=replace(flow.value, **cells)) if cells else flow
