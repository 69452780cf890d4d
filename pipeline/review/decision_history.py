"""From decisions in their order to what holds now for each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.review.decision import VALUES, Decision, Key, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

STATES = {"accept": "accepted", "reject": "rejected", "edit": "edited", "add": "added", "settle": "settled"}


@dataclass(slots=True)
class DecisionHistory:
    """What the decisions about one row come to."""

    root: Decision
    """The first of them; its row is the one that is looked for in the tables."""
    decisions: list[Decision] = field(default_factory=list)
    """Those that are not taken back, in order."""

    @property
    def table(self) -> str:
        """Its table."""
        return self.root.table

    @property
    def last(self) -> Decision:
        """The decision that holds."""
        return self.decisions[-1]

    @property
    def state(self) -> str:
        """`accepted`, `edited`, `added`, `rejected`, or how a finding is settled."""
        state = STATES[self.last.action]
        if state == "settled":
            return self.last.verdict
        if state in {"accepted", "edited"}:
            if self.is_added:
                return "added"
            return "edited" if self.changes else "accepted"
        return state

    @property
    def is_added(self) -> bool:
        """Whether a reviewer added the row."""
        return any(decision.action == "add" for decision in self.decisions)

    @property
    def is_blind(self) -> bool:
        """Whether the answer was given blind: what was decided with the machine's in sight changed nothing of it."""
        if not self.decisions[0].blind:
            return False
        blind = DecisionHistory(self.root, [decision for decision in self.decisions if decision.blind])
        return (blind.state, blind.values) == (self.state, self.values)

    @property
    def known(self) -> Row:
        """The machine's row as it was at the last decision."""
        return self.root.row | self.last.reread

    @property
    def changes(self) -> Row:
        """All changed cells; where two edits changed the same one, the later holds."""
        return {column: cell for decision in self.decisions for column, cell in decision.changes.items()}

    @property
    def values(self) -> Row:
        """The cells as the reviewer left them: a judged row no longer changes with the rules."""
        seen = {column: self.last.row.get(column, "") for column in VALUES[self.table]}
        return seen | {column: cell for column, cell in self.changes.items() if column in seen}


def histories(decisions: Iterable[Decision]) -> list[DecisionHistory]:
    """Return what holds for each row that was decided on, in the order of first decisions."""
    everything = list(decisions)
    undone = {decision.undoes for decision in everything if decision.action == "undo"}
    found: dict[Key, DecisionHistory] = {}
    for decision in everything:
        if decision.action == "undo" or decision.id in undone:
            continue
        found.setdefault(decision.key, DecisionHistory(decision)).decisions.append(decision)
    withdrawn = {decision.key for decision in everything if decision.id in undone and decision.action == "add"}
    return [history for key, history in found.items() if history.is_added or key not in withdrawn]
