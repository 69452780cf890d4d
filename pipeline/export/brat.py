"""brat: a text and a standoff file per article, and the configuration of the labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.export.documents import AnnotatedDocument, meaning
from pipeline.export.files import file_name, write_text
from pipeline.language.labels import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""The format is made of lines: a stretch that goes over several is given in pieces."""


def write(documents: Iterable[AnnotatedDocument], folder: Path, kinds: Sequence[str]) -> list[Path]:
    """Write `<id>.txt` and `<id>.ann` of each article (odd characters of the id as `%XX`) and the configuration."""
    paths = []
    for document in documents:
        name = file_name(document.article_id)
        paths.append(write_text(folder / f"{name}.txt", document.text))
        paths.append(write_text(folder / f"{name}.ann", "".join(_lines(document))))
    entities = "\n".join(kinds)
    drawing = "\n".join(f"{kind}\tbgColor:{COLOURS[kind]}" for kind in kinds)
    visual = f"[labels]\n{entities}\n\n[drawing]\n{drawing}\n"
    annotation = f"[entities]\n{entities}\n\n[relations]\n\n[events]\n\n[attributes]\n"
    return [*paths, write_text(folder / "annotation.conf", annotation), write_text(folder / "visual.conf", visual)]


def _lines(document: AnnotatedDocument) -> Iterator[str]:
    """Yield the standoff lines: a mark, and what it means as a note."""
    for number, mark in enumerate(document.distinct(), 1):
        pieces = list(LINE.finditer(document.text, mark.start, mark.stop))
        where = ";".join(f"{piece.start()} {piece.end()}" for piece in pieces)
        words = " ".join(piece[0] for piece in pieces)
        yield f"T{number}\t{mark.kind} {where}\t{words}\n"
        if said := " ".join(meaning(mark).split()):
            yield f"#{number}\tAnnotatorNotes T{number}\t{said}\n"
