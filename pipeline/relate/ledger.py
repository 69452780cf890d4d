"""What an article has stated of trade so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pipeline.model import Fact
    from pipeline.relate.event import Event
    from pipeline.relate.scenes import Scene

Rule = Literal[
    "enumeration",
    "partner_figure",
    "event_figure",
    "context_partners",
    "running_figure",
    "sum_of_parts",
    "plan",
    "plan_each",
    "agreement",
]
"""How a statement was found, in order of trust: figures first, then events without one."""

GATHERINGS = {"trade_mission", "business_meeting"}
"""Kinds of event that are held, and may be held again."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Trade stated in one sentence."""

    scene: Scene
    event: Event
    rule: Rule
    status: str
    cue: str
    amount: Fact[Any] | None = None
    start: int = 0
    """Where the words about the figure begin; the event's where there is none."""
    noun: str = ""
    """What the figure is called."""

    @property
    def is_strong(self) -> bool:
        """Whether a mission or meeting is named outright, not just some cooperation."""
        inside = (cue for cue in self.scene.deal if self.event.start <= cue.start < self.event.stop)
        return any(cue.meaning[1] == "strong" and cue.meaning[0] in GATHERINGS for cue in inside)


@dataclass(slots=True)
class Ledger:
    """What the sentences have stated so far."""

    statements: list[Statement] = field(default_factory=list)
    left: list[tuple[Fact[Any], str]] = field(default_factory=list)
    """Amounts of deal sentences that no statement took, with the reason."""
    running: Event | None = None
    """The event spoken of last."""
    mood: tuple[int, str, str] | None = None
    """Sentence, status and cue of the last plan or agreement that named no partner."""
    events: list[Event | None] = field(default_factory=list)
    """The event spoken of in each sentence."""
    open: list[Statement] = field(default_factory=list)
    """Totals of events whose partners are not named yet."""
    homes: list[str | None] = field(default_factory=list)
    """The province that speaks or spoke last, for each sentence."""
