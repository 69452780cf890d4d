"""Quantities and prices in one unit: kilograms and litres where it is mass or volume, else the unit as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.audit.evidence import ArticleTables

WORTH = re.compile(
    r"(?:\s(?!dan\b|serta\b|sementara\b|sedangkan\b)[^\W\d][\w-]*){0,6}?,?\s(?:senilai|seharga|bernilai|dengan\snilai|nilainya|bernilai\stotal|atau\ssenilai)"
    r"\s(?:total\s|sekitar\s|mencapai\s|sebesar\s|lebih\sdari\s|hampir\s)?"
)
"""What stands between a quantity and the value of it all."""
PAID = re.compile(r"\s(?:untuk|atas)\s(?:pembelian\s|pengadaan\s|pasokan\s)?")
"""What stands between a value and the quantity that it pays for."""
NAMED, FAR = 80, 160
"""Characters between a good and the price of its unit, and between a quantity and its value."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit of a good costs, told or reckoned."""

    row: Any
    """The row of amounts that it rests on."""
    good: str
    """Its id, empty where the text does not say."""
    unit: str
    rupiah: Decimal
    """Per unit."""
    reckoning: str
    """What it is reckoned from, see `Finding.reckoning`; empty where the price itself is told."""


def sized(row: Any) -> tuple[Decimal, str] | None:
    """Return a quantity and its unit; None for a bound or a range."""
    if row.quantity is None:
        return None
    name, factor = base(row.unit)
    return Decimal(str(row.quantity)) * factor, name


def written(row: Any) -> str:
    """Return a quantity with a full stop as decimal sign and its measure: `22000 t`, `20 t/month`."""
    return f"{plain(row.quantity)} {row.unit}{f'/{row.per}' if row.per else ''}"


def plain(number: float | Decimal) -> str:
    """Return a number with all its digits and no others."""
    return f"{Decimal(str(number)).normalize():f}"


def priced(row: Any) -> tuple[Decimal, str] | None:
    """Return the price of one unit and the unit; None for what is no price, or no single one."""
    measure = measures().get(row.per_unit or "")
    if not measure or not row.amount_idr:
        return None
    name, factor = base(measure)
    return Decimal(int(row.amount_idr)) / factor, name


@cache
def base(measure: str) -> tuple[str, Decimal]:
    """Return the unit that a measure is reckoned in, and how many of it a measure holds."""
    row = next(row for row in load("measures") if row["measure"] == measure)
    if row["kg"]:
        return "kg", Decimal(row["kg"])
    return ("litre", Decimal(row["litres"])) if row["litres"] else (measure, Decimal(1))


@cache
def measures() -> dict[str, str]:
    """Return the measure by the short form that prices have their unit in."""
    return {row["unit"]: row["measure"] for row in load("units") if row["measure"]}


def prices(story: ArticleTables) -> Iterator[Price]:
    """Yield the prices of an article: those told per unit, and those that a quantity and its value give."""
    for row in story.amounts:
        if told := priced(row):
            yield Price(row, good_before(story, row), told[1], told[0], "")
    for quantity, value in valued(story):
        size = sized(quantity)
        if size and value.amount_idr:
            reckoning = f"Rp{value.amount_idr} / {written(quantity)}"
            yield Price(value, quantity.commodity, size[1], Decimal(int(value.amount_idr)) / size[0], reckoning)


def valued(story: ArticleTables) -> Iterator[tuple[Any, Any]]:
    """Yield the quantities with the value of it all that stands behind or before them.

    `500 ton beras senilai Rp4,7 miliar`, `Rp4,7 miliar untuk 500 ton beras`.
    """
    for quantity in story.quantities:
        value = _beside(story, quantity)
        if value and not value.per_unit and not quantity.per:
            yield quantity, value


def _beside(story: ArticleTables, quantity: Any) -> Any:
    """Return the amount that words join with a quantity, None where there is none."""
    behind = next((row for row in story.amounts if row.start >= quantity.stop), None)
    if behind and behind.start <= quantity.stop + FAR and WORTH.fullmatch(story.text, quantity.stop, behind.start):
        return behind
    before = next((row for row in reversed(story.amounts) if row.stop <= quantity.start), None)
    return before if before and PAID.fullmatch(story.text, before.stop, quantity.start) else None


def good_before(story: ArticleTables, row: Any) -> str:
    """Return the good named last before a price, in its sentence and near; empty where there is none."""
    begin = max(story.sentences[story.sentence(row.start)][0], row.start - NAMED)
    return next((each.commodity for each in reversed(story.commodities) if begin <= each.start < row.start), "")
