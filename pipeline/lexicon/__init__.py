"""The word lists: one CSV per list, read once.

A list is data: its rows are in canonical order (sorted by all columns), and where it has an `example` column, that
sentence marks the word in square brackets and a test reads it back.
"""

from __future__ import annotations

import csv
from functools import cache
from hashlib import sha256
from importlib.resources import files

FOLDER = files(__name__)


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `<name>.csv` as dicts of text cells.

    Raises FileNotFoundError when there is no such list.
    """
    return tuple(csv.DictReader(FOLDER.joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def names() -> list[str]:
    """Return the names of all lists, sorted."""
    return sorted(entry.name[:-4] for entry in FOLDER.iterdir() if entry.name.endswith(".csv"))


def digest(name: str) -> str:
    """Return the SHA-256 of one list, for run.json."""
    return sha256(FOLDER.joinpath(f"{name}.csv").read_bytes()).hexdigest()


def split(cell: str) -> list[str]:
    """Return the items of a list cell (`a;b`), none for an empty cell."""
    return [item.strip() for item in cell.split(";") if item.strip()]
