"""One command: everything in order, what deserves a look at the end, and what a dry run foresees."""

import csv
import multiprocessing
import os
import pkgutil
import shutil
import signal
import sys

import pytest
from batches import content
from typer.testing import CliRunner

from pipeline.cli import app, progress
from pipeline.cli.dry_run import doubts
from pipeline.write import read_run, records

NEWS = (
    "BANJARMASIN - Transaksi misi dagang Kalsel dengan Kaltim mencapai Rp13,7 miliar, kata Gubernur Kalsel Melati "
    "Wulandari, Rabu (10/3/2021). Melati menambahkan, Kalsel memasok beras dan jagung ke Kaltim."
)
ENGLISH = "The trade mission to Bali is in the books and the value of it is said to be great for the province."
WRAPPED = "Harga beras di pasar kota itu naik sejak awal pekan ini karena pasokan\n" * 6


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in {
        "a.txt": NEWS,
        "english.txt": ENGLISH,
        "empty.txt": "",
        "notes.pdf": "x",
        "notes.jsonl": "{",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def niaga(*args):
    return CliRunner().invoke(app, ["run", *map(str, args)])


def test_all_steps_in_order_and_where_to_look(articles, tmp_path):
    done = niaga(articles, "-o", tmp_path / "out", "--jobs", "1")
    assert done.exit_code == 3, done.output
    assert "2 articles, 1 with trade: 1 deal," in done.stdout
    assert "2 inputs that could not be read" in done.stdout
    assert "13,700,000,000" in done.stdout
    assert "realised │ Kalimantan" in done.stdout
    out = " ".join(done.stdout.split())
    assert f"flat table: {tmp_path / 'out' / 'trade.csv'} report: {tmp_path / 'out' / 'report.html'}" in out
    for name in ("trade.csv", "findings.csv", "events.csv", "report.html"):
        assert (tmp_path / "out" / name).exists()
    assert "passed over files of other kinds: 1 .pdf" in done.stderr


def test_the_record_of_the_run_counts_the_rows_of_every_table(articles, tmp_path):
    told = "Temu bisnis Kalsel dengan Bali membukukan transaksi Rp9 miliar, Kamis (10/3/2021)."  # it was a Wednesday
    (articles / "b.txt").write_text(told, encoding="utf-8")
    out = tmp_path / "out"

    def held():
        counts = read_run(out)["counts"]
        return counts, {table: sum(1 for _ in records(out, table)) for table in counts}

    niaga(articles / "b.txt", "-o", out, "--jobs", "1", "--quiet")
    counts, rows = held()
    assert counts == rows
    assert counts["findings"]
    niaga(articles / "a.txt", "-o", out, "--add", "--jobs", "1", "--quiet")
    counts, rows = held()
    assert counts == rows


def test_the_same_command_again_gives_the_same_tables(articles, tmp_path):
    command = (articles / "a.txt", "-o", tmp_path / "out", "--jobs", "1", "--quiet")
    assert niaga(*command).exit_code == 0
    before = (tmp_path / "out" / "trade.csv").read_bytes()
    done = niaga(*command)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "out" / "trade.csv").read_bytes() == before


def test_one_display_numbers_the_steps(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0.01)
    command = (articles / "a.txt", "-o", tmp_path / "out", "--jobs", "1")
    told = niaga(*command).stderr
    steps = ["linking the articles and writing the tables", "checking the tables", "making the page"]
    assert all(f"niaga: {number} of 4, {step}" in told for number, step in enumerate(steps, 2))
    assert niaga(*command, "--quiet").stderr == ""


