"""`niaga link`: one person, one event, one wire story over all articles of a folder."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from pipeline.cli.progress import working
from pipeline.cli.terminal import UNUSABLE, complain, complain_of_stale, out, tell_of_changed_ids, warnings_as_lines


def link(
    folder: Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")],
    same_as: Annotated[
        Path | None,
        typer.Option(
            "--same-as",
            metavar="FILE.csv",
            help="Your own list with columns kind,left,right,note; kept for later runs.",
        ),
    ] = None,
) -> None:
    """Link all articles: find mentions of the same person, deals of the same event, and copied texts.

    Writes people, events and trade. Ids of earlier runs are kept; id_changes lists the merged, split and dropped ones.
    """
    from pipeline.link import OverridesError  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.link import link as linked  # noqa: PLC0415
    from pipeline.load import TablesError  # noqa: PLC0415

    begun = perf_counter()
    try:
        with warnings_as_lines(), working("linking the articles"):
            linked(folder, same_as)
    except (OverridesError, TablesError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    except OSError as error:
        complain(f"{error.filename or folder} can't be used ({error.strerror}); nothing was changed")
        raise typer.Exit(UNUSABLE) from None
    out.print(
        f"{folder}: people, events and trade written, {perf_counter() - begun:.1f} s", highlight=False, soft_wrap=True
    )
    tell_of_changed_ids(folder)
    complain_of_stale(folder)
