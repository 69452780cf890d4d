"""`niaga export`: the tables as annotation tools and spaCy take them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.terminal import UNUSABLE, complain, out

Outputs = Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")]
Tool = Annotated[Literal["brat", "docbin", "doccano", "label-studio"], typer.Option("--to", help="The tool.")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the files.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        help="Only this table; may be repeated. Otherwise provinces, officials, goods, amounts, quantities, dates.",
    ),
]


def export(outputs: Outputs, to: Tool, output: Output, kind: Kinds = None) -> None:
    """Write the articles with their marked words for doccano, Label Studio, brat, or as a spaCy DocBin."""
    from pipeline.exchange import FORMS, documents  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.load import TablesError, load  # noqa: PLC0415

    kinds = chosen(kind)
    if output.resolve() == outputs.resolve():
        complain(f"{output} holds the tables themselves; give another folder with -o")
        raise typer.Exit(UNUSABLE)
    try:
        output.mkdir(parents=True, exist_ok=True)
        files = FORMS[to](documents(load(outputs), kinds), output, kinds)
    except (TablesError, OSError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    shown = files if len(files) <= 3 else [output]  # noqa: PLR2004 (brat has two per article)
    out.print(*(f"{path} written" for path in shown), sep="\n", highlight=False, soft_wrap=True)


def chosen(kinds: list[str] | None) -> list[str]:
    """Return the tables asked for, in our order.

    Raises typer.BadParameter for one that can't be marked in a text.
    """
    from pipeline.exchange import MENTIONS  # noqa: PLC0415 (start-up)
    from pipeline.language.labels import KINDS  # noqa: PLC0415

    for kind in kinds or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"no kind {kind!r}; there are {', '.join(KINDS)}")
    return [kind for kind in KINDS if kind in (kinds or MENTIONS)]
