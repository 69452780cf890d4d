"""Corrections by people: a page to make them, a file that keeps them, and tables with them laid on."""

from pipeline.review.apply import Summary, apply, restore
from pipeline.review.original_tables import ReviewError

__all__ = ["ReviewError", "Summary", "apply", "restore"]
