"""The spaCy component: a Doc in, the same Doc with what its text tells."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.flow import extract
from pipeline.language.labels import KINDS
from pipeline.language.spans import annotate
from pipeline.lexicon import overlay
from pipeline.read.frame import framed
from pipeline.read.record import Record
from pipeline.relate.models import use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from pipeline.language.spans import Facts
    from pipeline.model import ArticleFacts, Mention


class Component:
    """Reads `doc.text` as an article and puts its facts on the Doc; tokens and entities stay as they are.

    `kinds` are the tables wanted; each is read with all others, so that its rows are those of the whole. What a record
    tells of the article besides its text may be set beforehand: `doc._.niaga_about = {"id": ..., "published": ...,
    "url": ...}`, each optional. `lexicon` is a folder of the user's own word lists,
    `models` one of the user's own models of deals and flows.
    """

    def __init__(self, name: str, kinds: Sequence[str], lexicon: str | None = None, models: str | None = None) -> None:
        unknown = sorted({*kinds} - {*KINDS})
        if unknown:
            raise ValueError(f"{name}: no kind {unknown[0]!r}; there are {', '.join(KINDS)}")
        if lexicon:
            overlay(Path(lexicon))
        if models:
            use(Path(models))
        self.name = name
        self.kinds = [kind for kind in KINDS if kind in kinds]

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc, annotated."""
        about = doc._.niaga_about or {}
        record = Record(
            str(about.get("id") or "doc"), doc.text, "", url=about.get("url"), published=about.get("published")
        )
        annotate(doc, plain(extract(framed(record)), self.kinds))
        return doc


def plain(facts: ArticleFacts, kinds: Sequence[str]) -> Facts:
    """Return facts in plain JSON types: a list of rows per kind, the article, and what was not used."""
    article = facts.article
    names = ("article_id", "title", "outlet", "published", "published_basis", "dateline")
    rows: Facts = {"article": {name: getattr(article, name) for name in names}}
    for kind in kinds:
        rows[kind] = [_evidence(fact.mention) | _columns(fact.value) for fact in facts.facts.get(kind, ())]
    rows["unresolved"] = [
        _evidence(item.mention) | {"kind": item.mention.kind, "reason": item.reason} for item in facts.unresolved
    ]
    return rows


def _evidence(mention: Mention) -> dict[str, Any]:
    return {"start": mention.start, "stop": mention.stop, "text": mention.text, "rule": mention.rule}


def _columns(value: Any) -> dict[str, Any]:
    cells = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: _json(cell) for name, cell in cells.items()}


def _json(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return int(cell) if cell == int(cell) else float(cell)
    return list(cell) if isinstance(cell, tuple) else cell
