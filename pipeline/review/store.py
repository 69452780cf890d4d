"""reviews.jsonl: decisions, one a line, only ever added to."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from filelock import FileLock

from pipeline.review.decision import Decision, parse

if TYPE_CHECKING:
    from pathlib import Path

REVIEWS = "reviews.jsonl"
LOCK = ".reviews.lock"


@dataclass(slots=True)
class Store:
    """The decisions of one outputs folder; any number of processes may add to them at once."""

    folder: Path
    broken: int = 0
    """Lines that are no decisions (a power cut, an editor); they stay in the file."""
    _read: list[Decision] = field(default_factory=list)
    _position: int = 0
    _mark: tuple[int, int] = (0, 0)

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / REVIEWS

    def append(self, *decisions: Decision) -> None:
        """Write decisions; they are on the disk when this returns."""
        new = not self.path.exists()
        with locked(self.folder), self.path.open("a+b") as file:
            torn = _is_torn(file)
            lines = (decision.line().encode() + b"\n" for decision in decisions)
            file.write(b"\n" * torn + b"".join(lines))
            file.flush()
            os.fsync(file.fileno())
        if new:
            _sync_folder(self.folder)

    def decisions(self) -> list[Decision]:
        """Return all decisions in the order in which they were made, also those that are taken back."""
        if not self.path.exists():
            self._forget()
            return []
        with self.path.open("rb") as file:
            state = os.fstat(file.fileno())
            if state.st_size < self._position or (self._position and self._mark[0] != state.st_ino):
                self._forget()
            self._mark = (state.st_ino, state.st_size)
            file.seek(self._position)
            self._take(file)
        return list(self._read)

    def _take(self, file: BinaryIO) -> None:
        for line in file:
            if not line.endswith(b"\n"):
                return
            self._position += len(line)
            try:
                self._read.append(parse(line.decode()))
            except ValueError:
                self.broken += bool(line.strip())

    def _forget(self) -> None:
        self._read, self._position, self.broken = [], 0, 0


def locked(folder: Path) -> FileLock:
    """Return what holds the folder's decisions and the tables made with them while others wait."""
    return FileLock(folder / LOCK)


def _sync_folder(folder: Path) -> None:
    """Put the new file's name on the disk too; Windows opens no folder and needs no such sync."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_torn(file: BinaryIO) -> bool:
    """Tell whether the last line lacks its end, as after a power cut."""
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"
