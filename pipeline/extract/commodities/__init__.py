"""Goods."""

from pipeline.extract.commodities.extractor import KIND, RULES, extract

__all__ = ["KIND", "RULES", "extract"]
