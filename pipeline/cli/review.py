"""`niaga review`: a page on this computer where people correct the tables."""

from __future__ import annotations

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.apply import applied, report
from pipeline.cli.progress import Display
from pipeline.cli.report import Language
from pipeline.cli.terminal import UNUSABLE, TradeOnly, complain, complain_of_stale, out

MISSING = "niaga review needs a few packages more; install them with: pip install 'niaga[review]'"

Blind = Annotated[
    bool,
    typer.Option("--blind", help="Hide what the program decided about a row until you have; needed for niaga gold."),
]


def review(  # noqa: PLR0913 (one argument per option)
    folder: Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Folder that niaga extract wrote.")],
    reviewer: Annotated[
        str | None, typer.Option(help="Your name, kept with each decision.", show_default="your login name")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 chooses a free one.")] = 0,
    language: Language = "en",
    *,
    blind: Blind = False,
    trade_only: TradeOnly = None,
) -> None:
    """Serve a local page to accept, reject, correct and add rows. Decisions are kept in reviews.jsonl."""
    from pipeline.load import TablesError, load  # noqa: PLC0415 (start-up: --help needs nothing heavy)
    from pipeline.review import ReviewError  # noqa: PLC0415

    try:
        from pipeline.review.serve import serve  # noqa: PLC0415
        from pipeline.review.session import Session  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("pipeline"):
            raise
        complain(MISSING)
        raise typer.Exit(UNUSABLE) from None
    try:
        load(folder)
        complain_of_stale(folder)
        session = Session(folder, reviewer or _login(), trade_only=trade_only, language=language, blind=blind)
        serve(session, port, _tell)
        with Display() as display:
            summary = applied(folder, display)
        report(folder, summary)
    except (TablesError, ReviewError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    except OSError as error:
        complain(f"port {port} can't be used ({error.strerror}); leave --port out for a free one")
        raise typer.Exit(UNUSABLE) from None


def _tell(address: str) -> None:
    out.print(f"Open {address}", highlight=False, soft_wrap=True)
    out.print("Ctrl-C ends it and lays the decisions over the tables.", highlight=False, soft_wrap=True)


def _login() -> str:
    try:
        return getuser()
    except (KeyError, OSError):
        return "reviewer"
