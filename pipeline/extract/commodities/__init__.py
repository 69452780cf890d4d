"""Goods."""

from pipeline.extract.commodities.extractor import KIND, extract
from pipeline.extract.commodities.rules import RULES

__all__ = ["KIND", "RULES", "extract"]
