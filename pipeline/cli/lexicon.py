"""`niaga lexicon`: the user's own word lists; and the option by which other commands take them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.terminal import UNUSABLE, complain, out
from pipeline.lexicon import LexiconError, check, overlay, own_rows

app = typer.Typer(no_args_is_help=True, help="Your own word lists.")


@app.callback()
def lexicon() -> None:
    """Add words to the lists, or change what they mean, without touching the program."""


@app.command("check")
def check_lists(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of your own lists.")]) -> None:
    """Tell whether a folder of your own lists can be used, and if not, which file, row and column to mend."""
    found = check(folder)
    for problem in found:
        complain(str(problem))
    if found:
        raise typer.Exit(UNUSABLE)
    counts = own_rows(folder)
    for name, (rows, replaced) in counts.items():
        out.print(f"{name}.csv: {rows:,} rows, in place of {replaced:,} of ours", highlight=False)
    if not counts:
        complain(f"{folder} holds no lists: a list of yours has the file name of the list it adds to")


def use(folder: Path | None) -> Path | None:
    """Lay the user's lists over ours, before the command begins."""
    if folder:
        try:
            overlay(folder)
        except LexiconError as error:
            raise typer.BadParameter(str(error)) from None
    return folder


OwnLists = Annotated[
    Path | None,
    typer.Option("--lexicon", metavar="DIR", callback=use, help="Your own word lists, see niaga lexicon check."),
]
"""A command that takes it need do nothing with it."""
