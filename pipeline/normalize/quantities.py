"""Quantities of goods: number, unit, weight where it is mass, the period of a rate, and the good it measures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pipeline.model import Rejected
from pipeline.normalize import figures, measured, units
from pipeline.normalize.quantity_checks import objection
from pipeline.values import Quantity

if TYPE_CHECKING:
    from pipeline.model import Context, Mention

LARGEST = Decimal(10) ** 12
"""More than this of any unit is a misreading."""
MILLIONTH = Decimal("0.000001")


def normalize(mention: Mention, context: Context) -> Quantity | Rejected:
    """Return the quantity; rejects numbers in doubt and what only looks like a quantity of goods."""
    ends = figures.ends(mention.parts)
    if ends is None or (reason := _doubt(mention, ends)):
        return Rejected("no sure value in the numeral" if ends is None else reason)
    unit = units.measures()[" ".join(mention.parts["unit"].lower().split())]
    good = measured.good(mention, unit, context)
    if reason := objection(mention, unit, context):
        return Rejected(reason)
    if good is None and unit in units.needy():
        return Rejected("counts no good that is named")
    return _quantity(mention, ends, unit, good or None)


def _doubt(mention: Mention, ends: tuple[Decimal, Decimal]) -> str:
    """Return why a number or its period has no sure value, empty where they have."""
    if "doubt" in mention.parts:
        return "the number could be read in another way"
    if not 0 < min(ends) <= max(ends) <= LARGEST:
        return "nothing, or more than 10^12 of a unit"
    return "" if _period(mention) is not None else "a rate of another period than the table has"


def _quantity(mention: Mention, ends: tuple[Decimal, Decimal], unit: str, good: str | None) -> Quantity:
    low, high = map(_plain, sorted(ends))
    bound = "range" if low != high else figures.bound(mention.parts)
    kilograms = units.kilograms()[unit]
    return Quantity(
        quantity=high if bound in {"exact", "about"} else None,
        quantity_min=None if bound == "at_most" else low,
        quantity_max=None if bound == "at_least" else high,
        bound=bound,
        unit=unit,
        quantity_kg=_plain(high * kilograms) if kilograms and bound != "range" else None,
        per=_period(mention) or None,
        commodity=good,
    )


def _plain(value: Decimal) -> Decimal:
    """Return a number to the millionth, written without an exponent and without zeros at its end."""
    return Decimal(f"{value.quantize(MILLIONTH, ROUND_HALF_UP).normalize():f}")


def _period(mention: Mention) -> str | None:
    """Return the period of a rate, empty for a total, None for a period that the table does not have."""
    word = mention.parts.get("per", "").lower()
    return units.periods()[word] if word else ""
