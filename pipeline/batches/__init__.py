"""Batches: chunks of the inputs, many processes or machines, time limits, and going on after a stop."""

from pipeline.batches.batch import run
from pipeline.batches.options import Options, Progress

__all__ = ["Options", "Progress", "run"]
