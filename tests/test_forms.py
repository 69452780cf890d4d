"""Every command that reads a folder, over the three forms of the tables: equal tables and equal words come out."""

import re
import shutil
from contextlib import chdir
from hashlib import sha256
from inspect import signature
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import load, schema
from pipeline.batches import Options, run
from pipeline.cli import app
from pipeline.cli.terminal import UNUSABLE
from pipeline.report.facts import facts
from pipeline.report.tables import Folder
from pipeline.review.decision import Decision
from pipeline.review.session import Session
from pipeline.review.store import Store
from pipeline.write import records, stale

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
FORMS = ("csv", "parquet", "sqlite")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder per form, made of the same articles."""
    home = tmp_path_factory.mktemp("forms")
    for form in FORMS:
        list(run([CORPUS], home / form, Options(jobs=1, form=form)))
    return home


@pytest.fixture
def folders(made, tmp_path):
    """A copy of each, all of one name."""
    for form in FORMS:
        shutil.copytree(made / form, tmp_path / form / "outputs")
    return {form: tmp_path / form / "outputs" for form in FORMS}


def niaga(folder, *arguments):
    """Run a command on a folder; return its status and what it printed, without seconds."""
    with chdir(folder.parent):
        given = [str(each).replace(str(folder), "outputs") for each in arguments]
        done = CliRunner().invoke(app, given, catch_exceptions=False)
    return done.exit_code, re.sub(r"[0-9.]+ s\b", "", done.output).splitlines()


def tables(folder):
    return {table: list(records(folder, table)) for table in schema.names()}


def decide(folder, action, row, **more):
    articles = {each["article_id"]: each for each in records(folder, "articles")}
    about = {name: row[name] for name in ("article_id", "text")} | {name: int(row[name]) for name in ("start", "stop")}
    sha = articles[row["article_id"]]["text_sha256"]
    name = sha256(repr((action, row)).encode()).hexdigest()
    given = {"table": "deals", "text_sha256": sha, "row": row, **about, **more}
    Store(folder).append(Decision(name, "2026-01-02T03:04:05Z", "ani", action, **given))


def valued(folder):
    """Return the deals with a value that are the only ones of their events."""
    deals = list(records(folder, "deals"))
    events = [deal["event_id"] for deal in deals]
    return [deal for deal in deals if deal["amount_idr"] and events.count(deal["event_id"]) == 1]


def correct(folder):
    """Reject one deal, give another a figure by hand, add a third with a typed figure; return the last one's value."""
    first, second, third, *_ = valued(folder)
    decide(folder, "reject", first)
    typed = dict.fromkeys(("amount_idr", "amount_min_idr", "amount_max_idr"), "123456789000")
    decide(folder, "edit", second, changes={**typed, "amount_start": "", "bound": "exact"})
    cells = {name: third[name] for name in ("kind", "status", "hub", "parties", "scope")}
    place = {"article_id": third["article_id"], "start": "0", "stop": "5"}
    text = next(text for name, text in load(folder).texts() if name == third["article_id"])
    more = {"bound": "exact", **dict.fromkeys(typed, "987654321000")}
    decide(folder, "add", {**cells, **place, **more, "text": text[:5], "amount_start": ""})


@pytest.mark.parametrize("form", FORMS)
def test_corrections_reach_events_and_report(folders, form):
    folder = folders[form]
    gone = valued(folder)[0]
    correct(folder)
    niaga(folder, "apply", folder)
    values = {row["amount_idr"] for row in records(folder, "events")}
    assert "123456789000" in values
    assert gone["event_id"] not in {row["event_id"] for row in records(folder, "events")}
    document = facts(Folder(folder), "en")
    columns = document["events"]["columns"]
    told = {row[columns.index("low")] for row in document["events"]["rows"]}
    assert "123456789000" in told
    assert all(row["event_id"] for row in records(folder, "deals"))
    assert stale(folder) == {}
    niaga(folder, "apply", "--undo", folder)
    assert gone["event_id"] in {row["event_id"] for row in records(folder, "events")}


@pytest.mark.parametrize("form", FORMS)
def test_stale_findings_are_told_of(folders, form):
    folder = folders[form]
    niaga(folder, "audit", folder)
    correct(folder)
    remedy = "niaga audit outputs"
    for command in (["apply", folder], ["report", folder]):
        status, told = niaga(folder, *command)
        assert status == 0
        assert any(remedy in line for line in told), command
    assert "niaga audit" in (folder / "report.html").read_text(encoding="utf-8")
    with pytest.warns(UserWarning, match="niaga audit"):
        load(folder)["findings"]
    niaga(folder, "audit", folder)
    assert stale(folder) == {}
    assert not any(remedy in line for line in niaga(folder, "report", folder)[1])


