"""The command `niaga`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.write.folder import FolderError

if TYPE_CHECKING:
    from collections.abc import Iterator

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
out = Console()
err = Console(stderr=True)

UNUSABLE = 2
"""Exit status: the command was not understood or the output folder can't be used; nothing was written."""
SOME_UNREADABLE = 3
"""Exit status: all is done but the inputs that errors.csv lists."""

PREVIEW_ROWS = 3
RECORD_FIELDS = ("id", "url", "title", "published", "source", "text")

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of .txt and .jsonl.")]
FieldNames = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=THEIRS", help="How the records name a field, e.g. --field text=content."),
]


@app.callback(invoke_without_command=True)
def niaga(*, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Trade facts from Indonesian news."""
    if version:
        from pipeline.write import VERSION  # noqa: PLC0415 (start-up: --help needs nothing heavy)

        out.print(VERSION, highlight=False)
        raise typer.Exit


@app.command()
def extract(
    paths: Paths,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the tables.")] = Path("outputs"),
    field: FieldNames = None,
    *,
    preview: Annotated[bool, typer.Option("--preview", help="Print the first rows of each table.")] = False,
) -> None:
    """Turn articles into tables of provinces, officials, commodities, amounts and dates."""
    from pipeline.flow import run  # noqa: PLC0415 (start-up)

    begun = perf_counter()
    counts = _watched(run(paths, output, _fields(field)))
    _summary(counts, output, perf_counter() - begun)
    if preview:
        _preview(output, [name for name in counts if counts[name]])
    if counts["errors"]:
        raise typer.Exit(SOME_UNREADABLE)


@app.command()
def explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="One article, or a file of records.")],
    article_id: Annotated[str | None, typer.Option("--id", help="Only the record with this id.")] = None,
    field: FieldNames = None,
) -> None:
    """Print one article with every mention, its rule and value, and what was not used and why."""
    from pipeline.explain import explain as shown  # noqa: PLC0415 (start-up)
    from pipeline.flow import extract as facts_of  # noqa: PLC0415
    from pipeline.flow import read  # noqa: PLC0415
    from pipeline.model import ReadError  # noqa: PLC0415

    failed = False
    for item in read(path, fields=_fields(field)):
        if isinstance(item, ReadError):
            failed = True
            _complain(f"{item.source} {item.record}: {item.message}")
        elif article_id in {None, item.article_id}:
            out.print(*shown(facts_of(item)), sep="\n")
    if failed:
        raise typer.Exit(SOME_UNREADABLE)


def main() -> None:
    """Run the command; what the user can mend is one line and an exit status."""
    try:
        app()
    except FolderError as error:
        _complain(str(error))
        sys.exit(UNUSABLE)


def _fields(pairs: list[str] | None) -> dict[str, str]:
    fields = dict(pair.partition("=")[::2] for pair in pairs or [])
    for name, theirs in fields.items():
        if name not in RECORD_FIELDS or not theirs:
            known = ", ".join(RECORD_FIELDS)
            raise typer.BadParameter(f"{name}={theirs}: give NAME=THEIRS with NAME one of {known}")
    return fields


def _watched(progress: Iterator[Counter[str]]) -> Counter[str]:
    """Run to the end under a progress line (on a terminal only); return the last counts."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    counts: Counter[str] = Counter()
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=None)
        for counts in progress:
            bar.update(task, completed=counts["articles"])
    return counts


def _summary(counts: Counter[str], folder: Path, seconds: float) -> None:
    table = Table("table", "rows", title=f"{folder}/", title_justify="left")
    table.columns[1].justify = "right"
    for name, rows in counts.items():
        table.add_row(f"{name}.csv", f"{rows:,}")
    out.print(table)
    out.print(f"{counts['articles']:,} articles, {counts['errors']:,} errors, {seconds:.1f} s", highlight=False)
    if counts["errors"]:
        _complain(f"some inputs could not be read: see {folder / 'errors.csv'}")


def _preview(folder: Path, names: list[str]) -> None:
    import pandas as pd  # noqa: PLC0415 (start-up)

    for name in names:
        rows = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, nrows=PREVIEW_ROWS)
        table = Table(*rows.columns, title=f"{folder / name}.csv", title_justify="left")
        for row in rows.itertuples(index=False):
            table.add_row(*(Text(str(cell).replace("\n", " ")) for cell in row))
        out.print(table)


def _complain(message: str) -> None:
    err.print(Text(f"niaga: {message}"), soft_wrap=True)
