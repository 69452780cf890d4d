"""One run: the inputs in chunks, each done and kept, then the tables made of them.

What an earlier run of the same command left finished is not done again. The tables come into place at the very end, all
at once: until then the folder holds its former ones.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pipeline.batches import cluster
from pipeline.batches.options import Progress
from pipeline.batches.pool import Pool
from pipeline.batches.tasks import cut
from pipeline.batches.worker import warm, work
from pipeline.link import MAKES, link
from pipeline.read import Meter, absent, as_named, records, size
from pipeline.write import FolderError, StagingFolder, addable, open_folder, program, rows, stored_ids, writing

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from pipeline.batches.options import Options
    from pipeline.batches.tasks import Task
    from pipeline.write import Chunk


def run(paths: Sequence[str | Path], folder: Path, options: Options) -> Generator[Progress, None, None]:
    """Take every article of `paths` all the way into the tables of `folder`.

    Yields how far it is, after each chunk. Articles that fail or take too long go to errors.csv, the rest goes on.
    Raises FolderError when an input is not there, or the folder can't be used or written, or holds what another
    command made or began.
    """
    begun, told = perf_counter(), _told(paths, options)
    if (path := absent(tuple(paths))) is not None:
        raise FolderError(f"{path} is not there; check the path: nothing was written")
    open_folder(folder)
    unfinished = StagingFolder(folder, {**program(), **told})
    with unfinished.locked():
        if options.add and not unfinished.is_whole:
            addable(folder, options.form, options.min_confidence)
        with writing(folder):
            unfinished.begin(restart=options.restart)
        if not unfinished.is_whole:
            meter = Meter(size(tuple(paths)))
            number = yield from _kept(_tasks(paths, folder, options, meter), unfinished, options, meter)
            if not (options.add or options.restart):
                unfinished.refuse_to_empty()
            with writing(folder):
                passed, seconds = dict(sorted(meter.passed.items())), round(perf_counter() - begun, 3)
                note = {"options": told, "passed_over": passed, "seconds": seconds}
                unfinished.assemble(number, note, partial(_linked, folder))
        with writing(folder):
            unfinished.publish()


def _linked(home: Path, aside: Path) -> dict[str, int]:
    """Link the articles of tables made aside, by the list that their home keeps; return the rows of what this makes."""
    link(aside, home=home)
    return {table: sum(1 for _ in rows(aside, table)) for table in MAKES}


def _told(paths: Sequence[str | Path], options: Options) -> dict[str, Any]:
    """Return what the tables depend on besides the program; a run goes on only where this is the same."""
    names = ("form", "article_timeout", "min_confidence", "date_order", "add", "chunk")
    chosen = {name: getattr(options, name) for name in names}
    return {"inputs": [as_named(path, options.source_root) for path in paths], "fields": dict(options.fields), **chosen}


def _tasks(paths: Sequence[str | Path], folder: Path, options: Options, meter: Meter) -> Iterator[Task]:
    taken = stored_ids(folder) if options.add else ()
    order = options.date_order or ""
    found = records(*paths, fields=options.fields, date_order=order, taken=taken, meter=meter, root=options.source_root)
    return cut(found, options.chunk)


def _kept(
    tasks: Iterator[Task], unfinished: StagingFolder, options: Options, meter: Meter
) -> Generator[Progress, None, int]:
    """Do and keep what is not finished yet; return the number of all chunks."""
    progress = Progress()
    number = 0
    yield progress

    def left() -> Iterator[Task]:
        nonlocal number
        for task in tasks:
            number += 1
            counts = unfinished.counts(task.number, task.digest)
            if counts is None:
                yield task
            else:
                progress.counts.update(counts)
                progress.resumed += len(task.records)

    for task, chunk in _done(left(), options):
        with writing(unfinished.folder):
            unfinished.keep(task.number, task.digest, chunk)
        progress.counts.update(chunk.counts)
        progress.share = meter.share
        yield progress
    progress.is_read = True
    yield progress
    return number


def _done(tasks: Iterator[Task], options: Options) -> Iterator[tuple[Task, Chunk]]:
    """Yield tasks with their rows: in this process where there is only one, else by workers."""
    if options.cluster:
        yield from cluster.spread(tasks, options.cluster, options)
        return
    first = list(islice(tasks, 2))
    if not first:
        return
    if options.jobs == 1 or len(first) == 1:
        warm()
        for task in chain(first, tasks):
            yield task, work(task.records, options)
    else:
        with Pool(options) as pool:
            yield from pool.spread(chain(first, tasks))
