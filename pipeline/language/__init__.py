"""Words and sentences: the only room that knows spaCy's insides."""

from pipeline.language.document import Document
from pipeline.language.phrases import Phrases

__all__ = ["Document", "Phrases"]
