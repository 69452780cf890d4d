"""The front door: the way of the data from sources to tables, once, from top to bottom.

source --read--> Article --extract--> Mention --normalize--> Fact --relate--> Deal, Flow --write--> rows
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.model import LEAST_CONFIDENCE, ModelError, ReadError
from pipeline.normalize import normalize_mentions
from pipeline.read import read, to_article
from pipeline.relate import relate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Article, ArticleFacts, Span
    from pipeline.read import RawItem
    from pipeline.read.record import HtmlPage, Record
    from pipeline.relate import Decided

__all__ = ["explained", "extract", "process", "read"]


def extract(
    article: Article, min_confidence: float = LEAST_CONFIDENCE, given: Mapping[str, Sequence[Span]] | None = None
) -> ArticleFacts:
    """Return everything one article tells; deals and flows of less confidence (0 to 1) among what is unresolved.

    `given` holds kind -> the spans in which alone its mentions are looked for, where somebody else has marked them.
    """
    return explained(article, min_confidence, given).facts


def explained(
    article: Article, min_confidence: float = LEAST_CONFIDENCE, given: Mapping[str, Sequence[Span]] | None = None
) -> Decided:
    """Return everything one article tells, and what was weighed for its deals and flows."""
    document = Document(article)
    mentions = find_mentions(document, given)
    facts = normalize_mentions(document, mentions)
    return relate(document, facts, min_confidence)


def process(found: RawItem, min_confidence: float = LEAST_CONFIDENCE) -> ArticleFacts | ReadError:
    """Return everything one article tells, or why it tells nothing: no article stops those after it.

    Raises ModelError for models of the user that can't be used: no article could be read with them.
    """
    if isinstance(found, ReadError):
        return found
    try:
        article = to_article(found)
        return article if isinstance(article, ReadError) else extract(article, min_confidence)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 (a bug of ours: errors.csv tells of it)
        return _failure(found, error)


def _failure(found: Record | HtmlPage, error: Exception) -> ReadError:
    """Return the error of an article that our own code failed on, with the place of the failure."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.name}, line {place.lineno} of {place.filename.rpartition('pipeline/')[2]}"
    message = f"{type(error).__name__}: {error} ({where}); a bug of niaga: please report it with this article"
    return ReadError(found.source, found.number, "failed", message)
