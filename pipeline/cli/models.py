"""The option by which commands take models of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def use(folder: Path | None) -> Path | None:
    """Let the user's models decide, before the command begins; a folder that can't be used ends it with one line."""
    if folder:
        from pipeline.relate import models  # noqa: PLC0415 (start-up: --help needs nothing heavy; the lists come first)

        models.use(folder)
    return folder


OwnModels = Annotated[
    Path | None,
    typer.Option("--models", metavar="DIR", callback=use, help="Your own models, made by niaga train."),
]
"""A command that takes it need do nothing with it."""
