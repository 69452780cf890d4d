"""How good published tables are, as far as the folder itself and a measurement tell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.write import columns, is_made, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

RIGHT = ("accepted", "edited", "added")
"""How a row stands in `reviewed` that a person has looked at and kept."""
MEASURES = ("p", "r", "f1")


def figures(folder: Path) -> list[tuple[str, str]]:
    """Return what the tables tell of their own quality, as (what, figure)."""
    found: list[tuple[str, str]] = []
    for table in ("deals", "flows"):
        rows = list(records(folder, table))
        sure = [float(row["confidence"]) for row in rows if row.get("confidence")]
        found.append((f"{table}", f"{len(rows):,}"))
        if sure:
            found.append((f"{table} likely to be right, by their confidence", f"{sum(sure) / len(sure):.0%}"))
        seen = Counter(row.get("reviewed", "") for row in rows)
        kept = sum(seen[state] for state in RIGHT)
        found.append((f"{table} looked at by a person", f"{kept:,}"))
    return [*found, *_doubts(folder)]


def _doubts(folder: Path) -> Iterator[tuple[str, str]]:
    if columns(folder, "events"):
        at_odds = sum(row["conflict"] == "true" for row in records(folder, "events"))
        yield "events whose articles disagree on the value", f"{at_odds:,}"
    yield "words seen and not used (unresolved)", f"{sum(1 for _ in records(folder, 'unresolved')):,}"
    if is_made(folder, "findings"):
        doubts = Counter(row["severity"] for row in records(folder, "findings") if not row.get("reviewed"))
        for severity in ("error", "warning", "note"):
            yield f"open findings of the audit: {severity}", f"{doubts[severity]:,}"


def measured(scores: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return precision, recall and F of each kind that `niaga evaluate --json` measured.

    Raises ValueError for something else.
    """
    kinds = scores.get("kinds")
    rows = [
        (str(name), *(f"{score[each]:.3f}" for each in MEASURES))
        for name, score in (kinds.items() if isinstance(kinds, dict) else ())
        if isinstance(score, dict) and all(isinstance(score.get(each), int | float) for each in MEASURES)
    ]
    if not rows:
        raise ValueError("no figures of niaga evaluate --json")
    return rows
