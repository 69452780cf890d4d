"""Goods: which entry of the code list a name stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.lexicon import load

if TYPE_CHECKING:
    from pipeline.model import Context, Mention, Rejected


@dataclass(frozen=True, slots=True)
class Commodity:
    """One of the goods of the code list."""

    commodity: str
    """Id in the code list."""
    name: str
    """Indonesian name."""
    category: str
    """Class of goods."""
    hs_code: str
    """HS 2022 code as text (4 or 6 digits), empty where none can be given."""


@cache
def _codes() -> dict[str, Commodity]:
    return {
        row["commodity"]: Commodity(row["commodity"], row["name"], row["category"], row["hs_code"])
        for row in load("commodities")
    }


def normalize(mention: Mention, context: Context) -> Commodity | Rejected:  # noqa: ARG001
    """Return the entry of the code list; the alias decides alone."""
    return _codes()[mention.parts["commodity"]]
