"""Rupiah amounts."""

from pipeline.extract.amounts.extractor import KIND, extract
from pipeline.extract.amounts.rules import RULES

__all__ = ["KIND", "RULES", "extract"]
