"""How a batch is done, and how far it is."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.model import LEAST_CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def _cores() -> int:
    """Return the cores that this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of one run; the output is the same for all values of `jobs` and `cluster`."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """Our names of a record's cells -> theirs."""
    date_order: str | None = None
    """How dates of numbers in metadata are read: `dmy`, `mdy` or `ymd`; None lets the dates of each file tell."""
    form: str = "csv"
    """Form of the tables: `csv`, `parquet` or `sqlite`."""
    jobs: int = field(default_factory=_cores)
    """Processes; inputs of a single chunk are done in this one."""
    cluster: str | None = None
    """Address of the scheduler of a Dask cluster."""
    article_timeout: float = 30.0
    """Seconds after which an article is given up."""
    min_confidence: float = LEAST_CONFIDENCE
    """Deals and flows that are less sure go to unresolved, 0 to 1."""
    source_root: Path | None = None
    """Folder relative to which the tables tell their sources; None tells paths as they are given."""
    restart: bool = False
    """Throw away what was begun in the folder and not finished."""
    add: bool = False
    """Append to the folder's present tables."""
    chunk: int = 200
    """Articles that are kept or lost together when a run is stopped."""


@dataclass(slots=True)
class Progress:
    """How far a run is."""

    counts: Counter[str] = field(default_factory=Counter)
    """Rows per table."""
    share: float = 0.0
    """Of the inputs, 0 to 1."""
    resumed: int = 0
    """Articles and errors that an earlier run left finished."""
    is_read: bool = False
    """Whether all inputs are through, and only linking and writing the tables is left."""

    @property
    def done(self) -> int:
        """Inputs that are through, errors too."""
        return self.counts["articles"] + self.counts["errors"]

    @property
    def fresh(self) -> int:
        """Inputs that this run took through."""
        return self.done - self.resumed
