"""Places and governments."""

from pipeline.extract.provinces.extractor import KIND, extract, rules

__all__ = ["KIND", "extract", "rules"]
