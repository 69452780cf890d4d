"""How far a run is: a bar on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
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


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that a block is at work: a spinner on a terminal, a line every few seconds elsewhere."""
    if err.is_terminal:
        with err.status(f"{what} ..."):
            yield
        return
    done, begun = Event(), monotonic()

    def tell() -> None:
        while not done.wait(EVERY):
            err.print(f"niaga: {what}, {monotonic() - begun:.0f} s", highlight=False)

    thread = Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _bar(run: Iterator[Stand]) -> None:
    numbers = TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f}/s")
    columns = (SpinnerColumn(), BarColumn(), numbers, TimeElapsedColumn(), TimeRemainingColumn())
    begun = monotonic()
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None, articles=0, rate=0)
        for stand in run:
            rate = stand.fresh / max(monotonic() - begun, 0.001)
            share = None if stand.is_read else 1.0
            bar.update(task, completed=stand.share, total=share, articles=stand.done, rate=rate)


def _lines(run: Iterator[Stand]) -> None:
    begun = last = monotonic()
    for stand in run:
        now = monotonic()
        if stand.is_read:
            break
        if now - last >= EVERY:
            last = now
            rate = stand.fresh / (now - begun)
            err.print(f"niaga: {stand.done:,} articles, {rate:,.0f}/s, {stand.share:.0%}", highlight=False)
    with working("linking the articles and writing the tables"):
        for _ in run:
            pass
