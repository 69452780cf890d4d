"""Persons with an office, and later mentions of them."""

from pipeline.extract.officials.extractor import KIND, RULES, extract

__all__ = ["KIND", "RULES", "extract"]
