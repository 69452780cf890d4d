"""`niaga publish`: the tables as others may have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.terminal import UNUSABLE, complain, complain_of_stale, out

INVALID = 1
"""Exit status: the folder is written, and Frictionless finds fault with it."""


def _known(name: str) -> str:
    from pipeline.publish.licence import LICENCES  # noqa: PLC0415 (start-up: --help needs nothing heavy)

    if name not in LICENCES:
        raise typer.BadParameter(f"{name}: choose from {', '.join(LICENCES)}")
    return name


Outputs = Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Folder to write to.")]
Title = Annotated[str, typer.Option(help="Title of the data.")]
Terms = Annotated[str, typer.Option("--licence", metavar="NAME", help="Licence of the data.", callback=_known)]
Quality = Annotated[
    Path | None,
    typer.Option("--quality", metavar="FILE.json", help="Figures that niaga evaluate --json measured on a sample."),
]


def publish(
    outputs: Outputs,
    output: Output,
    title: Title = "Trade facts from Indonesian news",
    licence: Terms = "CC-BY-4.0",
    quality: Quality = None,
) -> None:
    """Write a copy of the tables that you can share: no texts of articles, no paths, short evidence.

    It comes with a README that states quality and licence, a Data Package that Frictionless validates, and a
    database with full-text search for Datasette.
    """
    from pipeline.publish import PublishError  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.publish import publish as published  # noqa: PLC0415
    from pipeline.write import TablesError  # noqa: PLC0415

    try:
        rows = published(outputs, output, title=title, licence_name=licence, scores=_scores(quality))
    except (PublishError, TablesError, OSError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    complain_of_stale(outputs)
    told = ", ".join(f"{rows[table]:,} {table}" for table in ("articles", "deals", "flows"))
    out.print(f"{output}: {told}", highlight=False, soft_wrap=True)
    _validate(output)


def _scores(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{path} can't be read ({error}); make it with niaga evaluate GOLD --json") from None
    return content if isinstance(content, dict) else {}


def _validate(folder: Path) -> None:
    from pipeline.publish.check import problems  # noqa: PLC0415 (start-up)

    try:
        found = problems(folder)
    except ModuleNotFoundError:
        complain("not validated; to have it done: pip install frictionless")
        return
    for problem in found[:10]:
        complain(problem)
    if found:
        raise typer.Exit(INVALID)
    out.print(f"{folder}/datapackage.json is valid (Frictionless)", highlight=False, soft_wrap=True)
