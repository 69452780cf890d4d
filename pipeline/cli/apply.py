"""`niaga apply`: reviewers' decisions onto the tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.progress import Display
from pipeline.cli.terminal import UNUSABLE, complain, complain_of_stale, counted, out

if TYPE_CHECKING:
    from pipeline.review import Summary


def apply(
    folder: Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")],
    *,
    undo: Annotated[
        bool, typer.Option("--undo", help="Restore the tables as the program made them; decisions are kept.")
    ] = False,
) -> None:
    """Apply the decisions in reviews.jsonl to the tables. Repeating it does no harm."""
    from pipeline.load import TablesError, load  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.review import ReviewError, restore  # noqa: PLC0415

    try:
        load(folder)
        if undo:
            restore(folder)
            out.print(
                f"{folder}: the machine's tables are back; niaga apply lays the decisions on again", highlight=False
            )
            complain_of_stale(folder)
            return
        with Display() as display:
            summary = applied(folder, display)
        report(folder, summary)
    except (TablesError, ReviewError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None


def lay_decisions(folder: Path, display: Display) -> None:
    """Lay the decisions made on former tables over new ones, where there are any; say so where they can't be."""
    from pipeline.load import TablesError  # noqa: PLC0415 (start-up)
    from pipeline.review import ReviewError  # noqa: PLC0415
    from pipeline.review.store import Store  # noqa: PLC0415

    if not Store(folder).path.exists():
        return
    try:
        report(folder, applied(folder, display), quiet=display.quiet)
    except (TablesError, ReviewError) as error:
        complain(f"the tables are written, but without the decisions of {Store(folder).path}: {error}")
        raise typer.Exit(UNUSABLE) from None


def applied(folder: Path, display: Display) -> Summary:
    """Lay the decisions over the tables and bring up to date what is made of them; tell that this goes on."""
    from pipeline.review import apply as laid  # noqa: PLC0415 (start-up)

    with display.step("laying the decisions over the tables", counts=False):
        return laid(folder)


def report(folder: Path, summary: Summary, *, quiet: bool = False) -> None:
    """Print what decisions did to the tables; where `quiet`, only what is wrong."""
    if not quiet:
        told = ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in summary.rows.items())
        out.print(f"{folder}: {told or 'no decisions'}", highlight=False, soft_wrap=True)
    complain_of_stale(folder)
    if summary.unapplied:
        complain(
            f"{counted(summary.unapplied, 'decision')} without a row that fits: see {folder / 'reviews_unapplied.csv'}"
        )
    if summary.broken:
        complain(f"{summary.broken} lines of {folder / 'reviews.jsonl'} are no decisions and were passed over")
