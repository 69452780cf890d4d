"""Imported once by the server that workers are forked from: they share its word lists and patterns."""

from pipeline.batches.worker import warm

warm()
