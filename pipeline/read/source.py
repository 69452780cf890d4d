"""One file to read, wherever it lies: its name, its bytes, and how far they are read."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from pipeline.read.record import encodable
from pipeline.read.unpacking import CHUNK_BYTES, PACKED, bounded, unpacked, unpacked_head

STDIN = "-"


class ClosedInputError(Exception):
    """There is no standard input; the message says what to do."""


@dataclass
class Meter:
    """Bytes to read and bytes read, over all inputs."""

    total: int = 0
    """0 where it is not known."""
    read: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    """Files of folders that no reader takes, by their ending."""

    @property
    def share(self) -> float:
        """Share of the bytes that is read, 0 where it is not known."""
        return min(self.read / self.total, 1.0) if self.total else 0.0


@dataclass(frozen=True)
class Source:
    """One file."""

    name: str
    """As written into `source`: a path, an address, or `-`."""
    meter: Meter = field(default_factory=Meter, compare=False)
    opener: Any = None
    """Opens a file that is not on this machine."""

    @cached_property
    def inner_name(self) -> str:
        """Name of the file, without the ending of its compression."""
        last = PurePosixPath(self.name.split("?")[0]) if "://" in self.name else Path(self.name)
        return last.stem if last.suffix.lower() in PACKED else last.name

    @property
    def stem(self) -> str:
        """Name of the file without endings; the id of its article."""
        return "stdin" if self.name == STDIN else encodable(Path(self.inner_name).stem)

    @property
    def suffix(self) -> str:
        """Ending of the file that tells its format, in small letters."""
        return Path(self.inner_name).suffix.lower()

    def open_raw(self) -> BinaryIO:
        """Open the file as it lies there."""
        if self.name == STDIN:
            return _standard_input()
        raw = self.opener() if self.opener else Path(self.name).open("rb", buffering=0)  # noqa: SIM115 (closed with what is around it)
        return cast("BinaryIO", BufferedReader(_Metered(raw, self.meter), CHUNK_BYTES))

    def open(self) -> BinaryIO:
        """Open the file, uncompressed; reading raises TooLargeError where it grows beyond all measure."""
        return unpacked(self.open_raw())

    def head(self) -> bytes:
        """Return the first bytes, uncompressed; nothing of standard input, which can't be read twice."""
        if self.name == STDIN:
            return unpacked_head(bytes(cast("Any", _standard_input()).peek(CHUNK_BYTES)[:CHUNK_BYTES]))
        read = self.meter.read
        with self.open() as file:
            head = file.read(CHUNK_BYTES)
        self.meter.read = read
        return head

    def read(self) -> bytes:
        """Return the whole file, uncompressed.

        Raises TooLargeError.
        """
        with self.open() as file:
            return bounded(file)


def _standard_input() -> BinaryIO:
    """Return the bytes of standard input.

    Raises ClosedInputError.
    """
    if sys.stdin is None:  # a program may be started without
        raise ClosedInputError("Standard input is closed; hand it a text, or name files instead of -.")
    return sys.stdin.buffer


class _Metered(RawIOBase):
    """A file whose bytes are counted."""

    def __init__(self, raw: Any, meter: Meter) -> None:
        self._raw = raw
        self._meter = meter
        self._most = 0

    def readinto(self, buffer: Any) -> int:
        piece = self._raw.read(len(buffer)) or b""
        buffer[: len(piece)] = piece
        at = self._raw.tell()
        if at > self._most:  # what is read twice counts once
            self._meter.read += at - self._most
            self._most = at
        return len(piece)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._raw.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._raw.seek(offset, whence))

    def tell(self) -> int:
        return int(self._raw.tell())

    def close(self) -> None:
        self._raw.close()
        super().close()
