"""Whether confidence keeps its word: rows of deals and flows with what became of them, in bins, and a picture."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING, Any

from pipeline.evaluate import FoundTables, relations
from pipeline.evaluate.match import HIT, WRONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BINS = 10
SURE = 90
"""Confidence in hundredths from which a row counts as sure."""

SIZE, EDGE = 260, 40
"""Width of the field of the picture and of its margin, in pixels."""
COLOURS = {"deals": "#b5471b", "flows": "#1f5f8b"}

Judged = tuple[int, bool]
"""Confidence of a row in hundredths; whether it is right."""


def judged(gold: dict[str, Any], found: FoundTables, table: str) -> Iterator[Judged]:
    """Yield the rows of deals or flows of one article that gold calls right or wrong; optional ones are neither.

    A deal is right by parties, amount and status, one without a figure by parties and status; a flow by the scorer.
    """
    if table == "flows":
        yield from _compared(gold, found, table, found.tables[table], relations.flows)
        return
    figure = ("amount_idr", "amount_min_idr", "amount_max_idr")
    valued = [row for row in found.tables[table] if any(row[column] for column in figure)]
    bare = [row for row in found.tables[table] if row not in valued]
    yield from _compared(gold, found, table, valued, relations.parties_amount_status)
    yield from _compared(gold, found, table, bare, relations.parties_status)


def _compared(gold: dict[str, Any], found: FoundTables, table: str, rows: list[Any], compare: Any) -> Iterator[Judged]:
    wrong = [row for outcome, thing in compare(gold, found) if outcome == WRONG for row in thing.rows]
    for row in rows:
        alone = FoundTables(found.text, defaultdict(list, {**found.tables, table: [row]}))
        confidence = round(100 * float(row["confidence"]))
        if row in wrong:
            yield confidence, False
        elif any(outcome == HIT for outcome, _ in compare(gold, alone)):
            yield confidence, True


def summary(rows: Sequence[Judged]) -> dict[str, Any]:
    """Return bins (rows, mean confidence, share right), expected calibration error and the sure rows, plain JSON."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for row in rows:
        bins[min(row[0] * BINS // 100, BINS - 1)].append(row)
    told = {
        f"{number / BINS:.1f}": [
            len(mine),
            round(sum(confidence for confidence, _ in mine) / len(mine) / 100, 4),
            round(sum(right for _, right in mine) / len(mine), 4),
        ]
        for number, mine in sorted(bins.items())
    }
    error = sum(count * abs(confidence - share) for count, confidence, share in told.values()) / max(len(rows), 1)
    sure = [right for confidence, right in rows if confidence >= SURE]
    share = round(sum(sure) / len(sure), 4) if sure else None
    return {"rows": len(rows), "bins": told, "error": round(error, 4), "sure": {"rows": len(sure), "right": share}}


def picture(shown: dict[str, Any]) -> str:
    """Return the bins of each table as an SVG: confidence to the right, share right upwards, rows as size."""
    end, whole = EDGE + SIZE, 2 * EDGE + SIZE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{whole}" font-family="sans-serif">',
        "<title>Confidence and share of right rows, in cross-validation</title>",
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
        f'<path d="M{EDGE} {EDGE}V{end}H{end}" fill="none" stroke="#333"/>',
        f'<path d="M{EDGE} {end}L{end} {EDGE}" stroke="#999" stroke-dasharray="4"/>',
        f'<text font-size="11" x="{end}" y="{end + 32}" text-anchor="end">confidence</text>',
        f'<text font-size="11" x="{EDGE}" y="{EDGE - 8}">share right</text>',
    ]
    for tick in (0, 0.5, 1):
        parts.append(
            f'<text font-size="11" x="{EDGE + SIZE * tick:g}" y="{end + 16}" text-anchor="middle">{tick}</text>'
        )
        parts.append(
            f'<text font-size="11" x="{EDGE - 6}" y="{end - SIZE * tick + 4:g}" text-anchor="end">{tick}</text>'
        )
    for number, (name, one) in enumerate(shown.items()):
        radii = [2 + 8 * sqrt(count / one["rows"]) for count, _, _ in one["bins"].values()]
        points = [(EDGE + SIZE * told, end - SIZE * share) for _, told, share in one["bins"].values()]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        colour = COLOURS[name]
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        for (x, y), radius in zip(points, radii, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.6"/>')
        parts.append(
            f'<text font-size="11" x="{EDGE + 12}" y="{EDGE + 14 + 15 * number}" fill="{colour}">{name}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"
