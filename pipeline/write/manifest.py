"""run.json: which program, which word lists and models, which options made the tables, and how much came out."""

from __future__ import annotations

import platform
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pipeline import lexicon, schema
from pipeline.write.folder import PROGRAM, RUN, FolderError, read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = version("niaga")

PACKAGES = ("dateparser", "numpy", "rapidfuzz", "regex", "spacy")
"""Their versions can change what comes out."""


def program() -> dict[str, Any]:
    """Return what the tables depend on besides inputs and options: the program, its word lists, models, packages.

    Raises LexiconError or ModelError when those of the user can't be used.
    """
    from pipeline.relate import models  # noqa: PLC0415 (start-up: reading tables needs no models)

    return {
        "program": PROGRAM,
        "version": VERSION,
        "lexicons": {name: lexicon.digest(name) for name in lexicon.names()},
        "models": models.digest(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def write_run(folder: Path, run: Mapping[str, Any]) -> None:
    """Write run.json."""
    write_json(folder / RUN, {**program(), "python": platform.python_version(), "status": "complete", **run})


def run_of(note: Mapping[str, Any], counts: Mapping[str, int], base: Path | None = None) -> dict[str, Any]:
    """Return what run.json tells of a run; one that adds to the tables of `base` counts those too.

    `counts` are the rows of all that the tables hold, `batch` those of this run.
    """
    before = read_run(base) if base else None
    total = Counter(dict.fromkeys(schema.names(), 0))
    total.update(counts)
    if before:
        total.update(before["counts"])
    earlier = [*before["earlier"], before["options"]] if before else []
    return {**note, "earlier": earlier, "counts": total, "batch": dict(counts)}


def read_run(folder: Path) -> dict[str, Any] | None:
    """Return the run.json of a folder, None where there is none."""
    return read_json(folder / RUN)


def finished_plan(folder: Path) -> dict[str, Any] | None:
    """Return what the finished tables of a folder were made with, as a run plans it.

    None where there are none, or none with an article in it: those are in nobody's way.
    """
    run = read_run(folder)
    if run is None or run.get("status") != "complete" or not run["counts"]["articles"]:
        return None
    return {**{name: run.get(name) for name in program()}, **run["options"]}


def addable(folder: Path, form: str, min_confidence: float) -> None:
    """Raise FolderError unless the tables of a folder can be added to.

    They must be made by this program, with its word lists and models, in this form and with this least confidence.
    """
    before = read_run(folder)
    if before is None or before.get("status") != "complete":
        raise FolderError(f"{folder} holds no finished tables to add to; leave --add out")
    options = before["options"]
    made = {
        **before,
        "form": options.get("form", "csv"),
        "least confidence": options.get("min_confidence", 0.0),
    }
    here = {**program(), "form": form, "least confidence": min_confidence}
    others = ", ".join(name for name in here if made.get(name) != here[name])
    if others:
        remedy = "make them anew, without --add, from the inputs so far (run.json lists them) and the new ones"
        if others == "form":
            remedy = f"add --format {made['form']}"
        elif others == "least confidence":
            remedy = f"add --min-confidence {made['least confidence']:g}"
        raise FolderError(f"{folder} was made with other {others}, and tables must be of one make; {remedy}")
