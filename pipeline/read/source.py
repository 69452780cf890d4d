"""One file to read, wherever it lies: its name, its bytes, uncompressed, and never more of them than fit."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from pipeline.read.record import SURROGATE

STDIN = "-"
PACKED = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
"""Endings of compressed files and how they begin."""

LARGEST = 64 << 20
"""Bytes of the largest article, line or document, uncompressed."""

INFLATED = 256 << 20
RATIO = 200
"""A file that grows beyond INFLATED bytes and RATIO times its size is no text: news shrinks to a third."""

CHUNK = 1 << 16
BITE = 1 << 10
"""Bytes of a .zst file turned at once: they can grow to 32 MB."""

GZIP = 31
"""What zlib calls the form of a .gz file."""


class TooLargeError(Exception):
    """An input is larger, or grows larger, than any article; the message says by what."""


class CutShortError(Exception):
    """A compressed file ends too early."""


class MissingExtraError(Exception):
    """A package for an input is not installed; the message says how to install it."""


def needed(module: str, extra: str) -> Any:
    """Return a module of an optional package.

    Raises MissingExtraError.
    """
    try:
        return import_module(module)
    except ImportError:
        message = f"This input needs a package that is not installed; run: pip install 'niaga[{extra}]'"
        raise MissingExtraError(message) from None


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
        return "stdin" if self.name == STDIN else SURROGATE.sub("\ufffd", Path(self.inner_name).stem)

    @property
    def suffix(self) -> str:
        """Ending of the file that tells its format, in small letters."""
        return Path(self.inner_name).suffix.lower()

    def open_raw(self) -> BinaryIO:
        """Open the file as it lies there."""
        if self.name == STDIN:
            return sys.stdin.buffer
        raw = self.opener() if self.opener else Path(self.name).open("rb", buffering=0)  # noqa: SIM115 (closed with what is around it)
        return cast("BinaryIO", BufferedReader(_Metered(raw, self.meter), CHUNK))

    def open(self) -> BinaryIO:
        """Open the file, uncompressed; reading raises TooLargeError where it grows beyond all measure."""
        file = self.open_raw()
        head = cast("Any", file).peek(4)
        if head.startswith(PACKED[".gz"]):
            return _inflated(gzip.GzipFile(fileobj=file), file)
        if head.startswith(PACKED[".zst"]):
            return _inflated(_Zst(file), file)
        return file

    def head(self) -> bytes:
        """Return the first bytes, uncompressed; nothing of standard input, which can't be read twice."""
        if self.name == STDIN:
            head = bytes(cast("Any", sys.stdin.buffer).peek(CHUNK)[:CHUNK])
            return zlib.decompressobj(GZIP).decompress(head, CHUNK) if head.startswith(PACKED[".gz"]) else head
        read = self.meter.read
        with self.open() as file:
            head = file.read(CHUNK)
        self.meter.read = read
        return head

    def read(self) -> bytes:
        """Return the whole file, uncompressed.

        Raises TooLargeError.
        """
        with self.open() as file:
            return bounded(file)


def bounded(file: BinaryIO) -> bytes:
    """Return the rest of a file.

    Raises TooLargeError.
    """
    pieces, size = [], 0
    while piece := file.read(CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise TooLargeError(f"it is larger than {LARGEST >> 20} MB")
    return b"".join(pieces)


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


class _Zst:
    """A .zst file, frame after frame; one that is cut short raises EOFError, which zstandard's own reader does not."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._module = needed("zstandard", "warc")
        self._frame: Any = None
        self._left = b""
        self._ready = b""

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes."""
        while not self._ready:
            packed = self._left or self._file.read(BITE)
            if not packed:
                if self._frame is not None:
                    raise EOFError
                return b""
            self._frame = self._frame or self._module.ZstdDecompressor().decompressobj()
            self._ready, self._left = self._frame.decompress(packed), b""
            if self._frame.eof:
                self._left, self._frame = self._frame.unused_data, None
        piece, self._ready = self._ready[:size], self._ready[size:]
        return piece

    def close(self) -> None:
        """Nothing to close: the file is closed by who opened it."""


class _Inflated(RawIOBase):
    """An uncompressed stream that gives up on what grows beyond all measure."""

    def __init__(self, stream: Any, packed: Any) -> None:
        self._stream = stream
        self._packed = packed
        self._size = 0

    def readinto(self, buffer: Any) -> int:
        try:
            piece = self._stream.read(len(buffer))
        except EOFError:  # some readers take that for an orderly end
            raise CutShortError from None
        except OSError:
            raise
        except Exception as error:  # zlib and zstandard have errors of their own
            raise OSError(f"the compressed data is broken: {error}") from error
        buffer[: len(piece)] = piece
        self._size += len(piece)
        if self._size > INFLATED and self._size > RATIO * self._packed.tell():
            raise TooLargeError(f"it grows to more than {RATIO} times its size")
        return len(piece)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()


def _inflated(stream: Any, packed: Any) -> BinaryIO:
    return cast("BinaryIO", BufferedReader(_Inflated(stream, packed), CHUNK))
