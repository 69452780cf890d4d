"""Saved pages of HTML: the article without menus, advertisements and comments, as trafilatura finds it.

What the page does not say can stand beside it in `index.jsonl`: objects with `file`, and `url`, `title`, `published`.
"""

from __future__ import annotations

import json
import logging
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model import ReadError
from pipeline.read.decoding import decode
from pipeline.read.extras import MissingExtraError, require_extra
from pipeline.read.record import HtmlPage, Record, cell, encodable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.read.source import Source

INDEX = "index.jsonl"
LARGEST_BYTES = 20 << 20
"""Bytes of the largest page; what is larger is no article."""

MOST_TAGS = 50_000
"""Tags of the largest page: an article has some thousands, and trafilatura takes minutes for a million."""

PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:!doctype html|html[\s>])", re.IGNORECASE
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
HEAD_BYTES = 4096
"""Bytes in which a page names its encoding."""

DATES = {"extensive_search": False, "original_date": True}
"""For htmldate: only what the page declares, never a guess from its words."""


def html(source: Source, fields: Mapping[str, str], data: bytes | None = None) -> Iterator[HtmlPage | ReadError]:  # noqa: ARG001
    """Yield the page of one file."""
    data = source.read() if data is None else data
    if not data.strip():
        yield ReadError(source.name, "", "empty", "The file is empty; save the page again or leave it out.")
        return
    known = _index(str(Path(source.name).parent)).get(Path(source.name).name, {})
    url = cell(known.get("url")) or (source.name if source.name.startswith(("http://", "https://")) else None)
    yield saved(
        HtmlPage(source.stem, data, source.name, "", cell(known.get("title")), url, cell(known.get("published")))
    )


def saved(page: HtmlPage) -> HtmlPage | ReadError:
    """Return a page that can be read, or why it can't."""
    if len(page.data) > LARGEST_BYTES or page.data.count(b"<") > MOST_TAGS:
        message = f"The page has more than {LARGEST_BYTES >> 20} MB or {MOST_TAGS:,} tags; that is no article."
        return ReadError(page.source, page.number, "too_large", message)
    if not _has_trafilatura():
        return ReadError(page.source, page.number, "missing_extra", str(_missing()))
    return page


def is_page(head: bytes) -> bool:
    """Tell whether a file begins like a page of HTML."""
    return PAGE.match(head) is not None


def unpacked(page: HtmlPage) -> Record | ReadError:
    """Return the article of a page."""
    text = _decoded(page.data)
    found = _trafilatura().bare_extraction(
        text, url=page.url, include_comments=False, with_metadata=True, date_extraction_params=DATES
    )
    if found is None or not (found.text or "").strip():
        message = "No article is found in the page; save its text as .txt, or leave it out."
        return ReadError(page.source, page.number, "no_text", message)
    return Record(
        page.article_id,
        encodable(found.text),
        page.source,
        page.number,
        title=page.title or cell(found.title),
        url=page.url or cell(found.url),
        publisher=cell(found.hostname) or cell(found.sitename),
        published=page.published or cell(found.date),
        date_order=page.date_order,
    )


def _decoded(data: bytes) -> str:
    """Return the text of a page, in the encoding that it names where that fits."""
    named = CHARSET.search(data[:HEAD_BYTES])
    if named:
        try:
            return data.decode(named[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, "utf-8") or data.decode("cp1252", errors="replace")


@lru_cache(maxsize=1)
def _index(folder: str) -> dict[str, dict[str, Any]]:
    """Return what is known of the pages of a folder, by file name."""
    try:
        lines = Path(folder, INDEX).read_text(encoding="utf-8").splitlines()
        entries = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError):
        return {}
    return {entry["file"]: entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("file"), str)}


def is_index(path: Path) -> bool:
    """Tell whether a file describes the pages beside it."""
    return path.name == INDEX and bool(_index(str(path.parent)))


def _has_trafilatura() -> bool:
    return find_spec("trafilatura") is not None


def _missing() -> MissingExtraError:
    return MissingExtraError("Pages of HTML need a package that is not installed; run: pip install 'niaga[html]'")


@cache
def _trafilatura() -> Any:
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    return require_extra("trafilatura", "html")
