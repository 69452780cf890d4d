"""The word lists: one CSV per list, read once; users may lay a folder of their own rows over them.

A list is data: its rows are in canonical order (sorted by all columns), and where it has an `example` column, that
sentence marks the word in square brackets and a test reads it back.
"""

from __future__ import annotations

import csv
import os
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pipeline.lexicon.user_lists import LexiconError, Problem, checked, merged, problems

__all__ = [
    "FOLDER",
    "LexiconError",
    "Problem",
    "check",
    "digest",
    "load",
    "names",
    "own_rows",
    "split",
    "use_user_lists",
    "words",
]

FOLDER = files(__name__)

OVERLAY = "NIAGA_LEXICON"
"""Environment variable that names the folder of the user's own lists: processes started later inherit it."""


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `<name>.csv` as dicts of text cells, the user's own rows among them.

    Raises FileNotFoundError when there is no such list, LexiconError for a list of the user's that can't be used.
    """
    rows = _shipped(name)
    path = _own(name)
    return merged(name, rows, checked(path, _shipped, _ids)) if path else rows


def use_user_lists(folder: Path | None) -> None:
    """Lay a folder of the user's own lists over ours, for this process and those that it starts; None takes it away.

    A file is named as the list it adds to; its rows take the place of ours with the same key (`lists.toml`). To be
    called before anything is read, because what is built from the lists is kept. Raises LexiconError when a list was
    read before, or with everything that is wrong with the folder.
    """
    wanted = str(folder.resolve()) if folder else ""
    if wanted == os.environ.get(OVERLAY, ""):
        return
    if load.cache_info().currsize:
        raise LexiconError("word lists are in use already: lay your own over them before anything is extracted")
    if folder and (found := check(folder)):
        raise LexiconError("\n".join(map(str, found)))
    os.environ[OVERLAY] = wanted


def check(folder: Path) -> list[Problem]:
    """Return everything that keeps a folder from being laid over our lists, by file and row."""
    return problems(folder, names(), _shipped, lambda name: _ids(name, folder))


def own_rows(folder: Path) -> dict[str, tuple[int, int]]:
    """Return, by list, how many rows a folder adds to ours and how many of ours it takes the place of.

    Raises LexiconError when it can't be used.
    """
    counts = {}
    for name in names():
        if (path := folder / f"{name}.csv").is_file():
            shipped, own = _shipped(name), checked(path, _shipped, lambda each: _ids(each, folder))
            kept = len(merged(name, shipped, own)) - len(own)
            counts[name] = len(own), len(shipped) - kept
    return counts


def names() -> list[str]:
    """Return the names of all lists, sorted."""
    return sorted(entry.name[:-4] for entry in FOLDER.iterdir() if entry.name.endswith(".csv"))


def digest(name: str) -> str:
    """Return the SHA-256 of one list and the user's rows over it, for run.json."""
    path = _own(name)
    return sha256(FOLDER.joinpath(f"{name}.csv").read_bytes() + (path.read_bytes() if path else b"")).hexdigest()


@cache
def words(name: str, *uses: str) -> frozenset[str]:
    """Return the words of a list (column `word`) that have one of some uses (column `use`)."""
    return frozenset(row["word"] for row in load(name) if row["use"] in uses)


def split(cell: str) -> list[str]:
    """Return the items of a list cell (`a;b`), none for an empty cell."""
    return [item.strip() for item in cell.split(";") if item.strip()]


@cache
def _shipped(name: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(FOLDER.joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def _own(name: str) -> Path | None:
    """Return the user's own rows of a list, None where there are none."""
    folder = os.environ.get(OVERLAY)
    if not folder:
        return None
    if not Path(folder).is_dir():
        raise LexiconError(f"{OVERLAY} names {folder}, which is no folder")
    path = Path(folder, f"{name}.csv")
    return path if path.is_file() else None


def _ids(name: str, folder: Path | None = None) -> set[str]:
    """Return the ids that other lists may refer to: the first column, of our rows and of the user's."""
    path = folder / f"{name}.csv" if folder else _own(name)
    column, *_ = _shipped(name)[0]
    ids = {row[column] for row in _shipped(name)}
    if path and path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            ids |= {(row.get(column) or "").strip() for row in csv.DictReader(file)}
    return ids
