"""Words and sentences: the only room that knows spaCy's insides."""

from pipeline.language.page import Page
from pipeline.language.phrases import Phrases

__all__ = ["Page", "Phrases"]
