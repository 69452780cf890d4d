"""niaga: trade facts from Indonesian news."""

from pipeline.flow import extract, read
from pipeline.model import Article, ArticleFacts, Fact, Mention

__all__ = ["Article", "ArticleFacts", "Fact", "Mention", "extract", "read"]
