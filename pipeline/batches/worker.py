"""What a process does with a chunk of records: finished rows."""

from __future__ import annotations

import gc
import signal
from functools import cache
from typing import TYPE_CHECKING

from pipeline.batches.limits import ArticleTimeout, limit
from pipeline.flow import process
from pipeline.model import ReadError
from pipeline.read.record import Record
from pipeline.write import chunk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from pipeline.batches.options import Options
    from pipeline.model import ArticleFacts
    from pipeline.read import RawItem
    from pipeline.write import Chunk

WARM = """Banjarmasin (ANTARA) - Kepala Dinas Perdagangan Kalimantan Selatan Budi Santoso mengatakan, transaksi beras
dengan Jawa Timur mencapai Rp2 miliar pada Rabu (1/5/2024)."""


def work(records: Sequence[RawItem], options: Options, *, hard: bool = False) -> Chunk:
    """Return the rows of some records, in their order."""
    return chunk(_timed(record, options, hard=hard) for record in records)


@cache
def warm() -> None:
    """Load the word lists and compile the patterns, once; they stay, so the collector of garbage passes them over."""
    gc.disable()
    try:
        process(Record("warm", WARM, "warm"))
    finally:
        gc.enable()
    gc.freeze()


def serve(connection: Connection, options: Options) -> None:
    """Do chunks as they come, until the other end is closed or gone. Ctrl-C is the business of that end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm()
    try:
        while True:
            connection.send(work(connection.recv(), options, hard=True))
    except (EOFError, OSError):
        return


def _timed(record: RawItem, options: Options, *, hard: bool) -> ArticleFacts | ReadError:
    if isinstance(record, ReadError):
        return process(record)
    try:
        with limit(options.article_timeout, hard=hard):
            return process(record, options.min_confidence)
    except ArticleTimeout:
        took = f"{options.article_timeout:g} s"
        message = f"The article took more than {took}; raise --article-timeout, or look for what is odd in it."
        return ReadError(record.source, record.number, "timeout", message)
