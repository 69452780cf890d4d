"""How the time of some work grows with its text: measured side by side in one run, so that a busy machine slows both."""

from time import process_time

LEAST = 0.02
"""Seconds that a measurement takes at least; short work is done several times."""

TRIES = 4
"""A machine at work elsewhere may be slow once."""

LINEAR = 3
"""Growth per letter between a text and one ten times as long: about 1 where time is linear, 10 where it is quadratic."""


def seconds(work, *given):
    """Return the processor time of one call."""
    calls, begin = 0, process_time()
    while (taken := process_time() - begin) < LEAST or not calls:
        work(*given)
        calls += 1
    return taken / calls


def growth(work, piece, size, times=10):
    """Return how much dearer a letter is in a text of `size` letters than in one `times` shorter, by the best try."""
    short, long = (piece * (letters // len(piece)) for letters in (size // times, size))
    work(short)  # what is built once is not measured
    best = float("inf")
    for _ in range(TRIES):
        best = min(best, seconds(work, long) / len(long) * len(short) / seconds(work, short))
        if best < LINEAR:
            break
    return best
