"""The front door: the way of the data from sources to tables, once, from top to bottom.

source --read--> Article --extract--> Mention --normalize--> Fact --relate--> Deal, Flow --write--> rows
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract import find
from pipeline.language import Page
from pipeline.normalize import mean
from pipeline.read import read
from pipeline.relate import relate

if TYPE_CHECKING:
    from pipeline.model import Article, ArticleFacts

__all__ = ["extract", "read"]


def extract(article: Article) -> ArticleFacts:
    """Return everything one article tells."""
    page = Page(article)
    mentions = find(page)
    facts = mean(page, mentions)
    return relate(page, facts)
