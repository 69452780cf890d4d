"""`niaga run`: everything in order, from articles to the report, and at the end what was found and where to look."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, Literal

import typer

from pipeline.cli.apply import lay_decisions
from pipeline.cli.audit import audited
from pipeline.cli.closing import close
from pipeline.cli.dry_run import foresee
from pipeline.cli.extract import (
    Add,
    DateOrder,
    Jobs,
    MinConfidence,
    Output,
    Paths,
    Quiet,
    Restart,
    taken_through,
    tell_of_ambiguous,
    tell_what_failed,
)
from pipeline.cli.lexicon import OwnLists
from pipeline.cli.models import OwnModels
from pipeline.cli.progress import Display
from pipeline.cli.terminal import UNUSABLE, FieldNames, complain, field_names, out, warnings_as_lines
from pipeline.model import LEAST_CONFIDENCE

Language = Annotated[
    Literal["en", "id"], typer.Option("--lang", help="Language of the report and of the findings that are printed.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would be read and skipped, and how long it takes.")
]
PAGE = "report.html"
STEPS = 4
"""Reading, linking, checking, the page."""


def run(  # noqa: PLR0913 (an argument per option of the command line)
    paths: Paths,
    output: Output = Path("outputs"),
    field: FieldNames = None,
    jobs: Jobs = None,
    language: Language = "en",
    *,
    min_confidence: MinConfidence = LEAST_CONFIDENCE,
    date_order: DateOrder = None,
    lexicon: OwnLists = None,  # noqa: ARG001 (its callback has laid the lists)
    models: OwnModels = None,  # noqa: ARG001 (its callback has put them in place)
    restart: Restart = False,
    add: Add = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    """Extract, link, apply reviewers' decisions, audit and report, then say what to check first.

    If the run is stopped, give the same command again: it resumes.
    """
    from pipeline.batches import Options  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    chosen: dict[str, Any] = {"jobs": jobs} if jobs else {}
    chosen |= {"date_order": date_order, "restart": restart, "add": add}
    options = Options(field_names(field), min_confidence=min_confidence, **chosen)
    if dry_run:
        foresee(paths, options)
        return
    begun = perf_counter()
    with Display(STEPS, quiet=quiet) as display:
        done = taken_through(paths, output, options, display)
        lay_decisions(output, display)
        _, found = audited(output, display)
        page = _reported(output, language, display)
    if not quiet:
        close(output, found, page, language)
        tell_of_ambiguous(done["ambiguous_dates"])
        out.print(f"{perf_counter() - begun:.1f} s", highlight=False)
    tell_what_failed(done, output)


def _reported(folder: Path, language: str, display: Display) -> Path | None:
    """Write the page and return its path; None, with a word, where its library is missing."""
    from pipeline.report import ReportError, report  # noqa: PLC0415 (start-up)
    from pipeline.write import why, write_atomic  # noqa: PLC0415

    path = folder / PAGE
    try:
        with warnings_as_lines(), display.step("making the page"):
            write_atomic(path, [report(folder, language).encode()])
    except ReportError as error:
        complain(f"the tables are written, but without the page: {error}")
        return None
    except OSError as error:
        complain(f"{path} can't be written ({why(error)}); the tables are written")
        raise typer.Exit(UNUSABLE) from None
    return path
