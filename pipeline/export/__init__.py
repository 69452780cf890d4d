"""Tables -> what annotation tools take, and what people corrected there -> gold.

One file per tool, all alike: `write(documents, folder, kinds) -> files`; those that give corrections back also
`read(path) -> documents`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export.brat import write as write_brat
from pipeline.export.docbin import write as write_docbin
from pipeline.export.doccano import read as read_doccano
from pipeline.export.doccano import write as write_doccano
from pipeline.export.documents import MENTIONS, AnnotationError, documents
from pipeline.export.gold import corrected, merged
from pipeline.export.label_studio import read as read_label_studio
from pipeline.export.label_studio import write as write_label_studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.export.documents import AnnotatedDocument

__all__ = ["FORMS", "MENTIONS", "READERS", "AnnotationError", "corrected", "documents", "merged"]

FORMS: dict[str, Callable[[Iterable[AnnotatedDocument], Path, Sequence[str]], list[Path]]] = {
    "brat": write_brat,
    "docbin": write_docbin,
    "doccano": write_doccano,
    "label-studio": write_label_studio,
}
"""Name of a tool -> writes documents for it into a folder, returns the files."""

READERS: dict[str, Callable[[Path], Iterator[AnnotatedDocument]]] = {
    "doccano": read_doccano,
    "label-studio": read_label_studio,
}
"""Name of a tool -> reads what it exports."""
