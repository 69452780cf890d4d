"""`niaga gold`: reviewed articles as gold facts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.terminal import UNUSABLE, complain, out

Outputs = Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that was reviewed with niaga review.")]
Output = Annotated[
    Path, typer.Option("-o", "--output", help="File for the facts (.jsonl), or folder for a gold set with the texts.")
]
Everything = Annotated[bool, typer.Option("--all", help="Also take the other kinds, as the program read them.")]
Sighted = Annotated[bool, typer.Option("--sighted", help="Also take articles that were not reviewed blind.")]


def gold(folder: Outputs, output: Output, *, everything: Everything = False, sighted: Sighted = False) -> None:
    """Write the articles that were reviewed blind and declared complete as gold, to measure and to train with."""
    from pipeline.load import TablesError, load  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.review import ReviewError  # noqa: PLC0415
    from pipeline.review.gold import gold as facts  # noqa: PLC0415
    from pipeline.review.gold import write  # noqa: PLC0415

    try:
        load(folder)
        complete = list(facts(folder, everything=everything))
    except (TablesError, ReviewError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    found = [article for article in complete if sighted or article["blind"]]
    if left := len(complete) - len(found):
        complain(f"{left} complete articles are left out, as they were not reviewed blind; --sighted takes them too")
    if not found:
        complain("no article to write; run niaga review --blind and press c where nothing is missing")
        raise typer.Exit(UNUSABLE)
    try:
        write(folder, output, found)
    except OSError as error:
        complain(f"{output} can't be written ({error.strerror}); give another file or folder with -o")
        raise typer.Exit(UNUSABLE) from None
    out.print(f"{output}: {len(found)} articles", highlight=False, soft_wrap=True)
