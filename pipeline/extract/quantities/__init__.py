"""Quantities: a number with a unit that goods are counted by."""

from pipeline.extract.quantities.extractor import KIND, extract
from pipeline.extract.quantities.rules import RULES

__all__ = ["KIND", "RULES", "extract"]
