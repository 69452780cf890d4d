"""Tables against gold: precision, recall, and every error with its evidence."""

from pipeline.evaluate.changes import changes
from pipeline.evaluate.figures import Figure, figures
from pipeline.evaluate.found import Found, from_facts, from_folder
from pipeline.evaluate.gold import GoldError, read_gold
from pipeline.evaluate.verdicts import Verdict, judge

__all__ = [
    "Figure",
    "Found",
    "GoldError",
    "Verdict",
    "changes",
    "figures",
    "from_facts",
    "from_folder",
    "judge",
    "read_gold",
]
