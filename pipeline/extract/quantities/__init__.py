"""Quantities: a number with a unit that goods are counted by."""

from pipeline.extract.quantities.extractor import KIND, extract, rules

__all__ = ["KIND", "extract", "rules"]
