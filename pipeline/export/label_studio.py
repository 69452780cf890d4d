"""Label Studio: tasks with our marks as predictions, a labelling configuration, and the annotations back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from pipeline.export.documents import AnnotatedDocument, AnnotationError, Marked, meaning
from pipeline.export.files import to_json, write_text
from pipeline.language.labels import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MODEL = "niaga"
NAMES = {"from_name": "label", "to_name": "text", "type": "labels"}


def write(documents: Iterable[AnnotatedDocument], folder: Path, kinds: Sequence[str]) -> list[Path]:
    """Write the tasks and the labelling configuration."""
    tasks = [_task(document) for document in documents]
    labels = "".join(f"    <Label value={quoteattr(kind)} background={quoteattr(COLOURS[kind])}/>\n" for kind in kinds)
    view = (
        f'<View>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        '  <Text name="text" value="$text"/>\n</View>\n'
    )
    return [
        write_text(folder / "label-studio.json", to_json(tasks, 1) + "\n"),
        write_text(folder / "label-studio.xml", view),
    ]


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a JSON export: of each task the latest annotation that was not cancelled.

    Offsets are code points, or UTF-16 units as earlier versions of the tool count; the words beside them tell which.
    Tasks that nobody annotated are left out. Raises AnnotationError.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
        for task in tasks:
            done = [each for each in task["annotations"] if not each.get("was_cancelled")]
            if done:
                yield _document(task["data"], max(done, key=lambda each: str(each.get("updated_at", ""))))
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, AnnotationError):
            raise
        raise AnnotationError(f"{path}: no Label Studio export (JSON) with article_id: {error!r}") from None


def _task(document: AnnotatedDocument) -> dict[str, Any]:
    result = []
    for number, mark in enumerate(document.distinct()):
        words = document.text[mark.start : mark.stop]
        value = {"start": mark.start, "end": mark.stop, "text": words, "labels": [mark.kind]}
        result.append({"id": f"{MODEL}-{number}", **NAMES, "value": value, "meta": {"text": [meaning(mark)]}})
    data = {"article_id": document.article_id, "text": document.text}
    return {"data": data, "predictions": [{"model_version": MODEL, "result": result}]}


def _document(data: dict[str, Any], annotation: dict[str, Any]) -> AnnotatedDocument:
    text = data["text"]
    marks = []
    for region in annotation["result"]:
        if region.get("type") == NAMES["type"]:
            value = region["value"]
            start, stop = _offsets(text, value, data["article_id"])
            marks += [Marked(start, stop, kind) for kind in value["labels"]]
    return AnnotatedDocument(
        data["article_id"], text, tuple(sorted(marks, key=lambda mark: (mark.start, mark.stop, mark.kind)))
    )


def _offsets(text: str, value: dict[str, Any], article_id: str) -> tuple[int, int]:
    """Return offsets in code points, such that the words between them are those of the export."""
    span = int(value["start"]), int(value["end"])
    words = value.get("text")
    if words is None or text[slice(*span)] == words:
        return span
    units = text.encode("utf-16-le")
    start, stop = (len(units[: 2 * end].decode("utf-16-le", "replace")) for end in span)
    if text[start:stop] != words:
        raise AnnotationError(f"{article_id}: {words!r} is not at {span[0]}-{span[1]} of its text")
    return start, stop
