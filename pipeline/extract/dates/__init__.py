"""Dates, periods and the words that count from the day of writing."""

from pipeline.extract.dates.extractor import KIND, extract
from pipeline.extract.dates.rules import RULES

__all__ = ["KIND", "RULES", "extract"]
