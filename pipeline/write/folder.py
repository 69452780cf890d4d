"""The output folder: ours, or not touched."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from errno import ENOSPC
from typing import TYPE_CHECKING, Any

from pipeline.write.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = "niaga"
RUN = "run.json"
"""Marks a folder as ours and tells how its tables were made."""

WORK = ".work"
"""Folder of a run that is not done yet; its plan marks a folder as ours too."""
PLAN = "plan.json"

TOLERATED = {"README.md", ".gitignore", ".gitkeep"}
"""Notes that a fresh output folder may hold; they are never written."""


class FolderError(Exception):
    """The output folder can't be used; the message says what to do."""


def open_folder(folder: Path) -> Path:
    """Make the folder where it is missing, and return it.

    Raises FolderError when it holds files that are not ours, or can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = sorted(entry.name for entry in folder.iterdir() if entry.name not in {*TOLERATED, WORK})
    except (FileExistsError, NotADirectoryError):
        raise FolderError(f"{folder} is a file; give a folder with -o") from None
    except OSError as error:
        raise FolderError(f"{folder} can't be used ({error.strerror}); give another folder with -o") from None
    if foreign and not _is_ours(folder):
        raise FolderError(f"{folder} holds files that niaga did not write ({foreign[0]}); give an empty folder with -o")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderError(f"{folder} is read-only; give another folder with -o")
    return folder


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write one JSON file whole or not at all."""
    write_atomic(path, [json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"])


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the system refuses while the folder is written into a FolderError; what is finished stays."""
    try:
        yield
    except OSError as error:
        message = (
            f"{folder} can't be written ({why(error)}); what is finished is kept: mend this and run the command again"
        )
        raise FolderError(message) from error


def why(error: OSError) -> str:
    """Return in a few words what the system refuses."""
    return "the disk is full" if error.errno == ENOSPC else error.strerror or str(error)


def read_json(path: Path) -> dict[str, Any] | None:
    """Return the content of one JSON file, None where it is missing or no object of JSON."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _is_ours(folder: Path) -> bool:
    marks = (read_json(folder / RUN), read_json(folder / WORK / PLAN))
    return any(mark is not None and mark.get("program") == PROGRAM for mark in marks)
