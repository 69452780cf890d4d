"""Worker processes: each does one chunk at a time; one that dies takes nothing with it but the article it died of.

Workers are forked from a server process that has loaded the word lists once: forking this process would copy the
locks of its threads (a progress bar, a cluster's client) in whatever state they are. Without fork they are spawned.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.batches.worker import serve
from pipeline.model import ReadError
from pipeline.write import chunk, joined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

    from pipeline.batches.options import Options
    from pipeline.batches.tasks import Task
    from pipeline.read import RawItem
    from pipeline.write import Chunk

GONE = (EOFError, OSError)
"""What a pipe raises when the process at its other end has died."""


class Worker(NamedTuple):
    """A process and the way to talk to it."""

    process: BaseProcess
    connection: Connection


class Pool:
    """Worker processes; as a context manager it ends them all."""

    def __init__(self, options: Options) -> None:
        self.jobs = options.jobs
        self.options = options
        self._context = _context()
        self._workers: dict[Connection, Worker] = {}
        self._busy: dict[Connection, Task] = {}

    def spread(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Chunk]]:
        """Yield tasks with their rows as they are done, in any order; one per worker at a time, as many read ahead."""
        idle = [self._start() for _ in range(self.jobs)]
        ahead = list(islice(tasks, self.jobs))
        while ahead or self._busy:
            while ahead and idle:
                self._hand_over(idle.pop(), ahead.pop(0))
            ahead += islice(tasks, self.jobs - len(ahead))
            finished = [self._collect(self._workers[each]) for each in wait(list(self._busy))]  # type: ignore[index]
            for worker, task, rows in finished:
                if ahead:
                    self._hand_over(worker, ahead.pop(0))
                else:
                    idle.append(worker)
                yield task, rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers.values()):
            self._end(worker)

    def _start(self) -> Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self.options), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = Worker(process, ours)
        return self._workers[ours]

    def _end(self, worker: Worker) -> None:
        del self._workers[worker.connection]
        worker.connection.close()
        worker.process.terminate()
        worker.process.join()

    def _hand_over(self, worker: Worker, task: Task) -> None:
        self._busy[worker.connection] = task
        _send(worker, task.records)

    def _collect(self, worker: Worker) -> tuple[Worker, Task, Chunk]:
        """Return a finished task and who is free now; where its worker has died, it is done one by one first."""
        task = self._busy.pop(worker.connection)
        rows = _received(worker)
        if rows is not None:
            return worker, task, rows
        pieces = []
        for record in task.records:
            worker, piece = self._alone(worker, record)
            pieces.append(piece)
        return worker, task, joined(pieces)

    def _alone(self, worker: Worker, record: RawItem) -> tuple[Worker, Chunk]:
        """Return the rows of one record, an error where a fresh worker dies of it too."""
        if isinstance(record, ReadError):
            return worker, chunk([record])
        if not worker.process.is_alive():
            self._end(worker)
            worker = self._start()
        _send(worker, (record,))
        rows = _received(worker)
        if rows is not None:
            return worker, rows
        worker.process.join()
        message = f"The process that read it died ({_how(worker.process)}); the article is left out: please report it."
        return worker, chunk([ReadError(record.source, record.number, "worker_died", message)])


def _context() -> ForkServerContext | SpawnContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.batches.preload"])
    return context


def _send(worker: Worker, records: tuple[RawItem, ...]) -> None:
    with suppress(*GONE):  # found out on receiving
        worker.connection.send(records)


def _received(worker: Worker) -> Chunk | None:
    try:
        rows: Chunk = worker.connection.recv()
    except GONE:
        worker.process.join()
        return None
    return rows


def _how(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit status {code}"
