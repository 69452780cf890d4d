"""A statement that is taken as a deal, with what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.relate.anchors import Anchor


@dataclass(frozen=True, slots=True)
class Taken:
    """A statement with what it says."""

    kind: str
    """`figure` or `trigger`."""
    number: int
    """Its place among the statements of its kind."""
    row: int
    """Its pair among the pairs of figures, or among the partners."""
    anchor: Anchor
    pair: tuple[str, ...]
    """The two provinces that it joins most likely."""
    parties: tuple[str, ...]
    """These and those who join them."""
    hub: str | None
    status: str
    score: float
    """Of all parties together."""
    certainty: float
    """Of parties and status together."""
    own: float = 1.0
    """Of a deal without a figure: that it is one of its own, whatever figures join the pair."""
