"""To be furnished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Rejected

if TYPE_CHECKING:
    from pipeline.model import Context, Mention


def normalize(mention: Mention, context: Context) -> Rejected:  # noqa: ARG001
    """Reject all."""
    return Rejected("not built yet")