def test_quiet_says_nothing_of_decisions_that_were_laid(articles, tmp_path):
    command = (articles / "a.txt", "-o", tmp_path / "out", "--jobs", "1", "--quiet")
    niaga(*command)
    (tmp_path / "out" / "reviews.jsonl").touch()
    done = niaga(*command)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def killed(name, command):
    """Run a command in a process of its own that is killed when it comes to a function."""
    home, function = name.rsplit(".", 1)
    setattr(pkgutil.resolve_name(home), function, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    niaga(*command)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system can't fork")
def test_killed_anywhere_the_same_command_ends_with_the_same_bytes(articles, tmp_path):
    command = (articles / "a.txt", "-o", tmp_path / "whole" / "out", "--jobs", "1", "--quiet")
    assert niaga(*command).exit_code == 0
    whole = content(tmp_path / "whole" / "out")
    folder = tmp_path / "killed" / "out"
    command = (articles / "a.txt", "-o", folder, "--jobs", "1", "--quiet")
    for moment in (
        "pipeline.batches.batch.work",
        "pipeline.batches.batch.link",
        "pipeline.audit.findings",
        "pipeline.write.aside.note_changed",
        "pipeline.write.aside.note_made",
        "pipeline.report.report",
        "pathlib.Path.replace",
    ):
        process = multiprocessing.get_context("fork").Process(target=killed, args=(moment, command))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL, moment
        assert niaga(*command).exit_code == 0
        assert content(folder) == whole, moment
        shutil.rmtree(folder)


def test_finished_tables_are_replaced_or_added_to_as_the_message_says(articles, tmp_path):
    """What a refusal names are options of the command that refuses."""
    run = ("-o", tmp_path / "out", "--jobs", "1", "--quiet")
    (articles / "b.txt").write_text(NEWS.replace("13,7", "21,4"), encoding="utf-8")
    assert niaga(articles / "a.txt", *run).exit_code == 0
    refused = str(niaga(articles / "b.txt", *run).exception)
    assert all(option in refused for option in ("--restart", "--add"))
    for option, ids in (("--add", ["a", "b"]), ("--restart", ["b"])):
        assert niaga(articles / "b.txt", *run, option).exit_code == 0
        with (tmp_path / "out" / "articles.csv").open(encoding="utf-8", newline="") as file:
            assert [row["article_id"] for row in csv.DictReader(file)] == ids


def test_without_the_page_the_tables_are_there(articles, tmp_path, monkeypatch):
    from pipeline.report.page import vega  # noqa: PLC0415 (its cache is emptied)

    vega.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    done = niaga(articles / "a.txt", "-o", tmp_path / "out", "--jobs", "1")
    assert done.exit_code == 0
    assert "pip install 'niaga[report]'" in done.stderr
    with (tmp_path / "out" / "trade.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file))


def test_a_dry_run_tells_all_and_writes_nothing(articles, tmp_path):
    done = niaga(articles, "-o", tmp_path / "out", "--dry-run")
    assert done.exit_code == 0
    assert not (tmp_path / "out").exists()
    out = " ".join(done.stdout.split())
    assert "2 articles would be read, in about" in out
    assert "skipped: 1 .pdf file; niaga does not read this kind" in out
    assert "skipped: 1 input that can't be read (empty)" in out
    assert "notes.jsonl 1: The line is no JSON" in out
    assert "look at: 1 article in English; niaga reads Indonesian and misses most of what they say english" in out


def test_a_dry_run_names_three_of_a_kind(articles):
    for number in range(4):
        (articles / f"english-{number}.txt").write_text(f"{ENGLISH} {number}", encoding="utf-8")
    out = " ".join(niaga(articles, "--dry-run").stdout.split())
    assert "5 articles in English" in out
    assert "english-0 english-1 english-2 and 2 more" in out


@pytest.mark.parametrize("path", ["-", "nowhere"])
def test_a_dry_run_of_what_cannot_be_read(path):
    assert niaga(path, "--dry-run").exit_code == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [(NEWS, []), (ENGLISH, ["English"]), (WRAPPED, ["hard-wrapped"]), ("", []), ("Harga \ufffdberas", ["damaged"])],
)
def test_doubts(text, expected):
    assert doubts(text) == expected


def test_a_finding_of_each_check_is_told_those_in_articles_with_trade_first(tmp_path):
    """A text without trade may hold most of the mistakes, and one kind of them."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, day in enumerate(("Senin", "Selasa")):
        (folder / f"a-{number}.txt").write_text(
            f"Rapat itu digelar {day} (10/3/2021) di kantor dinas.", encoding="utf-8"
        )
    (folder / "trade.txt").write_text(NEWS.replace("Rabu", "Kamis"), encoding="utf-8")
    [told] = [
        line for line in niaga(folder, "-o", tmp_path / "out", "--jobs", "1").stdout.split("\n") if "Kamis" in line
    ]
    assert told.startswith("    trade: Kamis")
    assert told.endswith("(and 2 more of the check weekday)")
