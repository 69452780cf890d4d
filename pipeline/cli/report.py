"""`niaga report`: the tables as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.progress import working
from pipeline.cli.terminal import UNUSABLE, TradeOnly, complain, out, warnings_as_lines

Language = Annotated[Literal["en", "id"], typer.Option("--lang", help="Language of the page.")]


def report(
    folder: Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")] = Path(
        "outputs"
    ),
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File for the page; by default OUTPUTS/report.html.")
    ] = None,
    language: Language = "en",
    trade_only: TradeOnly = None,
) -> None:
    """Write one HTML file with an overview, pictures and all rows. It works offline and in print."""
    from pipeline.load import TablesError  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.report import ReportError  # noqa: PLC0415
    from pipeline.report import report as page  # noqa: PLC0415
    from pipeline.write import why, write_atomic  # noqa: PLC0415

    path = output or folder / "report.html"
    try:
        with warnings_as_lines(), working("making the page"):
            html = page(folder, language, trade_only=trade_only)
        write_atomic(path, [html.encode()])
    except (TablesError, ReportError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    except OSError as error:
        complain(f"{path} can't be written ({why(error)}); the former page, if any, stands as it was")
        raise typer.Exit(UNUSABLE) from None
    out.print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", highlight=False, soft_wrap=True)
