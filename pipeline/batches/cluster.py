"""Many machines: the same chunks, done by the workers of a Dask cluster.

The records are read here and sent out, a few chunks per worker at a time; a chunk whose worker is lost is sent to
another one. Only what a worker has done is taken: where the scheduler or all workers are gone, the run stops.
Every worker loads the word lists once, when its first chunk comes.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.batches.worker import work
from pipeline.model import ReadError
from pipeline.write import FolderError, chunk, joined, program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.batches.options import Options
    from pipeline.batches.tasks import Task
    from pipeline.read import RawItem
    from pipeline.write import Chunk

AHEAD_CHUNKS = 2
"""Chunks that wait at each thread of the cluster, so that none is idle."""

LOOK_SECONDS = 2.0
"""Seconds to wait for a chunk before looking who is still there."""
PATIENCE_SECONDS = 60.0
"""Seconds to wait for a silent scheduler, or for a first worker where none is left."""

REMEDY = "run: pip install 'niaga[cluster]'"
GO_ON = "what is finished is kept: run the command again to go on"
OTHERS = "a worker has another niaga, other word lists or models; install the same everywhere"
LOCK = Lock()


class Done(NamedTuple):
    """What a worker gives back."""

    made_by: dict[str, Any]
    """Its program: rows of two programs must not be mixed."""
    rows: Chunk


def spread(tasks: Iterator[Task], address: str, options: Options) -> Iterator[tuple[Task, Chunk]]:
    """Yield tasks with their rows as they are done, in any order.

    Raises FolderError when the cluster can't be reached or is lost, or its workers have another program.
    """
    with _client(address) as (client, distributed):
        yield from Cluster(client, distributed, address, options).spread(tasks)


class Cluster:
    """A scheduler, and what it was given to do."""

    def __init__(self, client: Any, distributed: Any, address: str, options: Options) -> None:
        self._client = client
        self._distributed = distributed
        self._address = address
        self._options = options
        self._program = program()
        self._sent: dict[Any, Task] = {}
        self._through: SimpleQueue[Any] = SimpleQueue()
        self._alive = monotonic()

    def spread(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Chunk]]:
        """Yield tasks with their rows; one that its workers died of goes out again alone, record by record."""
        suspects: list[Task] = []
        while True:
            for task in islice(tasks, 0 if suspects else self._room() - len(self._sent)):
                self._send(task)
            if self._sent:
                task, rows = self._collect()
                if rows is None:
                    suspects.append(task)
                else:
                    yield task, rows
            elif suspects:
                task = suspects.pop()
                yield task, joined([self._alone(task, record) for record in task.records])
            else:
                return

    def _room(self) -> int:
        """Return how many chunks the cluster may hold; the scheduler is asked, as workers come and go."""
        with self._reached():
            threads: int = sum(
                self._client.sync(self._client.scheduler.ncores, callback_timeout=PATIENCE_SECONDS).values()
            )
        now = monotonic()
        if threads:
            self._alive = now
        elif now - self._alive > PATIENCE_SECONDS:
            start = f"start some (dask worker {self._address})"
            raise FolderError(f"no worker is left at {self._address} for {PATIENCE_SECONDS:g} s; {start}; {GO_ON}")
        return max(len(self._sent), AHEAD_CHUNKS * max(1, threads))

    def _send(self, task: Task) -> None:
        with self._reached():
            future = self._client.submit(_work, task.records, self._options, pure=False)
            future.add_done_callback(self._through.put)
        self._sent[future] = task

    def _collect(self) -> tuple[Task, Chunk | None]:
        """Return the next task that is through, with its rows, None where its workers died of it again and again."""
        while True:
            try:
                future = self._through.get(timeout=LOOK_SECONDS)
            except Empty:
                self._room()
            else:
                return self._sent.pop(future), self._rows(future)

    def _rows(self, future: Any) -> Chunk | None:
        with self._reached():
            try:
                done = future.result(timeout=PATIENCE_SECONDS)
            except self._distributed.KilledWorker:
                return None
            except ImportError:
                raise FolderError(OTHERS) from None
        if done.made_by != self._program:
            raise FolderError(OTHERS)
        rows: Chunk = done.rows
        return rows

    def _alone(self, task: Task, record: RawItem) -> Chunk:
        """Return the rows of one record, an error where workers die of it that have nothing else to do."""
        self._send(task._replace(records=(record,)))
        _, rows = self._collect()
        if rows is not None:
            return rows
        number = record.record if isinstance(record, ReadError) else record.number
        message = "Every worker that read it died; the article is left out: please report it."
        return chunk([ReadError(record.source, number, "worker_died", message)])

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turn the signs of a lost scheduler into a FolderError: nothing of what it held is known to be done."""
        distributed = self._distributed
        lost = (distributed.CancelledError, distributed.client.ClosedClientError, OSError)
        try:
            yield
        except lost as error:
            why = f"the Dask scheduler at {self._address} is lost; start it again"
            raise FolderError(f"{why}; {GO_ON}") from error


def _work(records: Sequence[RawItem], options: Options) -> Done:
    with LOCK:  # threads of one worker share the word lists and would only wait for each other
        return Done(_program(), work(records, options))


@cache
def _program() -> dict[str, Any]:
    return program()


@contextmanager
def _client(address: str) -> Iterator[tuple[Any, Any]]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise FolderError(f"A cluster needs a package that is not installed; {REMEDY}") from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it tells of, we say in one line
    try:
        client = distributed.Client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise FolderError(f"no Dask scheduler answers at {address} ({error}); check the address") from None
    try:
        yield client, distributed
    finally:
        client.close(timeout=LOOK_SECONDS)
