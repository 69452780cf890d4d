"""Rows of the tables: one cell per column of the table's schema."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pipeline import schema
from pipeline.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import ArticleFacts, Fact, Mention, ReadError
    from pipeline.values import Deal

Row = tuple[str, ...]


def table_rows(facts: ArticleFacts) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for everything one article tells, tables in a fixed order, rows in reading order."""
    article = facts.article
    yield "articles", _article(facts)
    for table, found in facts.facts.items():
        for fact in found:
            yield table, _evidence(article, fact.mention) + _value(table, fact.value)
    for deal in facts.facts.get("deals", ()):
        yield from (("deals__parties", row) for row in _parties(deal))
    for item in facts.unresolved:
        yield "unresolved", (*_evidence(article, item.mention), cell(item.mention.kind), cell(item.reason))


def error_row(error: ReadError) -> Row:
    """Return the row of errors.csv for one input or record that could not be read."""
    return tuple(cell(getattr(error, column)) for column in schema.columns("errors"))


def cell(content: Any) -> str:
    """Return a value as its cell: empty for None, `true`/`false`, lists joined by `;`, formulas made harmless."""
    if content is None:
        return ""
    if isinstance(content, tuple):
        content = ";".join(content)
    if isinstance(content, str):
        return schema.escape_formula(content)
    if isinstance(content, float):
        return number(content)
    return str(content).lower() if isinstance(content, bool) else str(content)


def number(value: float) -> str:
    """Return a number of a database as CSV holds it: no exponent, no zeros at its end."""
    return f"{Decimal(repr(value)).normalize():f}"


def _evidence(article: Article, mention: Mention) -> Row:
    return article.article_id, str(mention.start), str(mention.stop), mention.text, mention.rule


def _value(table: str, value: Any) -> Row:
    return tuple(map(cell, _cells(table)(value)))


@cache
def _cells(table: str) -> attrgetter[tuple[Any, ...]]:
    """Return what takes the columns of a table from a value."""
    return attrgetter(*schema.columns(table)[len(schema.EVIDENCE) :])


def _parties(deal: Fact[Deal]) -> Iterator[Row]:
    for province in deal.value.parties:
        yield deal.value.deal_id, province, "hub" if province == deal.value.hub else "partner"


def _article(facts: ArticleFacts) -> Row:
    article = facts.article
    given = {name: getattr(article, name) for name in _given()}
    derived = {
        "dateline_province": _dateline_province(facts),
        "is_trade": bool(facts.facts.get("deals") or facts.facts.get("flows")),
        "same_text_as": None,
        "words": len(article.text.split()),
        "text_sha256": sha256(article.text.encode()).hexdigest(),
    }
    cells = given | derived
    return tuple(cell(cells[column]) for column in schema.columns("articles"))


@cache
def _given() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Article))


def _dateline_province(facts: ArticleFacts) -> str | None:
    span = facts.article.dateline_span
    places = facts["provinces"] if span else ()
    return next((place.value.province for place in places if span and span[0] <= place.start < span[1]), None)
