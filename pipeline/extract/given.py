"""Mentions where somebody else has marked them: a span of another tagger is taken as far as we know its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.language import Document
from pipeline.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Mention, Span


def within(room: Any, document: Document, spans: Sequence[Span]) -> Iterator[Mention]:
    """Yield the mentions of a room that others' spans hold or touch, in reading order.

    First those that the document gives, with the words around them; a span without one is read by itself.
    """
    found = tuple(room.extract(document))
    seen = -1
    for start, stop in sorted(spans):
        here = [mention for mention in found if mention.start < stop and start < mention.stop]
        for mention in here or _alone(room, document, (start, stop)):
            if mention.start > seen:
                seen = mention.start
                yield mention


def _alone(room: Any, document: Document, span: Span) -> Iterator[Mention]:
    """Yield the mentions of a span that is read without what stands around it."""
    words = document.text[slice(*span)]
    for mention in room.extract(Document(Article(document.article.article_id, words))):
        start, stop = mention.start + span[0], mention.stop + span[0]
        spans = {name: (begin + span[0], end + span[0]) for name, (begin, end) in mention.spans.items()}
        yield replace(mention, start=start, stop=stop, text=document.quote(start, stop), spans=spans)
