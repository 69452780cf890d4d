"""The names that `from pipeline import ...` gives: functions, whatever was imported before."""

import subprocess
import sys

import pytest

IMPORTS = {
    "nothing": "",
    "a room": "import pipeline.read",
    "a room's module": "import pipeline.extract.amounts",
    "both rooms": "from pipeline.read import records; from pipeline.extract import find_mentions",
    "the tables": "import pipeline.load",
    "the flow": "import pipeline.flow",
    "the command": "import pipeline.cli",
}
NAMES = """
import types
from pipeline import Article, extract, load, read
import pipeline, pipeline.read.frame, pipeline.extract.dates, pipeline.load
from pipeline import extract as again
from pipeline.extract import amounts
assert extract is again is pipeline.extract is pipeline.flow.extract
assert all(isinstance(each, types.FunctionType) for each in (extract, load, read, pipeline.read, pipeline.load))
assert isinstance(amounts, types.ModuleType)
print(*pipeline.__all__)
"""


@pytest.mark.parametrize("first", IMPORTS.values(), ids=IMPORTS)
def test_public_names_are_functions_in_every_import_order(first):
    done = subprocess.run(
        [sys.executable, "-W", "error::ImportWarning", "-c", f"{first}\n{NAMES}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["Article", "ArticleFacts", "Fact", "Mention", "extract", "load", "read"], done.stderr


def test_import_alone_loads_nothing():
    code = "import sys, pipeline; print([name for name in sys.modules if name.startswith('pipeline.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
