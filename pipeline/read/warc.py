"""WARC files, as Common Crawl News has them: a saved page per response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.model import ReadError
from pipeline.read import pages
from pipeline.read.extras import require_extra
from pipeline.read.record import HtmlPage
from pipeline.read.unpacking import CutShortError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.read.source import Source

HTML = ("text/html", "application/xhtml")
FOUND = "200"


def warc(source: Source, fields: Mapping[str, str]) -> Iterator[HtmlPage | ReadError]:  # noqa: ARG001 (same for all)
    """Yield the pages that were found; answers that are no page or no success are none of our articles."""
    warcio = require_extra("warcio", "warc")
    number, empty = 0, True
    with source.open() as file:
        try:
            answers = (record for record in warcio.ArchiveIterator(file) if record.rec_type == "response")
            for number, record in enumerate(answers, 1):
                if _is_page(record.http_headers):
                    empty = False
                    data = record.content_stream().read(pages.LARGEST_BYTES + 1)
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    yield pages.saved(HtmlPage(f"{source.stem}-{number}", data, source.name, str(number), url=url))
        except (CutShortError, TooLargeError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 (warcio raises whatever broken headers lead to)
            message = f"The archive breaks off behind record {number} ({error}); fetch it again."
            yield ReadError(source.name, str(number), "broken_warc", message)
            return
    if empty:
        yield ReadError(source.name, "", "empty", "The archive holds no page of HTML; name another.")


def _is_page(headers: Any) -> bool:
    if headers is None or headers.get_statuscode() != FOUND:
        return False
    return str(headers.get_header("Content-Type") or "").lower().startswith(HTML)
