"""Time limits: one article never holds up a batch."""

from __future__ import annotations

import ctypes
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

AGAIN_SECONDS = 1.0
"""Seconds after which an alarm that was swallowed (in a finaliser, say) rings again."""

HARD_LIMITS = 2.0
"""Processor time, in limits, after which the system ends a worker that no longer listens to its alarm."""


class ArticleTimeout(BaseException):
    """The limit is over; no `except Exception` on the way swallows it."""


@contextmanager
def limit(seconds: float, *, hard: bool = False) -> Iterator[None]:
    """Raise Overtime in the block after `seconds` of wall time.

    In the main thread of a POSIX process an alarm does it; with `hard` the system also ends the process when it spends
    twice that in code that does not return to Python. In other threads it is raised between two steps of Python.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        with _watched(seconds):
            yield
        return
    previous = signal.signal(signal.SIGALRM, _ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_SECONDS)
        if hard:
            signal.setitimer(signal.ITIMER_PROF, HARD_LIMITS * seconds + AGAIN_SECONDS)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, previous)


def _ring(*_: object) -> None:
    raise ArticleTimeout


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """Let another thread raise Overtime in this one."""
    lock, over = threading.Lock(), False
    here = ctypes.c_ulong(threading.get_ident())

    def ring() -> None:
        with lock:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(here, ctypes.py_object(ArticleTimeout))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
