"""Models learned from reviews: how many more make it worthwhile, and the training, in a process beside the page."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.review.gold import gold, teaching, write

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.review.overlay import Overlaid

ENOUGH_ARTICLES = 14
"""Reviewed articles beyond those of the last training that make another one worthwhile.

F1 of deals and flows on 14 articles of a style of its own with the whole corpus: 0.88 and 0.88 without articles of that
style, 0.88 and 0.95 with 14; with a small corpus neither 7 nor 14 are enough (docs/howto/train.md).
"""

PLACE, OWN, MODELS, LOG = "training", "gold", "models", "log.txt"
COMMAND = (sys.executable, "-m", "pipeline", "train")


@dataclass(frozen=True, slots=True)
class Stand:
    """How far learning is."""

    reviews: int
    """Articles whose reviews train."""
    missing: int
    """Articles that are to be reviewed before a training is worthwhile; 0 where it is."""
    state: str
    """Empty, `runs`, `done` or `failed`."""
    told: str
    """The last line that the training told."""


class Training:
    """The training of one folder: its gold, its models and what it told lie below `training/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = folder / PLACE
        self._process: subprocess.Popen[bytes] | None = None

    def stand(self, overlaid: Overlaid) -> Stand:
        """Return how far it is."""
        reviews, state = len(teaching(overlaid)), self._state()
        missing = max(0, ENOUGH_ARTICLES - (reviews - self._learned()))
        return Stand(reviews, missing, state, self._told() if state else "")

    def start(self) -> None:
        """Write the gold and train on it and the corpus that comes with niaga; nothing where it runs already."""
        if self._state() == "runs":
            return
        self.place.mkdir(exist_ok=True)
        write(self.folder, self.place / OWN, [one for one in gold(self.folder) if one["blind"]])
        command = [*COMMAND, str(self.place / OWN), "--corpus", "all", "-o", str(self.place / MODELS)]
        with (self.place / LOG).open("wb") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603 (our own)

    def _state(self) -> str:
        if self._process is None:
            return ""
        return {None: "runs", 0: "done"}.get(self._process.poll(), "failed")

    def _learned(self) -> int:
        """Return how many articles the last training that ended well had."""
        path = self.place / OWN / "gold.jsonl"
        if self._state() == "failed" or not (self.place / MODELS).is_dir():
            return 0
        return path.read_bytes().count(b"\n") if path.exists() else 0

    def _told(self) -> str:
        lines = (self.place / LOG).read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line.removeprefix("niaga: ") for line in reversed(lines) if line.strip()), "")
