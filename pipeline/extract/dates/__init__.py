"""Dates, periods and the words that count from the day of writing."""

from pipeline.extract.dates.extractor import KIND, extract
from pipeline.extract.dates.rules import rules

__all__ = ["KIND", "extract", "rules"]
