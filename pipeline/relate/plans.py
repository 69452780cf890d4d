"""Events that are agreed or planned, figure or not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.relate.figures import denied, negated
from pipeline.relate.ledger import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.cues import Cue
    from pipeline.relate.event import Event
    from pipeline.relate.ledger import Ledger
    from pipeline.relate.scenes import Scene

NEAR = 45
"""Characters between a plan and the event it is about (`akan menggelar temu bisnis`)."""

EACH = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|[2-6])\s+(?:kerja ?sama|kesepakatan|nota kesepahaman|MoU|perjanjian)", re.IGNORECASE
)
"""Counted agreements: the partners named with them have one each."""

EXPLORING = {"menjajaki", "jajaki", "dijajaki", "penjajakan", "tertarik", "berminat"}
"""Plans of a single sale that are worth telling; `akan membeli` is but a sale to come."""

LASTING = re.compile(r"\bselama ini\b", re.IGNORECASE)
"""What has been done all along is no plan."""

WISHED = 60
"""Characters before an agreement in which it is called for."""

WISH = re.compile(
    r"\b(?:dapat|bisa|agar|supaya|harus|perlu|mendorong|dorong|meminta|minta|mengimbau|menyarankan|berharap|peluang)\b[^.,;]*$",
    re.IGNORECASE,
)
"""Before an agreement that somebody wants, or that may come."""

FIGURE = 25
"""Characters between a target and its figure (`target transaksi Rp5 miliar`)."""

GIVEN = re.compile(r"\s+(?:ini|itu|tersebut|tadi)\b")
"""Behind an event that is known already: no plan is about it."""


def enter_plans(scene: Scene, events: Sequence[Event], ledger: Ledger) -> None:
    """Enter the events of one sentence that are agreed or planned, figure or not."""
    if scene.deal and all(event.is_open for event in events):
        _, status, cue = _mood(scene, scene.start, scene.stop)
        ledger.mood = (scene.index, status, cue) if status else None
    for event in events:
        if event.foreign or event.is_open or negated(scene, event.start, event.stop):
            continue
        span = (event.start, event.stop)
        near, status, cue = _mood(scene, *span)
        if event.single and cue.lower() not in EXPLORING:
            continue
        if not status and ledger.mood and ledger.mood[0] == scene.index - 1 and not LASTING.search(scene.text(*span)):
            near, status, cue = True, ledger.mood[1], ledger.mood[2]
        if status and (near or status == "agreed") and (status != "planned" or _is_told(scene, event)):
            ledger.statements += _split(scene, event, status, cue)


def _is_told(scene: Scene, event: Event) -> bool:
    """Tell whether a plan names its event outright, or at least a partner (`mereka akan bertemu` does neither)."""
    partners = any(place.takes_part and event.start <= place.start < event.stop for place in scene.places)
    return partners or any(cue.meaning[1] == "strong" and event.start <= cue.start < event.stop for cue in scene.deal)


def _mood(scene: Scene, start: int, stop: int) -> tuple[bool, str, str]:
    """Return whether a plan stands near its event, and the status and cue of a stretch of text."""
    deals = [cue for cue in scene.deal if start <= cue.start < stop and cue.meaning[1] != "none"]
    fresh = [cue for cue in deals if not GIVEN.match(scene.text(cue.stop, scene.stop))]
    for cue in scene.status:
        if fresh and start <= cue.start < stop and _is_plan(scene, cue):
            gap = min(max(deal.start - cue.stop, cue.start - deal.stop) for deal in fresh)
            if gap <= NEAR:
                return True, "planned", cue.text
    said = (cue for cue in scene.status if start <= cue.start < stop and not _is_wished(scene, cue))
    agreed = [cue for cue in said if cue.meaning[0] in {"agreed", "pledge"}]
    return (True, "agreed", agreed[0].text) if agreed else (False, "", "")


def _is_plan(scene: Scene, cue: Cue) -> bool:
    """Tell whether a cue plans an event: it is not denied, and no target of a figure right behind."""
    figure = any(cue.stop <= amount.start <= cue.stop + FIGURE for amount in scene.amounts)
    aimed = cue.meaning[0] == "target" and not figure
    return (aimed or cue.meaning[0] == "planned") and not denied(scene, cue)


def _is_wished(scene: Scene, cue: Cue) -> bool:
    """Tell whether an agreement is but called for (`mendorong Jakarta menjalin kerja sama`)."""
    begin = max(scene.start, cue.start - WISHED)
    return cue.text.lower().startswith(("melakukan", "menjalin", "jalin")) and bool(
        WISH.search(scene.text(begin, cue.start))
    )


def _split(scene: Scene, event: Event, status: str, cue: str) -> Iterator[Statement]:
    """Yield one statement, or one for each partner where the text counts them."""
    partners = [province for province in event.parties if province != event.hub]
    if event.hub and len(partners) > 1 and EACH.search(scene.text(event.start, event.stop)):
        for partner in partners:
            yield Statement(
                scene, replace(event, parties=(event.hub, partner)), "plan_each", status, cue, start=event.start
            )
    else:
        yield Statement(scene, event, "plan" if status == "planned" else "agreement", status, cue, start=event.start)
