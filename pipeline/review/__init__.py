"""Corrections by people: a page to make them, a file that keeps them, and tables with them laid on."""

from pipeline.review.apply import Summary, apply, restore
from pipeline.review.machine import ReviewError

__all__ = ["ReviewError", "Summary", "apply", "restore"]
