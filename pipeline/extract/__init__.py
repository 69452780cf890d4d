"""From text to mentions: what an article says and where it stands.

One file per kind, all alike: `KIND`, `RULES` (name of a rule -> its pattern or word list) and
`extract(page) -> Iterator[Mention]`, in reading order. What the words mean is the business of `pipeline.normalize`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract import amounts, commodities, dates, officials, provinces, quantities

if TYPE_CHECKING:
    from pipeline.language import Page
    from pipeline.model import Mention

ROOMS = (dates, provinces, officials, commodities, amounts, quantities)


def find(page: Page) -> dict[str, tuple[Mention, ...]]:
    """Return all mentions of a page by kind, in reading order."""
    return {room.KIND: tuple(room.extract(page)) for room in ROOMS}
