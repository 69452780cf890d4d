"""`niaga audit`: figures, dates and names that deserve doubt."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.apply import lay_decisions
from pipeline.cli.progress import Display
from pipeline.cli.terminal import UNUSABLE, complain, counted, out, warnings_as_lines

if TYPE_CHECKING:
    from pipeline.audit import Finding
    from pipeline.audit.finding import Severity
    from pipeline.load import Tables

FOUND = 1
"""Exit status: there is at least one `error`."""
SHOWN_FINDINGS = 20
"""Findings that the terminal shows; findings.csv holds all."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

Folder = Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")]
Chosen = Annotated[list[str] | None, typer.Option("--check", metavar="NAME", help="Only this check; may be repeated.")]
Ignored = Annotated[list[str] | None, typer.Option("--ignore", metavar="NAME", help="Not this check; may be repeated.")]
Thresholds = Annotated[
    Path | None, typer.Option(metavar="FILE.toml", help="Your own thresholds; they replace ours with the same names.")
]


def audit(  # noqa: PLR0913 (an argument per option of the command line)
    folder: Folder = Path("outputs"),
    check: Chosen = None,
    ignore: Ignored = None,
    language: Annotated[
        Literal["en", "id"], typer.Option("--lang", help="Language of what is printed; findings.csv has both.")
    ] = "en",
    thresholds: Thresholds = None,
    *,
    trade_only: Annotated[
        bool, typer.Option("--trade-only", help="Leave out findings in articles that state no trade.")
    ] = False,
) -> None:
    """Check the reported figures, dates and names; write findings.csv and print a summary.

    Exits with 1 if there is an error, with 2 if the audit could not run, else with 0.
    """
    names = _names(check, ignore)
    with Display() as display:
        tables, found = audited(folder, display, names, thresholds, trade_only=trade_only)
    if len(tables["deals"]) and not tables["deals"]["event_id"].ne("").any():
        complain(f"{folder} is not linked: nothing is compared across articles; run: niaga link {folder}")
    _show(found, folder, language)
    if any(each.severity == "error" for each in found):
        raise typer.Exit(FOUND)


def audited(
    folder: Path,
    display: Display,
    names: list[str] | None = None,
    thresholds: Path | None = None,
    *,
    trade_only: bool = False,
) -> tuple[Tables, list[Finding]]:
    """Write findings.csv with the decisions on it; return the tables and the findings; without `names` of all checks.

    Raises typer.Exit where tables or thresholds can't be used, or nothing can be written.
    """
    from pipeline.audit import (  # noqa: PLC0415 (start-up: --help needs nothing heavy)
        CHECKS,
        ThresholdsError,
        findings,
        write,
    )
    from pipeline.load import TablesError, load  # noqa: PLC0415

    try:
        with warnings_as_lines(), display.step("checking the tables"):
            tables = load(folder)
            found = findings(tables, CHECKS if names is None else names, thresholds, trade_only=trade_only)
        write(folder, found)
    except (TablesError, ThresholdsError, OSError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    lay_decisions(folder, display)
    return tables, found


def _names(chosen: list[str] | None, ignored: list[str] | None) -> list[str]:
    """Return the names of the checks to run.

    Raises typer.Exit for a name that no check has.
    """
    from pipeline.audit import CHECKS  # noqa: PLC0415 (start-up)

    unknown = [name for name in [*(chosen or []), *(ignored or [])] if name not in CHECKS]
    if unknown:
        complain(f"there is no check {unknown[0]}; there are: {', '.join(CHECKS)}")
        raise typer.Exit(UNUSABLE)
    return [name for name in chosen or CHECKS if name not in (ignored or [])]


def _show(found: list[Finding], folder: Path, language: str) -> None:
    """Print the findings, gravest first, and how many there are of each kind."""
    from pipeline.audit import say  # noqa: PLC0415 (start-up)

    table = Table("severity", "check", "article", "message", title=f"{folder}: findings", title_justify="left")
    gravest = sorted(found, key=lambda each: SEVERITIES.index(each.severity))
    for each in gravest[:SHOWN_FINDINGS]:
        table.add_row(each.severity, each.check, Text(each.article_id), Text(say(each, language)))
    if found:
        out.print(table)
    counts = Counter(each.severity for each in found)
    out.print(", ".join(counted(counts[severity], severity) for severity in SEVERITIES), highlight=False)
