"""How far a run is: a bar on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipeline.cli.terminal import err

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.scale import Progress as Stand

EVERY = 5.0
"""Seconds between two lines where there is no terminal."""


def watched(run: Iterator[Stand], *, quiet: bool = False) -> None:
    """Take a run to its end and show how far it is."""
    if quiet:
        for _ in run:
            pass
    elif err.is_terminal:
        _bar(run)
    else:
        _lines(run)


def _bar(run: Iterator[Stand]) -> None:
    numbers = TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f}/s")
    columns = (SpinnerColumn(), BarColumn(), numbers, TimeElapsedColumn(), TimeRemainingColumn())
    begun = monotonic()
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None, articles=0, rate=0)
        for stand in run:
            rate = stand.fresh / max(monotonic() - begun, 0.001)
            bar.update(task, completed=stand.share, total=1.0, articles=stand.done, rate=rate)


def _lines(run: Iterator[Stand]) -> None:
    begun = last = monotonic()
    for stand in run:
        now = monotonic()
        if now - last >= EVERY:
            last = now
            rate = stand.fresh / (now - begun)
            err.print(f"niaga: {stand.done:,} articles, {rate:,.0f}/s, {stand.share:.0%}", highlight=False)
