"""doccano, a project for sequence labelling with overlapping spans allowed: JSONL in and out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.export.documents import AnnotatedDocument, AnnotationError, Marked
from pipeline.export.files import to_json, write_text
from pipeline.language.labels import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


def write(documents: Iterable[AnnotatedDocument], folder: Path, kinds: Sequence[str]) -> list[Path]:
    """Write the data and the labels; `article_id` stays beside each text as meta data."""
    labels = [{"text": kind, "background_color": COLOURS[kind], "text_color": "#000000"} for kind in kinds]
    data = folder / "doccano.jsonl"
    with data.open("w", encoding="utf-8", newline="") as file:
        for document in documents:
            spans = [[mark.start, mark.stop, mark.kind] for mark in document.distinct()]
            file.write(to_json({"article_id": document.article_id, "text": document.text, "label": spans}) + "\n")
    return [data, write_text(folder / "doccano-labels.json", to_json(labels, 1) + "\n")]


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Yield the documents of an export, with spans as triples (`label`) or as objects (`entities`).

    Raises AnnotationError.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if line.strip():
            try:
                yield _document(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise AnnotationError(f"{path}, line {number}: no doccano export with article_id: {error!r}") from None


def _document(one: dict[str, Any]) -> AnnotatedDocument:
    spans = [(int(start), int(stop), str(kind)) for start, stop, kind in one.get("label") or one.get("labels") or ()]
    spans += [(each["start_offset"], each["end_offset"], each["label"]) for each in one.get("entities") or ()]
    marks = tuple(Marked(*span) for span in sorted(spans))
    return AnnotatedDocument(one["article_id"], one["text"], marks)
