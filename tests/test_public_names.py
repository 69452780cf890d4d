"""The names that `from pipeline import ...` gives: functions, whatever was imported before."""

import subprocess
import sys

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


IN_ANY_ORDER = f"""
import sys
for name, first in {IMPORTS}.items():
    print(name)
    for each in [each for each in sys.modules if each.partition(".")[0] == "pipeline"]:
        del sys.modules[each]
    exec(first)
    exec({NAMES!r})
"""
"""One process, where each turn imports the program anew; what it rests on is imported once."""


def test_public_names_are_functions_in_every_import_order():
    command = [sys.executable, "-W", "error::ImportWarning", "-c", IN_ANY_ORDER]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    names = "Article ArticleFacts Fact Mention extract load read"
    assert done.stdout.splitlines() == [line for name in IMPORTS for line in (name, names)], done.stderr


def test_import_alone_loads_nothing():
    code = "import sys, pipeline; print([name for name in sys.modules if name.startswith('pipeline.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
