"""The day of publication: from the input where it says, else from what the article tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Context


def settle(context: Context) -> tuple[str | None, str | None]:
    """Return the partial ISO date of publication and its basis."""
    return context.article.published, context.article.published_basis
