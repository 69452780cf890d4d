"""The figures, dates and names that deserve doubt: one check per file, all alike, over the tables of one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import schema
from pipeline.audit import (
    agency_abbreviation,
    ambiguous_number,
    conflicting_dates,
    conflicting_figures,
    conflicting_parties,
    confused_provinces,
    cumulative_total,
    domestic_export,
    far_below_target,
    foreign_share,
    future,
    growth,
    implied_price,
    inside_part,
    interim_total,
    misspelt_province,
    no_source,
    official_spellings,
    outlier,
    part_over_total,
    parts,
    price,
    quantity_parts,
    quantity_slip,
    rate_total,
    record_claim,
    same_event,
    share,
    surplus,
    target_as_result,
    title,
    two_figures,
    two_heads,
    unit_slip,
    weekday,
    wire_copy,
)
from pipeline.audit.evidence import Evidence, ThresholdsError, limits
from pipeline.audit.finding import Finding
from pipeline.audit.messages import LANGUAGES, say
from pipeline.write import Aside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path
    from types import ModuleType

    from pipeline.load import Tables
    from pipeline.write import Row

__all__ = ["CHECKS", "LANGUAGES", "Evidence", "Finding", "ThresholdsError", "findings", "limits", "say", "write"]

CHECKS: dict[str, ModuleType] = {
    room.CHECK: room
    for room in (
        weekday,
        future,
        unit_slip,
        conflicting_figures,
        conflicting_dates,
        conflicting_parties,
        parts,
        part_over_total,
        growth,
        share,
        price,
        implied_price,
        quantity_parts,
        rate_total,
        quantity_slip,
        title,
        two_figures,
        interim_total,
        target_as_result,
        far_below_target,
        record_claim,
        outlier,
        ambiguous_number,
        misspelt_province,
        confused_provinces,
        agency_abbreviation,
        official_spellings,
        two_heads,
        no_source,
        cumulative_total,
        foreign_share,
        inside_part,
        surplus,
        domestic_export,
        same_event,
        wire_copy,
    )
}
"""By name, in the order of the documentation."""


def findings(
    tables: Tables, names: Collection[str] = CHECKS, thresholds: Path | None = None, *, trade_only: bool = False
) -> list[Finding]:
    """Return what the named checks find in the tables of a folder, in reading order of the articles.

    With `trade_only` findings in articles that state no trade are left out. Tables that only `niaga link` writes may
    be missing. Raises ThresholdsError for a file of thresholds that can't be
    used, TablesError when another table is missing.
    """
    evidence = Evidence(tables, limits(thresholds))
    place = {article_id: number for number, article_id in enumerate(evidence.stories)}
    order = {name: number for number, name in enumerate(CHECKS)}
    found = {each.finding_id: each for name in names for each in CHECKS[name].check(evidence)}
    kept = (each for each in found.values() if not trade_only or evidence.stories[each.article_id].article.is_trade)
    return sorted(kept, key=lambda each: (place[each.article_id], each.start, each.stop, order[each.check]))


def write(folder: Path, findings: Iterable[Finding]) -> None:
    """Write the findings into an outputs folder, whole or not at all."""
    with Aside(folder, ["findings"]) as aside:
        aside.write("findings", map(row, findings))


def row(finding: Finding) -> Row:
    """Return the row of one finding, its message in each language; evidence stays as it is, the rest can't be run.

    A spreadsheet would run a cell that begins like a formula.
    """
    messages = {column: say(finding, language) for language, column in schema.MESSAGES.items()}
    columns = dict.fromkeys(schema.columns("findings"), "")
    cells = {name: str(getattr(finding, name)) for name in columns if name not in messages} | messages
    return columns | cells | {name: schema.escape_formula(cells[name]) for name in ("reported", "expected", *messages)}
