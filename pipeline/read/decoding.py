"""From bytes to text: which encoding they are in, and whether they are text at all.

UTF-8, UTF-16 (with and without a byte order mark) and, where neither fits, cp1252. A byte order mark is dropped, all
else is kept, line ends and NULs too.
"""

from __future__ import annotations

import codecs

SAMPLE_BYTES = 1 << 16
"""Bytes looked at to tell text from binary."""

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MAGIC = tuple(
    bytes.fromhex(mark)
    for mark in (
        "25504446",  # PDF
        "504b0304",  # ZIP, Word, Excel
        "89504e47",  # PNG
        "47494638",  # GIF
        "ffd8ff",  # JPEG
        "1f8b",  # gzip
        "d0cf11e0",  # old Office
        "425a68",  # bzip2
        "526172211a",  # RAR
    )
)
"""First bytes of files that are often renamed to .txt."""

CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
BINARY_SHARE = 0.05
"""Share of control characters from which bytes are no text; odd single ones happen in scraped text."""

ZEROS_SHARE = 0.6
"""Share of zero high bytes from which unmarked bytes are UTF-16; in Latin text nearly all are."""


def sniff(head: bytes) -> tuple[str, int] | None:
    """Return the encoding of a file that begins with `head` and the length of its mark, None for a binary file."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    if head.startswith(MAGIC):
        return None
    sample = head[:SAMPLE_BYTES]
    if wide := _wide(sample):
        return wide, 0
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    return None if controls > BINARY_SHARE * len(sample) else ("utf-8", 0)


def decode(data: bytes, encoding: str) -> str | None:
    """Return the text of `data`, None when no encoding fits.

    UTF-8 with a few broken bytes (a file cut short) stays UTF-8, with U+FFFD for them; where broken bytes outnumber the
    well-formed letters beyond ASCII it is cp1252.
    """
    if encoding != "utf-8":
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _repaired(data)


def _repaired(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    if sum(letter > "\x7f" for letter in text) - broken > broken:
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _wide(sample: bytes) -> str | None:
    """Return the UTF-16 byte order that the zeros of an unmarked sample betray."""
    half = len(sample) // 2
    first, second = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if second > ZEROS_SHARE * half and first < second / 8:
        return "utf-16-le"
    if first > ZEROS_SHARE * half and second < first / 8:
        return "utf-16-be"
    return None
