"""Whether a published folder is what its description says, by Frictionless, which is none of niaga's packages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def problems(folder: Path) -> list[str]:
    """Return what Frictionless finds wrong with the data package of a folder, a line each.

    Raises ModuleNotFoundError where Frictionless is not installed.
    """
    frictionless = import_module("frictionless")
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [str(error.message) for error in errors]
