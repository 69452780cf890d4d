"""WARC files, as Common Crawl News has them: a saved page per response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import ReadError
from pipeline.read import pages
from pipeline.read.record import Saved
from pipeline.read.source import needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.read.source import Source

HTML = ("text/html", "application/xhtml")
FOUND = 200


def warc(source: Source, fields: Mapping[str, str]) -> Iterator[Saved | ReadError]:  # noqa: ARG001 (same for all)
    """Yield the pages that were found; answers that are no page or no success are none of our articles."""
    fastwarc = needed("fastwarc.warc", "warc")
    number, empty = 0, True
    with source.open_raw() as file:
        try:
            for number, record in enumerate(
                fastwarc.ArchiveIterator(file, record_types=fastwarc.WarcRecordType.response), 1
            ):
                answer = record.http_headers
                kind = (record.http_content_type or "") if answer else ""
                if answer and answer.status_code == FOUND and kind.startswith(HTML):
                    empty = False
                    data = record.reader.read(pages.LARGEST + 1)
                    url = record.headers.get("WARC-Target-URI")
                    yield pages.saved(Saved(f"{source.stem}-{number}", data, source.name, str(number), url=url))
        except OSError as error:
            message = f"The archive breaks off behind record {number} ({error}); fetch it again."
            yield ReadError(source.name, str(number), "broken_warc", message)
            return
    if empty:
        yield ReadError(source.name, "", "empty", "The archive holds no page of HTML; name another.")
