"""Cells in words for the page."""

from __future__ import annotations

SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
HUNDREDTHS = 100
YEAR_DIGITS = 4


def dots(cell: str) -> str:
    """Return whole Rupiah with dots between thousands."""
    return f"{int(cell):,}".replace(",", ".") if cell else ""


def figures(cell: str) -> str:
    """Return what a finding reports or expects, with dots in its figures; a year or a count has four digits or less."""
    parts = (dots(part) if part.isdecimal() and len(part) > YEAR_DIGITS else part for part in cell.split(";"))
    return "; ".join(parts)


def rupiah(row: dict[str, str]) -> str:
    """Return a deal's figure as the press writes it, empty where there is none."""
    low, high = row.get("amount_min_idr", ""), row.get("amount_max_idr", "")
    match row.get("bound", ""):
        case "":
            return ""
        case "at_least":
            return f"≥ {_scaled(low)}"
        case "at_most":
            return f"≤ {_scaled(high)}"
        case "range":
            return f"{_scaled(low)} – {_scaled(high)}"
        case "about":
            return f"± {_scaled(low)}"
        case _:
            return _scaled(low or high)


def _scaled(cell: str) -> str:
    """Return a figure in the largest unit that it takes at most two decimals of, else with dots."""
    value = int(cell or 0)
    for scale, name in SCALES:
        if value >= scale and value * HUNDREDTHS % scale == 0:
            whole, rest = divmod(value * HUNDREDTHS // scale, HUNDREDTHS)
            decimals = f",{rest:02}".rstrip("0") if rest else ""
            return f"Rp{dots(str(whole))}{decimals} {name}"
    return f"Rp{dots(str(value))}"
