"""The house keeps its plan: who imports whom, how long things are, and the same names in every room."""

import ast
import importlib
import statistics
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from pipeline import normalize, schema
from pipeline.extract import ROOMS

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))

OWN = {
    "pipeline": {"flow", "load", "model"},
    "__main__": {"cli"},
    "cli": {
        "explain",
        "flow",
        "link",
        "load",
        "model",
        "write",
        "schema",
        "lexicon",
        "analysis",
        "audit",
        "report",
        "review",
        "evaluate",
        "exchange",
        "publish",
        "read",
        "language",
        "scale",
        "relate",
        "train",
    },
    "explain": {"flow", "model", "relate", "write"},
    "load": {"schema", "write"},
    "flow": {"read", "language", "extract", "normalize", "relate", "model"},
    "read": {"lexicon", "schema", "model"},
    "language": {"lexicon", "schema", "model"},
    "language/component": {"flow", "lexicon", "model", "read", "relate"},
    "extract": {"language", "lexicon", "model"},
    "normalize": {"language", "lexicon", "model"},
    "relate": {"language", "lexicon", "model"},
    "train": {"evaluate", "extract", "language", "lexicon", "model", "normalize", "read", "relate"},
    "link": {"language", "lexicon", "load", "schema", "model", "write"},
    "write": {"lexicon", "schema", "model"},
    "write/manifest": {"lexicon", "schema", "model", "relate"},
    "audit": {"language", "lexicon", "load", "schema", "model", "write"},
    "analysis": {"load", "report", "schema", "write"},
    "report": {"load", "write"},
    "publish": {"schema", "write"},
    "review": {"lexicon", "link", "schema", "model", "write"},
    "evaluate": {"lexicon", "load", "schema", "write", "model"},
    "exchange": {"language", "lexicon", "load", "schema"},
    "scale": {"flow", "link", "read", "write", "schema", "model"},
    "lexicon": set(),
    "schema": set(),
    "model": set(),
}
"""Room, or module outside the rooms, or one module with a rule of its own (the spaCy component takes the whole flow
to others) -> the rooms it may import; every room may import itself."""

THIRD = {
    "cli": {"typer", "rich", "pandas"},
    "explain": {"rich"},
    "load": {"pandas"},
    "language": {"spacy"},
    "extract": {"spacy", "regex", "rapidfuzz"},
    "normalize": {"regex", "rapidfuzz"},
    "normalize/dates": {"dateparser", "regex"},
    "relate": {"numpy"},
    "train": {"lightgbm", "numpy", "scipy"},
    "link": {"numpy", "rapidfuzz", "pandas"},
    "analysis": {"networkx", "pandas", "xlsxwriter"},
    "audit": {"pandas", "rapidfuzz"},
    "report": {"jinja2", "markupsafe", "pandas", "vl_convert"},
    "review": {"jinja2", "starlette", "uvicorn"},
    "evaluate": set(),
    "exchange": {"pandas"},
}
"""Room, or one module of it where that has a rule of its own -> the third parties at home there; nobody else has any."""

EVIDENCE = ("article_id", "start", "stop", "text", "rule")
KINDS = [room.KIND for room in ROOMS]


def place(path):
    """Return the room, or the module outside the rooms, and the module within (`normalize/dates`)."""
    parts = path.relative_to(ROOT / "pipeline").with_suffix("").parts
    if parts == ("__init__",):
        return "pipeline", "pipeline"
    return parts[0], "/".join(parts)


def imports(path):
    """Yield the dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path):
    """Yield (name, lines) of every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


@pytest.fixture(params=MODULES, ids=lambda path: str(path.relative_to(ROOT / "pipeline")))
def module(request):
    return request.param


def test_imports_own_rooms(module):
    room, name = place(module)
    own = {imported.split(".")[1] for imported in imports(module) if imported.startswith("pipeline.")}
    assert own - OWN.get(name, OWN[room]) - {room} == set()


def test_imports_third_parties(module):
    room, name = place(module)
    tops = {imported.split(".")[0] for imported in imports(module)} - {"pipeline"} - sys.stdlib_module_names
    assert tops - THIRD.get(name, THIRD.get(room, set())) == set()


def test_spacy_matchers_only_outside_language(module):
    room, _ = place(module)
    inside = [name for name in imports(module) if name.startswith("spacy.") and not name.startswith("spacy.matcher")]
    assert room == "language" or inside == []


def graph():
    """Return module -> the modules of ours that it imports, also where only types are meant or when called."""
    names = {}
    for path in MODULES:
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        names[dotted] = path
    found = {}
    for name, path in names.items():
        wanted = {each if each in names else each.rpartition(".")[0] for each in imports(path)}
        found[name] = {each for each in wanted if each in names and not name.startswith(f"{each}.")} - {name}
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


def test_kinds_do_not_know_each_other(module):
    room, name = place(module)
    kinds = {f"pipeline.{room}.{kind}" for kind in KINDS if name != f"{room}/{kind}"}
    known = [imported for imported in imports(module) if imported in kinds or imported.rpartition(".")[0] in kinds]
    assert room not in {"extract", "normalize"} or module.stem not in KINDS or known == []


def test_modules_are_short(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 250
    assert [(name, lines) for name, lines in functions(module) if lines > 40] == []


def test_functions_are_short_as_a_rule():
    assert statistics.median(lines for path in MODULES for _, lines in functions(path)) < 10


@pytest.mark.parametrize("room", ROOMS, ids=KINDS)
def test_extractors_are_all_alike(room):
    assert room.__name__ == f"pipeline.extract.{room.KIND}"
    assert callable(room.extract)
    assert hasattr(room, "RULES") or callable(room.rules)


@pytest.mark.parametrize("kind", KINDS)
def test_one_name_in_every_room(kind):
    assert callable(importlib.import_module(f"pipeline.normalize.{kind}").normalize)
    assert kind in normalize.ROOMS
    assert kind in schema.names()
    assert (ROOT / "tests" / "cases" / f"{kind}.csv").is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_values_are_rows(kind):
    """One frozen class with slots has the table's columns behind the evidence, in order, each described."""
    home = importlib.import_module(f"pipeline.normalize.{kind}")
    columns = schema.columns(kind)
    assert columns[: len(EVIDENCE)] == EVIDENCE
    values = [each for each in vars(home).values() if is_dataclass(each) and each.__module__ == home.__name__]
    rows = [each for each in values if tuple(field.name for field in fields(each)) == columns[len(EVIDENCE) :]]
    assert len(rows) == 1
    assert rows[0].__dataclass_params__.frozen
    assert "__slots__" in vars(rows[0])


def test_every_kind_is_found():
    assert sorted(normalize.ROOMS) == sorted(KINDS)
