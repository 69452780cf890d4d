"""`niaga train`: gold into the models that decide about deals and flows."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from pipeline.cli.progress import working
from pipeline.cli.terminal import UNUSABLE, complain, out

Gold = Annotated[
    list[Path] | None,
    typer.Argument(metavar="GOLD_FOLDER", help="Folders with gold sets (gold.jsonl and articles/), at any depth."),
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="MODELS", help="Folder to write the models to.")]
Corpus = Annotated[
    str,
    typer.Option(metavar="all|HANDS", help="Add the corpus of niaga: all of it, or some writers, e.g. ma,bz,kl."),
]
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}
"""Threads of numpy that wait for each other take twenty times as long on a busy machine; the bytes are the same."""
Trees = Annotated[int | None, typer.Option(min=1, help="Trees per model; fewer train faster and are weaker.")]


def train(gold: Gold = None, *, output: Output, corpus: Corpus = "", trees: Trees = None) -> None:
    """Train the models for deals and flows on gold sets, one per writer. The same gold gives the same bytes."""
    os.environ.update({name: cell for name, cell in ALONE.items() if name not in os.environ})
    gc.disable()  # what is read stays to the end: looking for garbage in it takes a tenth of the time
    try:
        from pipeline import train as room  # noqa: PLC0415 (needs an extra)
    except ModuleNotFoundError as error:
        complain(f"{error.name} is not installed: pip install 'niaga[train]'")
        raise typer.Exit(UNUSABLE) from None
    from pipeline.evaluate import GoldError  # noqa: PLC0415 (start-up)
    from pipeline.relate import models  # noqa: PLC0415

    begun = perf_counter()
    try:
        sets = [*(gold or ()), *(room.shipped(corpus) if corpus else ())]
        with working("reading the gold"):
            stack = room.stack_of(room.examples(room.folders(sets)), trees or room.MOST_TREES)
        with working(f"training on {len(stack.examples):,} articles and passages"):
            trained = room.train(stack, room.digest(sets))
        models.write(output, trained.scorer, trained.card)
    except (GoldError, OSError) as error:
        complain(str(error))
        raise typer.Exit(UNUSABLE) from None
    out.print(
        f"{len(stack.examples):,} articles, {perf_counter() - begun:.0f} s: {output}", highlight=False, soft_wrap=True
    )
