"""To be furnished."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.language import Page
    from pipeline.model import Mention

KIND = "provinces"


def extract(page: Page) -> Iterator[Mention]:  # noqa: ARG001
    """Yield nothing yet."""
    return iter(())
