"""Many machines: the same chunks, done by the workers of a Dask cluster.

The records are read here and sent out, a few chunks per worker at a time; a chunk whose worker is lost is sent to
another one. Every worker loads the word lists once, when its first chunk comes.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any

from pipeline.model import ReadError
from pipeline.scale.worker import work
from pipeline.write import FolderError, chunk, joined, program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.read import Found
    from pipeline.scale.tasks import Task
    from pipeline.write import Chunk

AHEAD = 2
"""Chunks that wait at each thread of the cluster, so that none is idle."""

REMEDY = "run: pip install 'niaga[cluster]'"
LOCK = Lock()


def spread(tasks: Iterator[Task], address: str, timeout: float) -> Iterator[tuple[Task, Chunk]]:
    """Yield tasks with their rows as they are done, in any order.

    Raises FolderError when the cluster can't be reached or its workers have another program.
    """
    with _client(address) as (client, distributed):
        _same_program(client)
        room = AHEAD * max(1, sum(client.nthreads().values()))
        sent: dict[Any, Task] = {}
        done = distributed.as_completed(loop=client.loop)
        for task in islice(tasks, room):
            _send(client, task, timeout, sent, done)
        for future in done:
            task = sent.pop(future)
            for following in islice(tasks, 1):
                _send(client, following, timeout, sent, done)
            yield task, _rows(client, future, task, timeout)


def _send(client: Any, task: Task, timeout: float, sent: dict[Any, Task], done: Any) -> None:
    future = client.submit(_work, task.records, timeout, pure=False)
    sent[future] = task
    done.add(future)


def _work(records: Sequence[Found], timeout: float) -> Chunk:
    with LOCK:  # threads of one worker share the word lists and would only wait for each other
        return work(records, timeout)


def _rows(client: Any, future: Any, task: Task, timeout: float) -> Chunk:
    """Return the rows of a task; where its workers died again and again, its records go out one by one."""
    if future.status == "finished":
        rows: Chunk = future.result()
        return rows
    if len(task.records) == 1:
        record = task.records[0]
        number = record.record if isinstance(record, ReadError) else record.number
        message = f"The workers that read it died or failed ({future.exception()}); the article is left out."
        return chunk([ReadError(record.source, number, "worker_died", message)])
    singles = [task._replace(records=(record,)) for record in task.records]
    futures = [client.submit(_work, single.records, timeout, pure=False) for single in singles]
    return joined(_rows(client, *pair, timeout) for pair in zip(_waited(futures), singles, strict=True))


def _waited(futures: list[Any]) -> Iterator[Any]:
    for future in futures:
        future.exception()  # waits
        yield future


@contextmanager
def _client(address: str) -> Iterator[tuple[Any, Any]]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise FolderError(f"A cluster needs a package that is not installed; {REMEDY}") from None
    try:
        client = distributed.Client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise FolderError(f"no Dask scheduler answers at {address} ({error}); check the address") from None
    try:
        yield client, distributed
    finally:
        client.close()


def _same_program(client: Any) -> None:
    """Compare versions and word lists: rows of two programs must not be mixed."""
    here = program()
    for worker, there in client.run(program).items():
        if there != here:
            raise FolderError(f"the worker {worker} has another niaga or other word lists; install the same everywhere")
