"""From sources to articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import Article, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(*paths: str | Path) -> Iterator[Article | ReadError]:
    """Yield the articles of files and folders."""
    for path in map(Path, paths):
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            yield Article(file.stem, file.read_text(encoding="utf-8"), source=str(file))
