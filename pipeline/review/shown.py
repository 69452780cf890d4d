"""A row as it stands: the machine's cells with the decisions on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.review.decision import Row
    from pipeline.review.judged import Judged


@dataclass(slots=True)
class Shown:
    """One row as it stands now."""

    row: Row
    judged: Judged | None = None
    machine: Row | None = None
    """As the machine gave it; None where a reviewer added it."""
    rejected: bool = False
    why: str = ""
    """Why it is rejected, where that is no decision about this row itself."""

    @property
    def reviewed(self) -> str:
        """The cell of the column `reviewed`."""
        return self.judged.state if self.judged else ""
