"""How far a command is: one display over all its steps, bars on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipeline.cli.terminal import err

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.batches import Progress as Stand

EVERY_SECONDS = 5.0
"""Seconds between two lines where there is no terminal."""

READING = "reading the articles"
LINKING = "linking the articles and writing the tables"

Tell = Callable[[float, str], None]
"""Takes the share that is done, 0 to 1, and what else is to be told."""


class Display:
    """Shows each step as it comes, those that are done above it; as a context manager it ends the display."""

    def __init__(self, steps: int = 0, *, quiet: bool = False) -> None:
        """Begin; where the number of `steps` is given, each is told with its own."""
        self._steps, self._begun = steps, 0
        columns = (SpinnerColumn(), TextColumn("{task.description}{task.fields[told]}", markup=False))
        times = (BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        self._bars = Progress(*columns, *times, console=err, transient=True)
        self.quiet, self._lines = quiet, not err.is_terminal

    def __enter__(self) -> Self:
        if not (self.quiet or self._lines):
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if not (self.quiet or self._lines):
            self._bars.stop()

    @contextmanager
    def step(self, what: str, *, counts: bool = True) -> Iterator[Tell]:
        """Show that a step is at work, and what is told of it; one that is not always there `counts` as none."""
        self._begun += counts
        name = f"{self._begun} of {self._steps}, {what}" if self._steps and counts else what
        if self.quiet:
            yield lambda _share, _told: None
        elif self._lines:
            with _lines(name) as tell:
                yield tell
        else:
            task = self._bars.add_task(name, total=None, told="")
            yield lambda share, told: self._bars.update(task, total=1, completed=share, told=told)
            self._bars.update(task, total=1, completed=1)

    def watch(self, run: Iterator[Stand]) -> None:
        """Take a run to its end, in two steps: reading, and what comes after it."""
        begun = monotonic()
        with self.step(READING) as tell:
            for stand in run:
                if stand.is_read:
                    break
                rate = stand.fresh / max(monotonic() - begun, 0.001)
                tell(stand.share, f", {stand.done:,} done, {rate:,.0f}/s")
        with self.step(LINKING):
            for _ in run:
                pass


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that a block is at work, the only step of a command."""
    with Display() as display, display.step(what):
        yield


@contextmanager
def _lines(what: str) -> Iterator[Tell]:
    done, begun, latest = Event(), monotonic(), [""]

    def tell() -> None:
        while not done.wait(EVERY_SECONDS):
            err.print(f"niaga: {what}{latest[0]}, {monotonic() - begun:.0f} s", highlight=False, soft_wrap=True)

    def take(share: float, told: str) -> None:
        latest[0] = f"{told}, {share:.0%}"

    thread = Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield take
    finally:
        done.set()
        thread.join()
