"""What our spans are called: the names of the tables, each with its colour."""

from __future__ import annotations

COLOURS = {
    "provinces": "#8fd19e",
    "officials": "#d9a7d9",
    "commodities": "#f5c26b",
    "amounts": "#8ecae6",
    "quantities": "#e5c0a0",
    "dates": "#b8c0ff",
    "deals": "#f4978e",
    "flows": "#cfe8a9",
}
"""Label -> colour for displaCy and the annotation tools."""

KINDS = tuple(COLOURS)
