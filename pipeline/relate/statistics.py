"""Totals of all trade between provinces over a period: statistics of an office, no deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

GATHERINGS = {"trade_mission", "business_meeting"}
"""Kinds of events whose totals are deals."""


def is_statistics(discourse: Discourse, anchor: Anchor) -> bool:
    """Tell whether the words of money nearest before a figure name all trade, and no mission stands in its sentence."""
    if anchor.key != "amount":
        return False
    before, behind = discourse.triggers_beside(anchor.sentence, anchor.first, "money")
    told = before or behind
    if told is None or told.fact.meaning[0] != "statistics":
        return False
    events = discourse.triggers[anchor.sentence, "deal"]
    return not any(each.fact.meaning[0] in GATHERINGS for each in events)
