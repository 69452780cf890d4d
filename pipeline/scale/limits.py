"""Time limits: one article never holds up a batch."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

AGAIN = 1.0
"""Seconds after which an alarm that was swallowed (in a finaliser, say) rings again."""

HARD = 2.0
"""Processor time, in limits, after which the system ends a worker that no longer listens to its alarm."""


class Overtime(BaseException):
    """The limit is over; no `except Exception` on the way swallows it."""


@contextmanager
def limit(seconds: float, *, hard: bool = False) -> Iterator[None]:
    """Raise Overtime in the block after `seconds` of wall time; main thread of a POSIX process only.

    With `hard` the system ends the process when it spends twice that in code that does not return to Python.
    """
    previous = signal.signal(signal.SIGALRM, _ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        if hard:
            signal.setitimer(signal.ITIMER_PROF, HARD * seconds + AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, previous)


def _ring(*_: object) -> None:
    raise Overtime
