"""What the lists say of the units that goods are counted in."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pipeline.lexicon import load

FOOD = {
    "processed_food",
    "staple_food",
    "fisheries",
    "livestock",
    "horticulture_fruit",
    "horticulture_vegetable",
    "spice",
}
COUNTED = {
    "portion": FOOD,
    "head": {"livestock", "fisheries"},
    "unit": {"vehicles", "machinery", "manufactures", "furniture", "handicraft", "textile", "construction"},
}
"""Units that count goods of some classes only."""
LOOSE = {"unit", "sheet", "truck", "container"}
"""Units that count many things besides goods."""
SEVERAL = ""
"""Stands for the good where a quantity is that of several goods together."""
VEHICLES = {"truck"}
"""Units that may be meant themselves: `212 truk terjaring`."""


@cache
def measures() -> dict[str, str]:
    """Return the unit by word, in small letters."""
    return {row["word"].lower(): row["measure"] for row in load("units")}


@cache
def kilograms() -> dict[str, Decimal | None]:
    """Return the kilograms in a unit, None for what is no mass."""
    return {row["measure"]: Decimal(row["kg"]) if row["kg"] else None for row in load("measures")}


@cache
def periods() -> dict[str, str | None]:
    """Return the period by word, None for one that the tables do not have."""
    return {row["word"]: row["period"] or None for row in load("units") if row["type"] == "period"}


@cache
def needy() -> frozenset[str]:
    """Return the units that count other things too: they need a good."""
    return frozenset(row["measure"] for row in load("measures") if row["needs_good"])


@cache
def mixed() -> frozenset[str]:
    """Return the units that may hold several goods together."""
    return frozenset(row["measure"] for row in load("measures") if row["mixed"])


def fits(good: str, measure: str) -> bool:
    """Tell whether a unit may count a good: heads are of animals."""
    return measure not in COUNTED or categories()[good] in COUNTED[measure]


@cache
def categories() -> dict[str, str]:
    """Return the class of each good."""
    return {row["commodity"]: row["category"] for row in load("commodities")}


@cache
def generals() -> frozenset[str]:
    """Return the goods that are words for a whole class."""
    return frozenset(row["commodity"] for row in load("commodities") if row["note"].startswith("generic"))