@pytest.mark.parametrize("form", FORMS)
def test_added_articles_make_findings_stale(folders, form, tmp_path):
    folder = folders[form]
    niaga(folder, "audit", folder)
    (tmp_path / "more.txt").write_text("Beras dari Jawa Timur.", encoding="utf-8")
    list(run([tmp_path / "more.txt"], folder, Options(jobs=1, form=form, add=True)))
    assert set(stale(folder)) == {"findings"}


EXPORTS = ("doccano", "label-studio", "brat", "docbin", "flat", "matrix", "graphml", "gexf", "dta")
"""xlsx holds the time of its making."""
STEPS = {
    "audit": ["audit", "OUT"],
    "review": None,
    "apply": ["apply", "OUT"],
    "link": ["link", "OUT"],
    "audit again": ["audit", "OUT", "--lang", "id"],
    "report": ["report", "OUT"],
    "gold": ["gold", "OUT", "--all", "--sighted", "-o", "OUT/gold.jsonl"],
    **{f"export {to}": ["export", "OUT", "--to", to, "-o", "OUT/../exported"] for to in EXPORTS},
    "import": ["import", "OUT", "OUT/../exported/doccano.jsonl", "--from", "doccano", "--into", "OUT/../back.jsonl"],
    "publish": ["publish", "OUT", "-o", "OUT/../public"],
    "evaluate": ["evaluate", "OUT", "--gold", str(CORPUS.parent / "gold.jsonl")],
    "undo": ["apply", "--undo", "OUT"],
}
"""Name -> command with OUT for the folder; None where reviewers decide."""


def made_beside(folder):
    """Return what the commands wrote beside the folder of tables, by its path."""
    home = folder.parent
    paths = [path for path in home.rglob("*") if path.is_file() and folder not in path.parents]
    return {str(path.relative_to(home)): path.read_bytes() for path in paths} | {
        "gold.jsonl": (folder / "gold.jsonl").read_bytes()
    }


@pytest.mark.filterwarnings("ignore:the table findings")
def test_every_command_says_and_writes_the_same(folders, monkeypatch):
    monkeypatch.setattr("pipeline.cli.progress.EVERY_SECONDS", 3600.0)  # a line of progress depends on the machine
    for name, step in STEPS.items():
        results = {}
        for form, folder in folders.items():
            if step is None:
                correct(folder)
                article = next(records(folder, "articles"))["article_id"]
                whole = {"article_id": article, "start": "0", "stop": "0", "text": ""}
                decide(folder, "accept", whole, table="articles")
                queue = [(item.doubt, item.reasons, item.row) for item in Session(folder, "ani").view().items]
                results[form] = queue, tables(folder)
            else:
                said = niaga(folder, *(part.replace("OUT", str(folder)) for part in step))
                assert said[0] < UNUSABLE, said
                results[form] = said, tables(folder)
        assert results["parquet"] == results["csv"], name
        assert results["sqlite"] == results["csv"], name
    pages = {form: facts(Folder(folder), "en") for form, folder in folders.items()}
    assert pages["parquet"] == pages["sqlite"] == pages["csv"]
    written = {form: made_beside(folder) for form, folder in folders.items()}
    assert len(written["csv"]) > len(EXPORTS)
    assert written["parquet"] == written["csv"]
    assert written["sqlite"] == written["csv"]


def test_every_command_that_reads_a_folder_is_among_them():
    """A new command is tried over the three forms too; what review serves is tried by its session, as a step."""
    reading = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if {"folder", "outputs"} & set(signature(command.callback).parameters)
    }
    assert reading | {"evaluate"} == {step[0] for step in STEPS.values() if step} | {"review"}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_strays_beside_the_tables(folders, form):
    folder = folders[form]
    before = {path.name for path in folder.iterdir()}
    niaga(folder, "audit", folder)
    correct(folder)
    niaga(folder, "apply", folder)
    assert {path.name for path in folder.iterdir()} - before == {"reviews.jsonl", ".reviews.lock", "machine"}
    endings = {path.suffix for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")}
    assert (".csv" in endings) == (form == "csv")


def test_the_list_of_same_persons_is_kept(folders, tmp_path):
    folder = folders["csv"]
    one, other = [row["official_id"] for row in records(folder, "people")][:2]
    listed = tmp_path / "mine.csv"
    listed.write_text(f"kind,left,right,note\nsame_as,{one},{other},\n", encoding="utf-8")
    niaga(folder, "link", folder, "--same-as", listed)
    joined = len(list(records(folder, "people")))
    correct(folder)
    niaga(folder, "apply", folder)
    assert len(list(records(folder, "people"))) == joined
    list(run([CORPUS], folder, Options(jobs=1, restart=True)))
    assert len(list(records(folder, "people"))) == joined
