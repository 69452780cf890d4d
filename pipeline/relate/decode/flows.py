"""Flows as rows: ways that are likely enough, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Fact, Mention
from pipeline.relate.evidence import strongest
from pipeline.values import AIMED, Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Weighed
    from pipeline.values import Deal

KIND = "flows"


def flows_of(weighed: Weighed, models: Models, deals: Sequence[Fact[Deal]]) -> list[Fact[Flow]]:
    """Return the flows of an article in reading order."""
    least = models.least("way", in_doubt=weighed.in_doubt)
    taken = [row for row, score in enumerate(weighed.way_scores) if score >= least]
    found = []
    for row, rule in zip(taken, strongest(models, {"way": weighed.way_rows[taken]}), strict=True):
        number, commodity, origin, destination = weighed.ways.keys[row]
        good = weighed.discourse.goods[number]
        status = _status(weighed, good)
        deal = _deal(good, {origin, destination}, status, deals)
        value = Flow(
            deal_id=deal.value.deal_id if deal else None,
            commodity=commodity,
            origin=origin,
            destination=destination,
            status=deal.value.status if deal else status,
            confidence=models.confidence("way", weighed.way_scores[row]),
        )
        found.append(Fact(Mention(KIND, good.start, good.stop, good.fact.mention.text, rule), value))
    return sorted(found, key=lambda flow: (flow.start, flow.value.origin or "", flow.value.destination or ""))


def _deal(good: Anchor, ends: set[str], status: str, deals: Sequence[Fact[Deal]]) -> Fact[Deal] | None:
    """Return which of the deals that join both ends is meant: the one its sentence tells of, else the news.

    `status` is that of the goods by their own sentence.
    """
    joined = [deal for deal in deals if ends <= set(deal.value.parties)]
    before = [deal for deal in joined if deal.start <= good.start]
    beside = [deal for deal in before if good.start < deal.stop]
    return next(iter(beside[-1:] or _news(before, status)[-1:] or joined[:1]), None)


def _news(deals: Sequence[Fact[Deal]], status: str) -> Sequence[Fact[Deal]]:
    """Return the deals that goods of a later sentence belong to, in reading order.

    A deal of an earlier year is told to compare, and so is the target of a deal that is done.
    """
    year = max((deal.value.date[:4] for deal in deals if deal.value.date), default="")
    latest = [deal for deal in deals if not deal.value.date or deal.value.date.startswith(year)]
    alike = [deal for deal in latest if (deal.value.status in AIMED) == (status in AIMED)]
    return alike or latest


def _status(weighed: Weighed, good: Anchor) -> str:
    """Return the status of goods that no deal covers: planned where their sentence says so."""
    told = weighed.discourse.triggers[good.sentence, "status"]
    return "planned" if any(each.fact.meaning[0] in AIMED for each in told) else "realised"
