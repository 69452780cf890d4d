"""The working folder of a run: `.work` in the output folder, from the first chunk until all tables are in place.

    .work/plan.json     what is done with which inputs, by which program; whoever goes on must do the same
    .work/chunks/       a file per finished chunk, written aside and renamed
    .work/whole/        all that the output folder shall hold; from here on only renames are left

Killed at any moment, the next run goes on from what stands here.
"""

from __future__ import annotations

import json
import shutil
import warnings
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.write.chunks import has_articles, is_sound, read_header, write_chunk
from pipeline.write.folder import PLAN, RUN, WORK, FolderError, read_json, write_json, writing
from pipeline.write.made import MADE, made_in_run
from pipeline.write.manifest import finished_plan, read_run, run_of, write_run
from pipeline.write.package import write_package
from pipeline.write.tables import FORMS, assemble, begin, convert, files, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pipeline.write.chunks import Chunk

LOCK = "lock"
REPLACE = "add --restart to replace them, --add to append to them, or give another folder with -o"
START_ANEW = "add --restart to throw away what was begun, or give another folder with -o"


class StagingFolder:
    """Finished chunks of a plan, and the way from them to the tables."""

    def __init__(self, folder: Path, plan: Mapping[str, Any]) -> None:
        self.folder = folder
        self.plan = json.loads(json.dumps(plan))
        self.home = folder / WORK
        self.chunks = self.home / "chunks"
        self.whole = self.home / "whole"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder: a second run in it at the same time is refused with a FolderError."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 (start-up)

        lock = FileLock(self.home / LOCK, blocking=False)
        with writing(self.folder):
            self.home.mkdir(exist_ok=True)
            try:
                held = lock.acquire()
            except Timeout:
                raise FolderError(f"another niaga is at work in {self.folder}; wait for it or stop it") from None
        with held:
            try:
                yield
            finally:
                self._tidy()

    def begin(self, *, restart: bool) -> None:
        """Go on with what was begun with the same plan, or begin.

        Raises FolderError when something else was begun here, or finished tables of another plan would be replaced.
        """
        begun = read_json(self.home / PLAN)
        if not restart and begun is not None:
            self._compare(begun, "holds a run that was begun", START_ANEW)
        elif not restart and not self.plan["add"] and (finished := finished_plan(self.folder)):
            self._compare(finished, "holds tables that were made", REPLACE)
        if begun is None or restart:
            self._clear()
            self.chunks.mkdir()
            write_json(self.home / PLAN, self.plan)

    def _compare(self, plan: Mapping[str, Any], what: str, remedy: str) -> None:
        others = ", ".join(name.replace("_", " ") for name in self.plan if plan.get(name) != self.plan[name])
        if others:
            raise FolderError(f"{self.folder} {what} with other {others}; {remedy}")

    def refuse_to_empty(self) -> None:
        """Raise FolderError, and forget the run, where it read no article and the folder has tables of some."""
        had = (read_run(self.folder) or {}).get("counts", {}).get("articles")
        if had and not any(map(has_articles, self.chunks.iterdir())):
            self._clear()
            raise FolderError(
                f"no article could be read from these inputs; the tables of {self.folder} are left as they are; "
                "check the inputs, or add --restart to replace the tables"
            )

    @property
    def is_whole(self) -> bool:
        """Whether the tables are made, with nothing left but to put them in place."""
        return self.whole.exists()

    def counts(self, index: int, digest: str) -> dict[str, int] | None:
        """Return the rows per table of a finished chunk, None where it is still to be done.

        A damaged one is to be done again: a UserWarning says so. Raises FolderError for one made from other records.
        """
        path = self._chunk(index)
        if not path.exists():
            return None
        if not is_sound(path):
            warnings.warn(f"{path} is damaged; its articles are read again", stacklevel=2)
            return None
        header = read_header(path)
        if header.digest != digest:
            raise FolderError(f"the inputs have changed since the run in {self.folder} was begun; {START_ANEW}")
        return header.counts

    def keep(self, index: int, digest: str, chunk: Chunk) -> None:
        """Write a finished chunk."""
        write_chunk(self._chunk(index), digest, chunk)

    def assemble(self, number: int, note: Mapping[str, Any], finish: Callable[[Path], Mapping[str, int]]) -> None:
        """Make the tables and all that goes with them from the first `number` chunks.

        `note` is what run.json tells of this run besides its counts: its options, for one. `finish` makes of the CSV
        tables in a folder what needs all articles, and returns the rows of its own tables.
        """
        aside = self.home / "whole.partial"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        paths = [self._chunk(index) for index in range(number)]
        if harmed := next((path for path in paths if not is_sound(path)), None):
            raise FolderError(f"{harmed} is damaged; run the command again: its articles are read again")
        counts = Counter[str]()
        for path in paths:
            counts.update(read_header(path).counts)
        form, base = self.plan["form"], self.folder if self.plan["add"] else None
        begin(aside, base)
        assemble(aside, paths)
        made = finish(aside)
        write_package(aside, form)
        ambiguous = sum(row["published_basis"] == "metadata_ambiguous" for row in records(aside, "articles"))
        convert(aside, form)
        run = run_of(note, counts, base)
        write_run(
            aside,
            {**run, "counts": {**run["counts"], **made}, "ambiguous_dates": ambiguous, MADE: made_in_run(made, base)},
        )
        aside.rename(self.whole)

    def publish(self) -> None:
        """Put the tables in place of the folder's former ones, run.json last, and remove the working folder."""
        new = sorted(path.relative_to(self.whole) for path in self.whole.rglob("*") if path.is_file())
        for name in sorted(new, key=lambda name: name.name == RUN):
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.whole / name).replace(self.folder / name)
        for form in set(FORMS) - {self.plan["form"]}:
            for table in files(form):
                (self.folder / table).unlink(missing_ok=True)
        shutil.rmtree(self.chunks, ignore_errors=True)
        # Before the mark of whole tables, or a run killed here would begin anew.
        (self.home / PLAN).unlink()
        shutil.rmtree(self.home)

    def _chunk(self, index: int) -> Path:
        return self.chunks / f"{index:07}.chunk"

    def _tidy(self) -> None:
        """Leave nothing behind where nothing was begun."""
        if self.home.exists() and [entry.name for entry in self.home.iterdir()] == [LOCK]:
            shutil.rmtree(self.home, ignore_errors=True)

    def _clear(self) -> None:
        for entry in self.home.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name != LOCK:
                entry.unlink()
