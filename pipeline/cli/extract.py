"""`niaga extract`: articles into tables."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from pipeline.cli.apply import lay_decisions
from pipeline.cli.lexicon import OwnLists
from pipeline.cli.progress import watched
from pipeline.cli.terminal import SOME_UNREADABLE, STOPPED, FieldNames, complain, field_names, out, warnings_as_lines

if TYPE_CHECKING:
    from pipeline.scale import Options

FORMATS = ("csv", "parquet", "sqlite")


def _known(form: str) -> str:
    if form not in FORMATS:
        raise typer.BadParameter(f"{form}: choose from {', '.join(FORMATS)}")
    return form


PATHS = "Files, folders, patterns, addresses (s3://, gs://, https://), or - for standard input."
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help=PATHS)]
Output = Annotated[Path, typer.Option("-o", "--output", help="Folder for the tables.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Processes.", show_default="the cores")]
Timeout = Annotated[float, typer.Option(min=0.01, metavar="SECONDS", help="An article that takes longer is left out.")]
Restart = Annotated[
    bool, typer.Option("--restart", help="Replace what the folder holds: finished tables, or what a stopped run left.")
]
Add = Annotated[bool, typer.Option("--add", help="Append to the tables that the folder holds.")]
Form = Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, parquet or sqlite.", callback=_known)]
Cluster = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster to work on.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but what went wrong.")]


def extract(  # noqa: PLR0913 (an argument per option of the command line)
    paths: Paths,
    output: Output = Path("outputs"),
    field: FieldNames = None,
    jobs: Jobs = None,
    article_timeout: Timeout = 30.0,
    *,
    form: Form = "csv",
    cluster: Cluster = None,
    lexicon: OwnLists = None,  # noqa: ARG001 (its callback has laid the lists)
    restart: Restart = False,
    add: Add = False,
    preview: Annotated[bool, typer.Option("--preview", help="Print the first rows of each table.")] = False,
    quiet: Quiet = False,
) -> None:
    """Turn articles into tables of provinces, officials, commodities, amounts, quantities, dates, deals and flows.

    A run that was stopped goes on where it was when the same command is given again.
    """
    from pipeline.scale import Options  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    chosen: dict[str, Any] = {"jobs": jobs} if jobs else {}
    chosen |= {"form": form, "article_timeout": article_timeout, "restart": restart, "add": add, "cluster": cluster}
    options = Options(field_names(field), **chosen)
    begun = perf_counter()
    counts = _run(paths, output, options, quiet=quiet)
    lay_decisions(output)
    if not quiet:
        _summary(counts, output, perf_counter() - begun)
    if preview:
        from pipeline.cli.preview import preview as show  # noqa: PLC0415 (start-up)

        show(output, [name for name in counts if counts[name]])
    if counts["errors"]:
        complain(f"some inputs could not be read: see the table errors in {output}")
        raise typer.Exit(SOME_UNREADABLE)


def _run(paths: list[str], folder: Path, options: Options, *, quiet: bool) -> Counter[str]:
    """Run to the end and return the rows per table; Ctrl-C ends with how to go on."""
    from pipeline.scale import run  # noqa: PLC0415 (start-up)
    from pipeline.write import read_run  # noqa: PLC0415

    try:
        with warnings_as_lines(), closing(run(paths, folder, options)) as progress:
            watched(progress, quiet=quiet)
    except KeyboardInterrupt:
        complain("stopped; what is finished is kept: run the same command again to go on")
        raise typer.Exit(STOPPED) from None
    return Counter((read_run(folder) or {})["counts"])


def _summary(counts: Counter[str], folder: Path, seconds: float) -> None:
    table = Table("table", "rows", title=f"{folder}/", title_justify="left")
    table.columns[1].justify = "right"
    for name, rows in counts.items():
        table.add_row(name, f"{rows:,}")
    out.print(table)
    out.print(f"{counts['articles']:,} articles, {counts['errors']:,} errors, {seconds:.1f} s", highlight=False)
