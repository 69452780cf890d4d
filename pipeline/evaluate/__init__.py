"""Tables against gold: precision, recall, and every error with its evidence."""

from pipeline.evaluate.changes import changes
from pipeline.evaluate.figures import Score, figures
from pipeline.evaluate.found import FoundTables, from_facts, from_folder
from pipeline.evaluate.gold import GoldError, read_gold
from pipeline.evaluate.verdicts import Verdict, judge

__all__ = [
    "FoundTables",
    "GoldError",
    "Score",
    "Verdict",
    "changes",
    "figures",
    "from_facts",
    "from_folder",
    "judge",
    "read_gold",
]
