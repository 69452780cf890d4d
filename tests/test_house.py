"""The house keeps its plan: who imports whom, how long things are, and the same names in every room.

What is allowed beyond the plan stands in `house.toml`, and goes from there when it is no longer used.
"""

import ast
import importlib
import re
import statistics
import sys
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from pipeline import normalize, schema, values
from pipeline.extract import ROOMS
from pipeline.extract.rule import Rule

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "pipeline"
ALLOWED = tomllib.loads((Path(__file__).parent / "house.toml").read_text(encoding="utf-8"))

EVIDENCE = ("article_id", "start", "stop", "text", "rule")
KINDS = [room.KIND for room in ROOMS]
LONGEST_FILE, LONGEST_FUNCTION, USUAL_FUNCTION = 250, 40, 10
"""Lines."""

LONGEST_LINE = 120
"""Characters."""


def imports(source):
    """Return the dotted names that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names}
    return names


SOURCES = {
    path.relative_to(HOUSE).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(HOUSE.rglob("*.py"))
}
"""Module (`extract/numerals`, `extract/__init__`) -> its text."""

IMPORTS = {module: imports(source) for module, source in SOURCES.items()}


def room(module):
    return module.partition("/")[0]


def rooms_imported(module, names):
    """Return the other rooms of ours that a module imports."""
    return {name.split(".")[1] for name in names if name.startswith("pipeline.")} - {room(module)}


def third_parties(names):
    return {name.partition(".")[0] for name in names} - {"pipeline", "__future__"} - sys.stdlib_module_names


def kinds_imported(module, names):
    """Return the kinds that a module of extract or normalize knows, its own left out; of other modules none."""
    home, _, inner = module.partition("/")
    if home not in {"extract", "normalize"} or inner == "__init__":
        return set()
    others = [kind for kind in KINDS if kind not in inner.split("/")]
    return {kind for kind in others if any(f"{name}.".startswith(f"pipeline.{home}.{kind}.") for name in names)}


def entry(table, module):
    """Return the key of an allowance table under which a module falls."""
    return module if module in table else room(module)


def used(imported, table):
    """Return, for each key of an allowance table, what the modules under it import, and what it does not allow."""
    found = {key: set() for key in table}
    for module, names in IMPORTS.items():
        found.setdefault(entry(table, module), set()).update(imported(module, names))
    return {key: each for key, each in found.items() if each or key in table}


CHECKS = {
    "own": rooms_imported,
    "third": lambda _, names: third_parties(names),
    "kinds": kinds_imported,
}
"""Allowance table -> (module, names that it imports) -> what of it must be allowed."""


@pytest.mark.parametrize("table", CHECKS)
def test_imports_are_those_allowed_and_no_allowance_stands_unused(table):
    allowed = {key: set(each) for key, each in ALLOWED[table].items()}
    assert used(CHECKS[table], allowed) == allowed


BREACHES = {
    "another room": ("own", "read/html", "import pipeline.write.csv"),
    "another room when called": ("own", "read/html", "def f():\n    from pipeline import relate"),
    "a third party": ("third", "read/html", "from pandas import DataFrame"),
    "spaCy outside its room": ("third", "extract/commodities", "from spacy.matcher import PhraseMatcher"),
    "a relative import": ("third", "write/csv", "from . import tables"),
    "a kind that knows another": ("kinds", "extract/amounts", "from pipeline.extract import dates"),
    "a helper that knows a kind": ("kinds", "extract/numerals", "from pipeline.extract.provinces import extract"),
    "a helper of one kind": ("kinds", "extract/officials/names", "from pipeline.extract.provinces.longer import x"),
}


@pytest.mark.parametrize(("table", "module", "source"), BREACHES.values(), ids=BREACHES)
def test_a_breach_is_seen(table, module, source):
    allowed = ALLOWED[table].get(entry(ALLOWED[table], module), [])
    assert CHECKS[table](module, imports(source)) - set(allowed)


def graph():
    """Return module -> the modules of ours that it imports, also where only types are meant or when called."""
    dotted = {f"pipeline.{module}".replace("/", ".").removesuffix(".__init__"): module for module in SOURCES}
    found = {}
    for name, module in dotted.items():
        wanted = {each if each in dotted else each.rpartition(".")[0] for each in IMPORTS[module]}
        found[name] = {each for each in wanted if each in dotted and not name.startswith(f"{each}.")} - {name}
    return found


def test_no_module_imports_itself_on_a_way_round():
    ways, done = graph(), set()

    def walk(name, path):
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name not in done:
            for each in sorted(ways[name]):
                walk(each, [*path, name])
            done.add(name)

    for name in ways:
        walk(name, [])


def functions():
    """Return (module, name, lines) of every function."""
    return [
        (module, node.name, node.end_lineno - node.lineno + 1)
        for module, source in SOURCES.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines()


def test_files_are_short():
    files = [path for ending in ("py", "js", "css", "html*") for path in HOUSE.rglob(f"*.{ending}")]
    assert [path for path in files if len(lines_of(path)) > LONGEST_FILE] == []


def test_lines_of_scripts_are_short():
    """Ruff holds the lines of Python to as many; a file is not short because its lines are long."""
    scripts = [path for path in HOUSE.rglob("*.js") if not path.name.endswith(".min.js")]
    assert [(path, line) for path in scripts for line in lines_of(path) if len(line) > LONGEST_LINE] == []


def test_functions_are_short():
    assert [each for each in functions() if each[-1] > LONGEST_FUNCTION] == []
    assert statistics.median(lines for *_, lines in functions()) < USUAL_FUNCTION


def test_kinds_are_all_alike():
    """Each has its name in every room, finds, means, and names its rules."""
    assert sorted(normalize.ROOMS) == sorted(KINDS)
    for kind_room in ROOMS:
        assert kind_room.__name__ == f"pipeline.extract.{kind_room.KIND}"
        assert callable(kind_room.extract)
        assert callable(importlib.import_module(f"pipeline.normalize.{kind_room.KIND}").normalize)
        assert kind_room.KIND in schema.names()
        assert (ROOT / "tests" / "cases" / f"{kind_room.KIND}.csv").is_file()
        assert kind_room.RULES
        assert all(isinstance(rule, Rule) for rule in kind_room.RULES)
        names = [rule.name for rule in kind_room.RULES]
        assert len(names) == len(set(names))


def test_values_are_rows():
    """One frozen class with slots has the table's columns behind the evidence, in order."""
    rows = {tuple(part.name for part in fields(each)): each for each in vars(values).values() if is_dataclass(each)}
    for kind in (*KINDS, "deals", "flows"):
        columns = schema.columns(kind)
        assert columns[: len(EVIDENCE)] == EVIDENCE
        row = rows[columns[len(EVIDENCE) :]]
        assert row.__dataclass_params__.frozen
        assert "__slots__" in vars(row)


def test_the_tour_names_every_room():
    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", tour, re.MULTILINE)
    assert sorted(named) == sorted({room(module) for module in SOURCES} - {"__init__", "__main__"})
