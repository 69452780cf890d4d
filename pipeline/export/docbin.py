"""spaCy's DocBin: tokens of `spacy.blank("id")`, spans and rows as the component `niaga` puts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.docs import write_docs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from pipeline.export.documents import AnnotatedDocument


def write(documents: Iterable[AnnotatedDocument], folder: Path, kinds: Sequence[str]) -> list[Path]:
    """Write `niaga.spacy`; read it with `DocBin().from_disk(path).get_docs(spacy.blank("id").vocab)`."""
    path = folder / "niaga.spacy"
    write_docs(path, _annotated(documents, kinds))
    return [path]


def _annotated(documents: Iterable[AnnotatedDocument], kinds: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for document in documents:
        rows = {kind: [dict(mark.row or {}) for mark in document.marks if mark.kind == kind] for kind in kinds}
        yield document.text, {"article": {"article_id": document.article_id}, **rows}
