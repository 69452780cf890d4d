"""Which articles of a folder tell of trade: the others of a newspaper are mostly in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.write.tables import records

if TYPE_CHECKING:
    from pathlib import Path


def trading(folder: Path, *, only: bool | None = None) -> set[str] | None:
    """Return the ids of the articles that state trade, None where all articles are meant.

    `only` tells whether to leave the others out; None leaves them out where they are most of the articles, and some
    state trade.
    """
    flags = {row["article_id"]: row["is_trade"] == "true" for row in records(folder, "articles")}
    found = {article_id for article_id, is_trade in flags.items() if is_trade}
    if only is None:
        only = 0 < 2 * len(found) < len(flags)
    return found if only else None
