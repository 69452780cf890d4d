"""From text to mentions: what an article says and where it stands.

One package per kind, all alike: its face has `KIND`, `RULES` (each a `Rule`: name, matcher, guard) and
`extract(document) -> Iterator[Mention]`, in reading order. What stands behind the face is its own; what several kinds
need lies beside them. What the words mean is the business of `pipeline.normalize`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract import amounts, commodities, dates, officials, provinces, quantities
from pipeline.extract.given import within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.language import Document
    from pipeline.model import Mention, Span

ROOMS = (dates, provinces, officials, commodities, amounts, quantities)


def find_mentions(
    document: Document, given: Mapping[str, Sequence[Span]] | None = None
) -> dict[str, tuple[Mention, ...]]:
    """Return all mentions of a document by kind, in reading order; of the kinds `given`, those in its spans only."""
    given = given or {}
    return {
        room.KIND: tuple(within(room, document, given[room.KIND]) if room.KIND in given else room.extract(document))
        for room in ROOMS
    }
