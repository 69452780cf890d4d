"""Places and governments."""

from pipeline.extract.provinces.extractor import KIND, extract
from pipeline.extract.provinces.rules import RULES

__all__ = ["KIND", "RULES", "extract"]
