"""Rupiah amounts."""

from pipeline.extract.amounts.extractor import KIND, extract, rules

__all__ = ["KIND", "extract", "rules"]
