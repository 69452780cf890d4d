"""From the facts of one article to what it tells: deals, flows, speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import ArticleFacts

if TYPE_CHECKING:
    from pipeline.language import Page


def relate(page: Page, facts: ArticleFacts) -> ArticleFacts:  # noqa: ARG001
    """Return the facts with deals and flows beside them."""
    return ArticleFacts(facts.article, {**facts.facts, "deals": (), "flows": ()}, facts.unresolved)
