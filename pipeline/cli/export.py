"""`niaga export`: the tables as spreadsheets, statistics, networks, annotation tools and spaCy take them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.cli.terminal import UNUSABLE, complain, out, warnings_as_lines

if TYPE_CHECKING:
    from pipeline.load import Tables

Outputs = Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")]
ANALYSIS = ("flat", "matrix", "graphml", "gexf", "xlsx", "dta")
"""Forms of the tables; all others are of the articles with their marked words."""

To = Annotated[
    Literal["flat", "matrix", "graphml", "gexf", "xlsx", "dta", "brat", "docbin", "doccano", "label-studio"],
    typer.Option("--to", help="The format or the tool."),
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write to.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        help="Only this table; may be repeated. By default every kind of mention.",
    ),
]


def export(outputs: Outputs, to: To, output: Output, kind: Kinds = None) -> None:
    """Write the tables for analysis, or the articles with their mentions for annotation.

    flat: one table with a codebook. matrix: year, origin, destination. graphml, gexf: networks. xlsx: Excel.
    dta: Stata. The others are annotation tools (doccano, Label Studio, brat) and spaCy's DocBin.
    """
    from pipeline.analysis import ExportError  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.load import TablesError, load  # noqa: PLC0415

    if kind and to in ANALYSIS:
        raise typer.BadParameter(f"--kind is for annotation tools; --to {to} has all tables")
    kinds = chosen(kind)
    if output.resolve() == outputs.resolve():
        complain(f"{output} holds the tables themselves; give another folder with -o")
        raise typer.Exit(UNUSABLE)
    try:
        output.mkdir(parents=True, exist_ok=True)
        with warnings_as_lines():
            files = _written(load(outputs), to, output, kinds)
    except (TablesError, ExportError, OSError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    shown = files if len(files) <= 3 else [output]  # noqa: PLR2004 (brat has two per article)
    out.print(*(f"{path} written" for path in shown), sep="\n", highlight=False, soft_wrap=True)


def _written(tables: Tables, to: str, output: Path, kinds: list[str]) -> list[Path]:
    """Write in the form asked for and return the files."""
    from pipeline import analysis, export  # noqa: PLC0415 (start-up)

    if to in ANALYSIS:
        return analysis.FORMS[to](tables, output)
    return export.FORMS[to](export.documents(tables, kinds), output, kinds)


def chosen(kinds: list[str] | None) -> list[str]:
    """Return the tables asked for, in our order.

    Raises typer.BadParameter for one that can't be marked in a text.
    """
    from pipeline.export import MENTIONS  # noqa: PLC0415 (start-up)
    from pipeline.language.labels import KINDS  # noqa: PLC0415

    for kind in kinds or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"no kind {kind!r}; there are {', '.join(KINDS)}")
    return [kind for kind in KINDS if kind in (kinds or MENTIONS)]
