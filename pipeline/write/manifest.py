"""run.json: which program, which word lists, which options made the tables, and how much came out."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pipeline import lexicon
from pipeline.write.folder import PROGRAM, RUN, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = version("niaga")

PACKAGES = ("dateparser", "pandas", "rapidfuzz", "regex", "spacy")
"""Their versions can change what comes out."""


def write_run(folder: Path, options: Mapping[str, Any], result: Mapping[str, Any] | None = None) -> None:
    """Write run.json: `complete` with the result's counts and seconds, or `running` while there is none yet."""
    content = {
        "program": PROGRAM,
        "version": VERSION,
        "status": "complete" if result else "running",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "lexicons": {name: lexicon.digest(name) for name in lexicon.names()},
        "options": dict(options),
        **(result or {}),
    }
    write_json(folder / RUN, content)
