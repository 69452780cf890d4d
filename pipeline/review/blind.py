"""The blind mode: rows as a reviewer sees them who is not to know yet what the machine thinks of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.review.queue import Item
    from pipeline.review.shown import Shown

HIDDEN = dict.fromkeys(("status", "confidence", "cue", "rule"), "")
"""Cells of deals and flows that tell or hint at the machine's opinion, emptied."""

HINTS = frozenset({"kind"})
"""Columns of marked words that would give the status away: an amount is a `deal_target` or a `deal_value`."""


def masked(shown: Shown) -> Shown:
    """Return a row nobody has answered without the machine's opinion; one that is answered as it is."""
    return shown if shown.history else replace(shown, row={**shown.row, **HIDDEN}, machine=None)


def masked_item(item: Item) -> Item:
    """Return an item of the queue without the machine's opinion, nor reasons that follow from it."""
    if item.shown.history:
        return item
    return replace(item, shown=masked(item.shown), doubt=0, reasons=(), about=())
