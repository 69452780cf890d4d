"""What every format hands over: the cells of one article, decoded and not yet looked into."""

from __future__ import annotations

import re
from dataclasses import dataclass

SURROGATE = re.compile(r"[\ud800-\udfff]")
FIELDS = ("id", "url", "title", "published", "source", "text")
"""Names of the cells a record may carry."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its format gives it."""

    article_id: str
    text: str
    """The text after decoding, without a metadata title."""
    source: str
    """Path the record came from."""
    number: str = ""
    """Line or row number, empty where the file is one article."""
    title: str | None = None
    """Title given beside the text."""
    url: str | None = None
    publisher: str | None = None
    """Publisher as the record names it (`Bisnis`)."""
    published: str | None = None
    """Date as the record writes it."""
    date_order: str = ""
    """Order of the numbers in `published` (`dmy`, `mdy`, `ymd`) where its file or the user decides it."""

    @property
    def place(self) -> str:
        """Path and number, as `Article.source` writes it."""
        return f"{self.source}:{self.number}" if self.number else self.source

    @property
    def size(self) -> int:
        """Characters of the text."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A saved page, its article not yet taken out of it: that costs more than all else and is left to the workers."""

    article_id: str
    data: bytes
    source: str
    number: str = ""
    title: str | None = None
    url: str | None = None
    published: str | None = None
    date_order: str = ""

    @property
    def size(self) -> int:
        """Bytes of the page."""
        return len(self.data)


def encodable(text: str) -> str:
    """Return a text with U+FFFD for each lone surrogate: JSON escapes and file names can hold them, UTF-8 can't."""
    return SURROGATE.sub("\ufffd", text)


def cell(value: object) -> str | None:
    """Return a text cell, encodable and without white space around it; None for what is no text or empty."""
    return (encodable(value).strip() or None) if isinstance(value, str) else None
