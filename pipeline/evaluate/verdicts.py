"""Every fact of gold and of the tables judged: hit, missed or wrong, with the words it rests on."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.evaluate import facts, flow_quantities, quantities, relations
from pipeline.evaluate.found import FoundTables
from pipeline.evaluate.gold import is_judged
from pipeline.evaluate.match import HIT, MISSED, WRONG, Item, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipeline.evaluate.gold import Gold

__all__ = ["HIT", "KINDS", "MISSED", "WRONG", "Kind", "Verdict", "VerdictEvidence", "judge"]

SHOWN_ROWS = 5
"""Rows shown of one wrong fact."""


class Kind(NamedTuple):
    """A way to compare one table with gold."""

    table: str
    reading: str
    """`exact`, or `lenient` where less than all columns must be right."""
    compare: Callable[[Gold, FoundTables], Iterator[Outcome]]


KINDS = {
    "published": Kind("published", "exact", facts.published),
    "published: compatible": Kind("published", "lenient", facts.published_compatible),
    "provinces": Kind("provinces", "exact", facts.provinces),
    "officials: name": Kind("officials", "lenient", facts.officials_by_name),
    "officials: name+title+province": Kind("officials", "exact", facts.officials),
    "commodities": Kind("commodities", "lenient", facts.commodities),
    "commodities: same words": Kind("commodities", "exact", facts.commodities_exact),
    "amounts: value": Kind("amounts", "lenient", facts.amounts),
    "amounts: value+bound": Kind("amounts", "exact", facts.amounts_with_bound),
    "quantities: value": Kind("quantities", "lenient", quantities.quantities),
    "quantities: value+good": Kind("quantities", "exact", quantities.quantities_with_good),
    "dates": Kind("dates", "exact", facts.dates),
    "dates: month": Kind("dates", "lenient", facts.dates_by_month),
    "deals: dyads": Kind("deals", "lenient", relations.dyads),
    "deals: parties+amount+status": Kind("deals", "exact", relations.parties_amount_status),
    "deals: parties+amount": Kind("deals", "lenient", relations.parties_amount),
    "deals: parties+status": Kind("deals", "lenient", relations.parties_status),
    "flows": Kind("flows", "lenient", relations.flows),
    "flows: same ends": Kind("flows", "exact", relations.flows_exact),
    "flows: quantity": Kind("flows", "exact", flow_quantities.flow_quantities),
}


@dataclass(frozen=True, slots=True)
class VerdictEvidence:
    """Words of the stored text that a verdict rests on."""

    start: int
    stop: int
    text: str
    rule: str
    """Rule that took them; empty where nothing did."""
    reason: str = ""
    """Why they were not used, from unresolved."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one fact."""

    kind: str
    article_id: str
    outcome: str
    """`hit`, `missed` or `wrong`."""
    label: str
    """The fact, as it is compared."""
    evidence: tuple[VerdictEvidence, ...] = ()
    """Of a wrong fact its rows; of a missed one the words of gold where they stand in the text."""

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return asdict(self)


def judge(gold: Sequence[Gold], found: Mapping[str, FoundTables]) -> Iterator[Verdict]:
    """Yield a verdict on every fact of gold and every wrong one of the tables; articles without gold don't count."""
    for one in gold:
        mine = found.get(one["id"], FoundTables())
        for kind, (table, _, compare) in KINDS.items():
            if is_judged(one, table):
                for outcome, thing in compare(one, mine):
                    evidence = () if outcome == HIT else tuple(_evidence(thing, mine))
                    yield Verdict(kind, one["id"], outcome, thing.label, evidence)


def _evidence(thing: Item, found: FoundTables) -> Iterator[VerdictEvidence]:
    if thing.rows:
        for row in thing.rows[:SHOWN_ROWS]:
            yield VerdictEvidence(int(row["start"]), int(row["stop"]), row["text"], row["rule"])
    elif thing.surface.split():
        yield from _standing(thing.surface, found)


def _standing(surface: str, found: FoundTables) -> Iterator[VerdictEvidence]:
    """Yield where gold's words stand first, and why they were not used where that is known."""
    pattern = r"\s+".join(map(re.escape, surface.split()))
    match = re.search(rf"(?<!\w){pattern}(?!\w)", found.text, re.IGNORECASE)
    if match:
        start, stop = match.span()
        rows = found.tables["unresolved"]
        near = (row for row in rows if int(row["start"]) < stop and start < int(row["stop"]))
        row = next(near, {"rule": "", "reason": ""})
        yield VerdictEvidence(start, stop, match[0], row["rule"], row["reason"])
