"""`niaga extract`: articles into tables."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from pipeline.cli.apply import lay_decisions
from pipeline.cli.lexicon import OwnLists
from pipeline.cli.models import OwnModels
from pipeline.cli.progress import Display
from pipeline.cli.terminal import (
    SOME_UNREADABLE,
    STOPPED,
    FieldNames,
    complain,
    counted,
    field_names,
    out,
    tell_of_changed_ids,
    warnings_as_lines,
)
from pipeline.model import LEAST_CONFIDENCE

if TYPE_CHECKING:
    from pipeline.batches import Options

FORMATS = ("csv", "parquet", "sqlite")
ORDERS = ("dmy", "mdy", "ymd")


def _known(form: str) -> str:
    if form not in FORMATS:
        raise typer.BadParameter(f"{form}: choose from {', '.join(FORMATS)}")
    return form


def _known_order(order: str | None) -> str | None:
    if order not in {None, *ORDERS}:
        raise typer.BadParameter(f"{order}: choose from {', '.join(ORDERS)}")
    return order


PATHS = "Files, folders, patterns, addresses (s3://, gs://, https://), or - for standard input."
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help=PATHS)]
Output = Annotated[Path, typer.Option("-o", "--output", help="Folder to write the tables to.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Number of processes.", show_default="one per core")]
Timeout = Annotated[
    float, typer.Option(min=0.01, metavar="SECONDS", help="Give up an article that takes longer; it goes to errors.")
]
MinConfidence = Annotated[
    float, typer.Option(min=0, max=1, metavar="SHARE", help="Deals and flows with a lower confidence go to unresolved.")
]
Restart = Annotated[bool, typer.Option("--restart", help="Replace finished tables, or the rest of a stopped run.")]
Add = Annotated[bool, typer.Option("--add", help="Append to the finished tables in the folder.")]
Form = Annotated[
    str,
    typer.Option("--format", metavar="FORMAT", help="Format of the tables: csv, parquet or sqlite.", callback=_known),
]
DATE_ORDER = "Order of numeric dates in metadata: dmy, mdy or ymd."
DateOrder = Annotated[
    str | None,
    typer.Option(
        metavar="ORDER", help=DATE_ORDER, show_default="decided by the other dates of each file", callback=_known_order
    ),
]
Cluster = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster to run on.")]
Root = Annotated[Path | None, typer.Option(metavar="DIR", help="Write source paths relative to this folder.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print only what went wrong.")]


def extract(  # noqa: PLR0913 (an argument per option of the command line)
    paths: Paths,
    output: Output = Path("outputs"),
    field: FieldNames = None,
    jobs: Jobs = None,
    article_timeout: Timeout = 30.0,
    *,
    form: Form = "csv",
    min_confidence: MinConfidence = LEAST_CONFIDENCE,
    date_order: DateOrder = None,
    cluster: Cluster = None,
    source_root: Root = None,
    lexicon: OwnLists = None,  # noqa: ARG001 (its callback has laid the lists)
    models: OwnModels = None,  # noqa: ARG001 (its callback has put them in place)
    restart: Restart = False,
    add: Add = False,
    preview: Annotated[bool, typer.Option("--preview", help="Print the first rows of each table.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read articles and write tables of provinces, officials, commodities, amounts, dates, deals, flows and more.

    If the run is stopped, give the same command again: it resumes.
    """
    from pipeline.batches import Options  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    chosen: dict[str, Any] = {"jobs": jobs} if jobs else {}
    chosen |= {"form": form, "article_timeout": article_timeout, "date_order": date_order, "cluster": cluster}
    chosen |= {"restart": restart, "add": add, "source_root": source_root}
    options = Options(field_names(field), min_confidence=min_confidence, **chosen)
    begun = perf_counter()
    with Display(quiet=quiet) as display:
        run = taken_through(paths, output, options, display)
        lay_decisions(output, display)
    if not quiet:
        _summary(run, output, perf_counter() - begun)
    if preview:
        _preview(run["counts"], output)
    tell_what_failed(run, output)


def tell_what_failed(run: dict[str, Any], output: Path) -> None:
    """Print what was passed over and could not be read; typer.Exit where anything could not."""
    _tell_of_passed(run["passed_over"])
    if failed := run["batch"].get("errors", 0):
        complain(_first_error(output, failed, run["counts"]["errors"]))
        complain(f"{counted(failed, 'input')} could not be read: see the table errors in {output}")
        raise typer.Exit(SOME_UNREADABLE)


def _preview(counts: dict[str, int], folder: Path) -> None:
    from pipeline.cli.preview import preview  # noqa: PLC0415 (start-up)

    preview(folder, [name for name in counts if counts[name]])


def _tell_of_passed(passed: dict[str, int]) -> None:
    """Print how many files of which endings no reader takes."""
    if passed:
        kinds = ", ".join(f"{number:,} {ending or 'without ending'}" for ending, number in passed.items())
        complain(f"passed over files of other kinds: {kinds}")


def tell_of_ambiguous(articles: int) -> None:
    """Print of how many articles nothing tells the order of day and month."""
    if articles:
        kept = "only their month or year is kept; say the order with --date-order dmy, mdy or ymd"
        dates = f"{counted(articles, 'date')} of publication may be day or month first"
        out.print(f"{dates}: {kept}", highlight=False, soft_wrap=True)


def _first_error(folder: Path, failed: int, errors: int) -> str:
    """Return the first of the inputs of this run that could not be read, which stand last, and its remedy."""
    from pipeline.read import STDIN  # noqa: PLC0415 (start-up)
    from pipeline.schema import escape_formula  # noqa: PLC0415
    from pipeline.write import records  # noqa: PLC0415

    first = next(islice(records(folder, "errors"), errors - failed, None))
    source = "standard input" if first["source"] == escape_formula(STDIN) else first["source"]
    where = " ".join(filter(None, (source, first["record"])))
    return f"{where}: {first['message']}"


def taken_through(paths: list[str], folder: Path, options: Options, display: Display) -> dict[str, Any]:
    """Run to the end and return what run.json tells of it; Ctrl-C ends with how to go on."""
    from pipeline.batches import run  # noqa: PLC0415 (start-up)
    from pipeline.write import read_run  # noqa: PLC0415

    try:
        with warnings_as_lines(), closing(run(paths, folder, options)) as progress:
            display.watch(progress)
    except KeyboardInterrupt:
        complain("stopped; what is finished is kept: run the same command again to go on")
        raise typer.Exit(STOPPED) from None
    tell_of_changed_ids(folder)
    return read_run(folder) or {}


def _summary(run: dict[str, Any], folder: Path, seconds: float) -> None:
    counts = run["counts"]
    table = Table("table", "rows", title=f"{folder}/", title_justify="left")
    table.columns[1].justify = "right"
    for name, rows in counts.items():
        table.add_row(name, f"{rows:,}")
    out.print(table)
    done = f"{counted(counts['articles'], 'article')}, {counted(counts['errors'], 'error')}"
    out.print(f"{done}, {seconds:.1f} s", highlight=False)
    tell_of_ambiguous(run["ambiguous_dates"])
