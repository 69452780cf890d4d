"""The command as a user meets it: what it prints, its exit status, and what it leaves alone."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from io import BufferedReader, BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from review_folder import decide
from typer.testing import CliRunner

from pipeline import cli
from pipeline.cli import app, progress
from pipeline.flow import explained, read
from pipeline.write import records

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
GOOD = "Surabaya (ANTARA) - Misi dagang Jatim di Bali membukukan transaksi Rp90 miliar.\n"


@pytest.fixture
def niaga(monkeypatch, capsys):
    """Run the command; return its exit status and what it printed to both streams."""

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["niaga", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        printed = capsys.readouterr()
        return stop.value.code or 0, printed.out, printed.err

    return run


def errors(folder):
    return {(Path(row["source"]).name, row["record"]): row["error"] for row in rows(folder / "errors.csv")}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_good_input_ends_with_0(niaga, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    status, printed, _ = niaga("extract", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert status == 0
    assert "1 article, 0 errors" in printed


def test_bad_inputs_are_listed_and_the_rest_is_done(niaga, tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "none").mkdir()
    lines = ['{"id": 1, "text": "Harga beras naik."}', "{broken", '{"id": 1, "text": "Harga gula naik."}']
    (tmp_path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    names = ("good.txt", "empty.txt", "binary.txt", "none", "records.jsonl")
    status, _, complaint = niaga("extract", *(tmp_path / name for name in names), "-o", tmp_path / "out")
    assert status == 3
    assert "see the table errors" in complaint
    assert errors(tmp_path / "out") == {
        ("empty.txt", ""): "empty",
        ("binary.txt", ""): "binary",
        ("none", ""): "no_articles",
        ("records.jsonl", "2"): "broken_json",
        ("records.jsonl", "3"): "duplicate_id",
    }
    assert [row["article_id"] for row in rows(tmp_path / "out/articles.csv")] == ["good", "1"]


TYPOS = (["nothere"], ["a.txt", "nothere.txt"], ["nothere/*.txt"], ["nothere", "--restart"], ["nothere", "--add"])


@pytest.mark.parametrize("typed", TYPOS, ids=" ".join)
def test_an_input_that_is_not_there_is_found_before_anything_is_written(niaga, tmp_path, monkeypatch, typed):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    assert niaga("extract", "a.txt", "-o", "new/none")[0] == 0
    shutil.rmtree("new")
    status, _, complaint = niaga("extract", *typed, "-o", "new")
    assert status == 2
    assert re.fullmatch(r"niaga: nothere\S* is not there; .*\n", complaint)
    assert not Path("new").exists()
    niaga("extract", "a.txt", "-o", "outputs")
    before = {path: path.read_bytes() for path in Path("outputs").rglob("*") if path.is_file()}
    assert niaga("extract", *typed, "-o", "outputs")[0] == 2
    assert {path: path.read_bytes() for path in Path("outputs").rglob("*") if path.is_file()} == before


def test_only_errors_of_this_run_count(niaga, tmp_path):
    """An error of an earlier batch is not told again by every later one."""
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "more.txt").write_text("Harga gula naik.", encoding="utf-8")
    folder = tmp_path / "out"
    status, _, complaint = niaga("extract", tmp_path / "good.txt", tmp_path / "empty.txt", "-o", folder)
    assert status == 3
    assert "empty.txt: The file is empty" in complaint
    assert niaga("extract", tmp_path / "more.txt", "-o", folder, "--add")[0] == 0
    assert len(rows(folder / "errors.csv")) == 1
    again = niaga("extract", tmp_path / "more.txt", "-o", folder, "--add")
    assert again[0] == 3
    assert "more.txt: An article before it has the id 'more'" in again[2]


def test_errors_are_told_in_two_lines(niaga, tmp_path):
    """The first with its remedy, then how many there are and where."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("")
    for inputs, told in ((["a.txt"], "1 input"), (["a.txt", "b.txt"], "2 inputs")):
        folder = tmp_path / told
        complaint = niaga("extract", *(tmp_path / name for name in inputs), "-o", folder)[2]
        first, where = complaint.splitlines()
        assert first.endswith("a.txt: The file is empty; put the article's text into it or leave it out.")
        assert where == f"niaga: {told} could not be read: see the table errors in {folder}"


