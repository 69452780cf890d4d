"""Compressed files, and how much any input may hold: never more is read than fits."""

from __future__ import annotations

import gzip
import zlib
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

from pipeline.read.extras import require_extra

PACKED = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
"""Endings of compressed files and how they begin."""

LARGEST_BYTES = 64 << 20
"""Bytes of the largest article, line or document, uncompressed."""

INFLATED_BYTES = 256 << 20
RATIO = 200
"""A file that grows beyond INFLATED_BYTES and RATIO times its size is no text: news shrinks to a third."""

CHUNK_BYTES = 1 << 16
BITE_BYTES = 1 << 10
"""Bytes of a .zst file turned at once: they can grow to 32 MB."""

GZIP = 31
"""What zlib calls the form of a .gz file."""


class TooLargeError(Exception):
    """An input is larger, or grows larger, than any article; the message says by what."""


class CutShortError(Exception):
    """A compressed file ends too early."""


def unpacked(file: BinaryIO) -> BinaryIO:
    """Return a file uncompressed; reading raises TooLargeError where it grows beyond all measure."""
    head = cast("Any", file).peek(4)
    if head.startswith(PACKED[".gz"]):
        return _inflated(gzip.GzipFile(fileobj=file), file)
    if head.startswith(PACKED[".zst"]):
        return _inflated(_Zst(file), file)
    return file


def unpacked_head(head: bytes) -> bytes:
    """Return the first bytes of a file, uncompressed where it is a .gz."""
    return zlib.decompressobj(GZIP).decompress(head, CHUNK_BYTES) if head.startswith(PACKED[".gz"]) else head


def bounded(file: BinaryIO) -> bytes:
    """Return the rest of a file.

    Raises TooLargeError.
    """
    pieces, size = [], 0
    while piece := file.read(CHUNK_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_BYTES:
            raise TooLargeError(f"it is larger than {LARGEST_BYTES >> 20} MB")
    return b"".join(pieces)


class _Zst:
    """A .zst file, frame after frame; one that is cut short raises EOFError, which zstandard's own reader does not."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._module = require_extra("zstandard", "warc")
        self._frame: Any = None
        self._left = b""
        self._ready = b""

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes."""
        while not self._ready:
            packed = self._left or self._file.read(BITE_BYTES)
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
        if self._size > INFLATED_BYTES and self._size > RATIO * self._packed.tell():
            raise TooLargeError(f"it grows to more than {RATIO} times its size")
        return len(piece)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()


def _inflated(stream: Any, packed: Any) -> BinaryIO:
    return cast("BinaryIO", BufferedReader(_Inflated(stream, packed), CHUNK_BYTES))
