"""The front door: the way of the data from sources to tables, once, from top to bottom.

source --read--> Article --extract--> Mention --normalize--> Fact --relate--> Deal, Flow --write--> rows
"""

from __future__ import annotations

import traceback
from time import perf_counter
from typing import TYPE_CHECKING

from pipeline.extract import find
from pipeline.language import Page
from pipeline.model import ReadError
from pipeline.normalize import mean
from pipeline.read import read
from pipeline.relate import relate
from pipeline.write import Outputs, open_folder, write_package, write_run

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.model import Article, ArticleFacts

__all__ = ["extract", "read", "run"]


def extract(article: Article) -> ArticleFacts:
    """Return everything one article tells."""
    page = Page(article)
    mentions = find(page)
    facts = mean(page, mentions)
    return relate(page, facts)


def run(paths: Sequence[Path], folder: Path, fields: Mapping[str, str] | None = None) -> Iterator[Counter[str]]:
    """Take every article of `paths` all the way into the tables of `folder`.

    Yields the rows per table so far, after each article or unreadable input, for those who show progress. An article
    that fails goes to errors.csv, the rest goes on. Raises FolderError when the folder can't be used.
    """
    begun = perf_counter()
    open_folder(folder)
    options = {"inputs": [str(path) for path in paths], "fields": dict(fields or {})}
    write_run(folder, options)
    with Outputs(folder) as outputs:
        for item in read(*paths, fields=fields):
            _take(item, outputs)
            yield outputs.counts
    write_package(folder)
    write_run(folder, options, {"counts": dict(outputs.counts), "seconds": round(perf_counter() - begun, 3)})


def _take(item: Article | ReadError, outputs: Outputs) -> None:
    """Write the rows of one article, or of its error."""
    if isinstance(item, ReadError):
        outputs.add_error(item)
        return
    try:
        facts = extract(item)
    except Exception as error:  # noqa: BLE001 (one bad article never stops a batch; the row tells of our bug)
        outputs.add_error(_failure(item, error))
    else:
        outputs.add(facts)


def _failure(article: Article, error: Exception) -> ReadError:
    """Return the error row of an article that our own code failed on, with the place of the failure."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.name}, line {place.lineno} of {place.filename.rpartition('pipeline/')[2]}"
    message = f"{type(error).__name__}: {error} ({where}); a bug of niaga: please report it with this article"
    return ReadError(article.source, article.article_id, "failed", message)