def test_a_file_name_that_is_no_utf_8_stops_nothing(niaga, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    for name in (b"b\xff.txt", b"empty\xff.txt", b"c.p\xff"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(
            b"" if b"empty" in name else b"Harga beras naik."
        )
    status, _, complaint = niaga(
        "extract", folder, os.fsdecode(os.fsencode(folder) + b"/b\xff.txt"), "-o", tmp_path / "out"
    )
    assert (status, "1 .p\ufffd" in complaint) == (3, True)
    assert [Path(row["source"]).name for row in rows(tmp_path / "out" / "articles.csv")] == ["a.txt", "b\ufffd.txt"]
    assert errors(tmp_path / "out") == {("empty\ufffd.txt", ""): "empty"}
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["passed_over"] == {".p\ufffd": 1}


def test_standard_input_that_is_closed_or_empty(niaga, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    status, _, complaint = niaga("extract", "-", "-o", tmp_path / "closed")
    assert status == 3
    assert complaint.startswith("niaga: standard input: Standard input is closed; ")
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BufferedReader(BytesIO(b""))))
    assert niaga("extract", "-", "-o", tmp_path / "empty")[2].startswith("niaga: standard input: The file is empty; ")


def test_a_pipe_by_its_name_is_not_waited_for(niaga, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    status, _, complaint = niaga("extract", tmp_path / "pipe.txt", "-o", tmp_path / "out")
    assert status == 3
    assert "pipe.txt: This is a pipe or a device, which can't be read twice; " in complaint


def test_a_run_that_read_nothing_is_in_nobodys_way(niaga, tmp_path):
    """A wrong address leaves tables without articles; the right one needs no --restart."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "out"
    assert niaga("extract", "http://127.0.0.1:9/a.txt", "-o", folder)[0] == 3
    assert niaga("extract", tmp_path / "a.txt", "-o", folder)[0] == 0
    assert len(rows(folder / "articles.csv")) == 1


def test_a_terminal_that_lacks_a_character(tmp_path):
    """What is done is told in the characters that there are, not ended by a traceback."""
    (tmp_path / "a.txt").write_text(
        f"{GOOD} Pasar “Wonokromo” dibuka Rabu (4/11/2019) … ".replace("ANTARA", "Bétawi"), encoding="utf-8"
    )
    for step in (["explain", "a.txt"], ["extract", "a.txt", "--preview"], ["audit", "outputs"]):
        command = [sys.executable, "-m", "pipeline", *step]
        ascii_only = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(CORPUS.parents[1])}
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=ascii_only)
        assert done.returncode < 2, done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_of_other_kinds_are_counted_and_a_pipe_is_not_waited_for(niaga, tmp_path, jobs):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    for name in ("b.pdf", "c.PDF", "d.docx", "LICENSE", ".hidden"):
        (folder / name).touch()
    os.mkfifo(folder / "pipe.txt")
    status, _, complaint = niaga("extract", folder, "-o", tmp_path / "out", "--jobs", jobs)
    assert status == 0
    assert "passed over files of other kinds: 1 without ending, 1 .docx, 2 .pdf, 1 special file" in complaint
    run = json.loads((tmp_path / "out" / "run.json").read_text())
    assert run["passed_over"] == {"": 1, ".docx": 1, ".pdf": 2, "special file": 1}


def test_source_is_written_relative_to_a_root(niaga, tmp_path):
    home = tmp_path / "private" / "news"
    home.mkdir(parents=True)
    (home / "a.txt").write_text(GOOD, encoding="utf-8")
    (home / "b.jsonl").write_text('{"id": "b", "text": "Harga beras naik."}\n{"id": "c"}', encoding="utf-8")
    folder = tmp_path / "out"
    niaga("extract", home, "-o", folder, "--source-root", tmp_path / "private")
    assert [row["source"] for row in rows(folder / "articles.csv")] == ["news/a.txt", "news/b.jsonl:1"]
    assert [row["source"] for row in rows(folder / "errors.csv")] == ["news/b.jsonl"]
    assert str(tmp_path) not in (folder / "run.json").read_text(encoding="utf-8")


def test_a_long_list_of_inputs_is_cut(niaga, tmp_path):
    paths = [tmp_path / f"a{number}.txt" for number in range(40)]
    for path in paths:
        path.write_text(f"{GOOD} {path.stem}", encoding="utf-8")
    niaga("extract", *paths, "-o", tmp_path / "out")
    status, _, complaint = niaga("extract", paths[0], "-o", tmp_path / "out", "--add", "--format", "sqlite")
    assert status == 2
    assert "--format csv" in complaint
    assert len(complaint) < 400


@pytest.mark.parametrize("tool", ["brat", "docbin", "doccano", "label-studio"])
def test_an_export_never_goes_into_the_outputs(niaga, tmp_path, tool):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    niaga("extract", tmp_path / "a.txt", "-o", tmp_path / "out")
    before = sorted((tmp_path / "out").iterdir())
    status, _, complaint = niaga("export", tmp_path / "out", "--to", tool, "-o", tmp_path / "out" / ".")
    assert (status, "give another folder with -o" in complaint) == (2, True)
    assert sorted((tmp_path / "out").iterdir()) == before


def test_decisions_on_findings_wait_for_the_audit(niaga, tmp_path):
    """A finding that was settled is not gone while the audit of new tables has not run."""
    text = GOOD + " Pasar dibuka Rabu (4/11/2019)."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    folder = tmp_path / "out"
    niaga("extract", tmp_path / "a.txt", "-o", folder)
    niaga("audit", folder)
    finding = next(row for row in rows(folder / "findings.csv") if row["check"] == "weekday")
    about = {"text_sha256": sha256(text.encode()).hexdigest(), "verdict": "explained"}
    decide(folder, "settle", "findings", finding, **about)
    complaint = niaga("extract", tmp_path / "a.txt", "-o", folder)[2]
    assert "no longer fit" not in complaint
    assert "1 explained" in niaga("audit", folder)[1]
    assert next(row for row in rows(folder / "findings.csv") if row["check"] == "weekday")["reviewed"] == "explained"


@pytest.mark.parametrize(
    "command, told",
    [
        ("link", "linking the articles"),
        ("apply", "laying the decisions over the tables"),
        ("audit", "checking the tables"),
        ("report", "making the page"),
    ],
)
def test_long_work_tells_that_it_goes_on(niaga, tmp_path, monkeypatch, command, told):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    niaga("extract", tmp_path / "a.txt", "-o", tmp_path / "out")
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0.0)
    assert f"niaga: {told}, 0 s" in niaga(command, tmp_path / "out")[2]


def test_a_long_run_tells_that_it_links(niaga, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0.01)
    complaint = niaga("extract", tmp_path / "a.txt", "-o", tmp_path / "out")[2]
    assert "niaga: linking the articles and writing the tables, 0 s" in complaint


def test_explain_of_an_unknown_id(niaga, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "one", "text": "Harga beras naik."}')
    assert niaga("explain", tmp_path / "a.jsonl", "--id", "one")[0] == 0
    status, _, complaint = niaga("explain", tmp_path / "a.jsonl", "--id", "two")
    assert status == 2
    assert "holds no article with the id two" in complaint


def test_gold_beside_the_articles_is_passed_over_with_a_word(niaga, tmp_path):
    for hand in ("aa", "bb"):
        folder = tmp_path / "in" / hand
        (folder / "articles").mkdir(parents=True)
        (folder / "articles" / f"{hand}-1.txt").write_text(GOOD, encoding="utf-8")
        (folder / "gold.jsonl").write_text(json.dumps({"id": f"{hand}-1", "provinces": ["35", "51"]}))
    status, printed, complaint = niaga("extract", tmp_path / "in", "-o", tmp_path / "out")
    assert (status, "2 articles, 0 errors" in printed) == (0, True)
    assert complaint.count("niaga: passed over gold") == 1


def test_no_cell_of_a_record_runs_in_a_spreadsheet(niaga, tmp_path):
    record = {"id": "=1+1", "title": "=HYPERLINK(1)", "source": "@SUM(A1)", "url": "+1", "text": GOOD}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    niaga("extract", tmp_path / "a.jsonl", "-o", tmp_path / "out")
    tables = sorted((tmp_path / "out").glob("*.csv"))
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == [], table.name
    assert {row["article_id"] for row in rows(tmp_path / "out/provinces.csv")} == {"'=1+1"}


def test_a_foreign_folder_is_left_alone(niaga, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "articles.csv").write_text("my own work")
    status, _, complaint = niaga("extract", tmp_path / "a.txt", "-o", folder)
    assert status == 2
    assert len(complaint.strip().splitlines()) == 1
    assert "articles.csv" in complaint
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("articles.csv", "my own work")]


def test_an_unknown_field_name_is_the_users_mistake(niaga, tmp_path):
    status, _, complaint = niaga("extract", tmp_path, "-o", tmp_path / "out", "--field", "words=text")
    assert status == 2
    assert "NAME one of" in complaint
    assert not (tmp_path / "out").exists()


def test_field_names_map_records(niaga, tmp_path):
    record = {"nid": "x1", "content": "Harga beras di Bali naik.", "headline": "Harga naik"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    fields = ("--field", "id=nid", "--field", "text=content", "--field", "title=headline")
    assert niaga("extract", tmp_path / "a.jsonl", "-o", tmp_path / "out", *fields)[0] == 0
    (line,) = (tmp_path / "out/articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"article_id": "x1", "text": "Harga naik\nHarga beras di Bali naik."}


def test_explain_shows_a_deal_word_by_word():
    article = CORPUS / "antara-malut-2025-09-18-misi-dagang-jatim.txt"
    printed = CliRunner().invoke(app, ["explain", str(article)], env={"COLUMNS": "200"}).output
    for words in ("deal antara-malut", "realised, with", "ID-MU: "):
        assert words in printed


def test_explain_shows_what_weighed():
    """The score of each deal and flow with what moved it, and the likeliest of what was left out."""
    article = CORPUS / "antara-malut-2025-09-18-misi-dagang-jatim.txt"
    decided = explained(next(iter(read(article))))
    command = [sys.executable, "-m", "pipeline", "explain", str(article)]
    wide = os.environ | {"COLUMNS": "200"}  # of a process of its own: a width read earlier stays
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=wide).stdout
    for title in ("deals: what decided", "flows: what decided", "flows: likeliest of what was left out"):
        assert title in printed
    decisions = decided.decisions()
    for kind in ("deals", "flows"):
        taken = [each for each in decisions if each.kind == kind and not each.left]
        assert sorted(each.confidence for each in taken) == sorted(
            fact.value.confidence for fact in decided.facts[kind]
        )
    for each in decisions[:3]:
        assert len(each.weights) == 5
        assert f"{each.weights[0].feature}=" in printed
        assert f"{each.score:.3f}" in printed


def test_explain_escapes_markup(tmp_path):
    (tmp_path / "a.txt").write_text("Harga [bold red]beras[/] di Bali naik [/nonsense] [link=x]Rp5 miliar[/link].\n")
    result = CliRunner().invoke(app, ["explain", str(tmp_path / "a.txt")], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "[bold red]beras[/]" in result.output


def test_two_runs_give_equal_bytes(niaga, tmp_path):
    digests = []
    for name in ("one", "two"):
        assert niaga("extract", CORPUS, "-o", tmp_path / name)[0] == 0
        files = (path for path in sorted((tmp_path / name).rglob("*")) if path.is_file() and path.name != "run.json")
        digests.append(
            {str(path.relative_to(tmp_path / name)): sha256(path.read_bytes()).hexdigest() for path in files}
        )
    assert digests[0] == digests[1]
    assert "deals.csv" in digests[0]


def test_the_data_package_is_valid(niaga, tmp_path, monkeypatch):
    frictionless = pytest.importorskip("frictionless")
    assert niaga("extract", CORPUS, "-o", tmp_path / "out")[0] == 0
    monkeypatch.chdir(tmp_path / "out")
    report = frictionless.validate("datapackage.json")
    assert report.flatten(["fieldName", "rowNumber", "note", "type"]) == []


def test_decisions_outlive_a_new_run(niaga, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "out"
    assert niaga("extract", tmp_path / "a.txt", "-o", folder)[0] == 0
    (deal,) = rows(folder / "deals.csv")
    decide(folder, "reject", "deals", deal, text_sha256=sha256(GOOD.encode()).hexdigest())
    status, printed, _ = niaga("extract", tmp_path / "a.txt", "-o", folder)
    assert status == 0
    assert "1 rejected" in printed
    assert [row["text"] for row in rows(folder / "rejected.csv")] == [deal["text"]]


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_decisions_hold_in_tables_of_another_form(niaga, tmp_path, form):
    pytest.importorskip("pyarrow")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "out"
    assert niaga("extract", tmp_path / "a.txt", "-o", folder)[0] == 0
    (deal,) = rows(folder / "deals.csv")
    decide(folder, "reject", "deals", deal, text_sha256=sha256(GOOD.encode()).hexdigest())
    status, printed, _ = niaga("extract", tmp_path / "a.txt", "-o", folder, "--format", form, "--restart")
    assert (status, "1 rejected" in printed) == (0, True)
    assert [row["text"] for row in records(folder, "rejected")] == [deal["text"]]
