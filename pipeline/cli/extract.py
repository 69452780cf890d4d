"""`niaga extract`: articles into tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal import SOME_UNREADABLE, FieldNames, complain, err, field_names, out

if TYPE_CHECKING:
    from collections.abc import Iterator

PREVIEW_ROWS = 3
PREVIEW_WIDTH = 32
"""Characters of a cell."""

UNSEEN = {
    *("article_id", "start", "stop", "rule", "text_sha256", "source", "date_start", "date_stop", "official_id"),
    *("deal_id", "amount_min_idr", "amount_max_idr", "amount_start", "speaker", "scope", "place", "dateline"),
}
"""Columns that a first look can do without."""

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of .txt and .jsonl.")]


def extract(
    paths: Paths,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the tables.")] = Path("outputs"),
    field: FieldNames = None,
    *,
    preview: Annotated[bool, typer.Option("--preview", help="Print the first rows of each table.")] = False,
) -> None:
    """Turn articles into tables of provinces, officials, commodities, amounts, dates, deals and flows."""
    from pipeline.flow import run  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    begun = perf_counter()
    counts = _watched(run(paths, output, field_names(field)))
    _summary(counts, output, perf_counter() - begun)
    if preview:
        _preview(output, [name for name in counts if counts[name]])
    if counts["errors"]:
        raise typer.Exit(SOME_UNREADABLE)


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
        complain(f"some inputs could not be read: see {folder / 'errors.csv'}")


def _preview(folder: Path, names: list[str]) -> None:
    """Print the first rows of each table: what was read and what it means, without offsets and empty columns."""
    import pandas as pd  # noqa: PLC0415 (start-up)

    for name in names:
        rows = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, nrows=PREVIEW_ROWS)
        shown = [str(column) for column in rows if column not in UNSEEN and rows[column].any()]
        table = Table(*shown, title=f"{folder / name}.csv", title_justify="left")
        for row in rows[shown].itertuples(index=False):
            table.add_row(*(Text(_cropped(str(cell))) for cell in row))
        out.print(table)


def _cropped(cell: str) -> str:
    flat = " ".join(cell.split())
    return flat if len(flat) <= PREVIEW_WIDTH else f"{flat[: PREVIEW_WIDTH - 1]}…"
