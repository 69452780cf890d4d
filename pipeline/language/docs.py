"""Texts with facts as a file of spaCy Docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
from spacy.tokens import DocBin

from pipeline.language.spans import annotate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.language.spans import Facts

LANGUAGE = "id"


def write_docs(path: Path, texts: Iterable[tuple[str, Facts]]) -> None:
    """Write a DocBin with user data: one Doc per text, annotated as by the component."""
    nlp = spacy.blank(LANGUAGE)
    docs = DocBin(store_user_data=True)
    for text, facts in texts:
        doc = nlp.make_doc(text)
        annotate(doc, facts)
        docs.add(doc)
    docs.to_disk(path)
