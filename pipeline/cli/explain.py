"""`niaga explain`: one article, shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.lexicon import OwnLists
from pipeline.cli.models import OwnModels
from pipeline.cli.terminal import SOME_UNREADABLE, UNUSABLE, FieldNames, complain, field_names, out, warnings_as_lines


def explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="File with one article, or with records.")],
    article_id: Annotated[str | None, typer.Option("--id", help="Show only the record with this id.")] = None,
    field: FieldNames = None,
    lexicon: OwnLists = None,  # noqa: ARG001 (its callback has laid the lists)
    models: OwnModels = None,  # noqa: ARG001 (its callback has put them in place)
) -> None:
    """Show one article: every mention with its rule and value, how deals were decided, what was not used and why."""
    from pipeline.explain import explain as shown  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.flow import explained, read  # noqa: PLC0415
    from pipeline.model import ReadError  # noqa: PLC0415

    failed, found = False, article_id is None
    with warnings_as_lines():
        for item in read(path, fields=field_names(field)):
            if isinstance(item, ReadError):
                failed = True
                complain(f"{item.source} {item.record}: {item.message}")
            elif article_id in {None, item.article_id}:
                found = True
                out.print(*shown(explained(item)), sep="\n")
    if not found:
        complain(f"{path} holds no article with the id {article_id}; leave --id out to see all")
        raise typer.Exit(UNUSABLE)
    if failed:
        raise typer.Exit(SOME_UNREADABLE)
