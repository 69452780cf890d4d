"""A row as it stands: the machine's cells with the decisions on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.review.decision import VALUES

if TYPE_CHECKING:
    from pipeline.review.decision import Row
    from pipeline.review.decision_history import DecisionHistory


@dataclass(slots=True)
class Shown:
    """One row as it stands now."""

    row: Row
    history: DecisionHistory | None = None
    machine: Row | None = None
    """As the machine gave it; None where a reviewer added it."""
    rejected: bool = False
    why: str = ""
    """Why it is rejected, where that is no decision about this row itself."""

    @property
    def reviewed(self) -> str:
        """The cell of the column `reviewed`."""
        return self.history.state if self.history else ""

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that the machine reads otherwise now than when the row was decided on last."""
        if self.history is None or self.machine is None or self.history.is_added:
            return ()
        known, now = self.history.known, self.machine
        return tuple(
            name
            for name in VALUES[self.history.table]
            if name in known and _reads(name, known[name]) != _reads(name, now.get(name, ""))
        )


def _reads(column: str, cell: str) -> str | bool:
    """Return what to compare: `niaga link` gives speakers other ids, which is no other reading."""
    return bool(cell) if column == "speaker" else cell
