"""What sort of thing a mention names: goods by commodity and category, places by level, figures by what they are.

Which province it is no feature knows: what the text says of a province decides, not what is known of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Fact
from pipeline.relate.places import Place
from pipeline.relate.triggers import Trigger
from pipeline.values import Amount, Commodity

if TYPE_CHECKING:
    from pipeline.relate.anchors import Anchor


def sorts_of(anchor: Anchor) -> tuple[str, str]:
    """Return two sorts of what a mention names, the second one coarser or of another view."""
    match anchor.fact:
        case Place(level=level, basis=basis):
            return level, basis
        case Trigger(text=text, meaning=meaning):
            # a line of the text may end within it
            return " ".join(text.lower().split()), "_".join(meaning)
        case Fact(value=Commodity(commodity=commodity, category=category)):
            return commodity, category
        case Fact(value=Amount(kind=kind, bound=bound)):
            return kind, bound
    raise TypeError(f"no mention that features know: {anchor.fact!r}")
