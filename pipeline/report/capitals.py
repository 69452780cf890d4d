"""The capital of each province and where it lies."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Capital(NamedTuple):
    """A city."""

    name: str
    longitude: float
    """Degrees east."""
    latitude: float
    """Degrees north."""


@cache
def capitals() -> dict[str, Capital]:
    """Return ISO 3166-2 code -> capital."""
    lines = files(__package__).joinpath("capitals.csv").read_text(encoding="utf-8").splitlines()
    return {
        row["province"]: Capital(row["capital"], float(row["longitude"]), float(row["latitude"]))
        for row in csv.DictReader(lines)
    }
