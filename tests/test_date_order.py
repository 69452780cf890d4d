"""The order of day and month in dates of publication that come beside the text."""

import io
import json
import sys

import pytest
from typer.testing import CliRunner

from pipeline import read
from pipeline.batches import Options, run
from pipeline.cli import app
from pipeline.write import read_run


def jsonl(path, *cells, **more):
    path.parent.mkdir(exist_ok=True)
    lines = [
        json.dumps({"id": f"{path.stem}-{path.parent.name}-{n}", "text": "Harga naik.", "published": cell, **more})
        for n, cell in enumerate(cells)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def dated(*paths, **options):
    return [(article.published, article.published_basis) for article in read(*paths, **options)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("10/7/2025", "10/13/2025"), "2025-10-07"),
        (("10/7/2025", "13/10/2025"), "2025-07-10"),
        (("10-7-2025 08:15", "10-13-2025 09:00"), "2025-10-07"),
        (("10.07.25", "24.12.25"), "2025-07-10"),
        (("7/7/2025",), "2025-07-07"),
        (("31/1/2025",), "2025-01-31"),
        (("2025/7/10",), "2025-07-10"),
        (("10 Juli 2025", "10/13/2025"), "2025-07-10"),
    ],
)
def test_a_file_tells_its_order(tmp_path, cells, expected):
    assert dated(jsonl(tmp_path / "a.jsonl", *cells))[0] == (expected, "metadata")


def test_the_order_is_known_before_the_first_article_is_dated(tmp_path):
    cells = ["10/7/2025"] * 50 + ["10/13/2025"]
    assert {day for day, _ in dated(jsonl(tmp_path / "a.jsonl", *cells))[:50]} == {"2025-10-07"}


def test_files_tell_each_other_their_order_in_one_folder_only(tmp_path):
    jsonl(tmp_path / "us/1.jsonl", "10/7/2025")
    jsonl(tmp_path / "us/2.jsonl", "10/13/2025")
    jsonl(tmp_path / "id/1.jsonl", "10/7/2025")
    assert dated(tmp_path) == [("2025", "metadata_ambiguous"), ("2025-10-07", "metadata"), ("2025-10-13", "metadata")]


def test_dates_that_contradict_each_other_decide_nothing(tmp_path):
    found = dated(jsonl(tmp_path / "a.jsonl", "10/7/2025", "10/13/2025", "13/10/2025"))
    assert found[0] == ("2025", "metadata_ambiguous")


@pytest.mark.parametrize(
    ("order", "cell", "expected"),
    [
        ("dmy", "10/7/2025", "2025-07-10"),
        ("mdy", "10/7/2025", "2025-10-07"),
        ("ymd", "25/7/10", "2025-07-10"),
        ("mdy", "25/7/2025", "2025-07-25"),
    ],
)
def test_the_user_decides(tmp_path, order, cell, expected):
    assert dated(jsonl(tmp_path / "a.jsonl", cell, "10/13/2025"), date_order=order)[0] == (expected, "metadata")


def test_the_address_decides(tmp_path):
    url = "https://contoh.id/read/2025/10/07/harga"
    assert dated(jsonl(tmp_path / "a.jsonl", "10/7/2025", url=url)) == [("2025-10-07", "metadata")]


def test_csv_tells_its_order(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,date,text\n1,10/7/2025,Harga naik.\n2,10/13/2025,Harga turun.\n", encoding="utf-8")
    assert [day for day, _ in dated(path)] == ["2025-10-07", "2025-10-13"]


def test_standard_input_is_not_read_twice(monkeypatch):
    lines = [json.dumps({"id": str(n), "text": "Harga naik.", "published": "10/7/2025"}) for n in range(2)]
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO("\n".join(lines).encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    assert dated("-") == [("2025", "metadata_ambiguous")] * 2


def test_a_run_counts_what_nothing_decides(tmp_path):
    jsonl(tmp_path / "in/a.jsonl", "10/7/2025", "3/4/2025", "5/5/2025")
    for _ in run([tmp_path / "in"], tmp_path / "out", Options(jobs=1)):
        pass
    assert read_run(tmp_path / "out")["ambiguous_dates"] == 2
    for _ in run([tmp_path / "in"], tmp_path / "told", Options(jobs=1, date_order="mdy")):
        pass
    told = read_run(tmp_path / "told")
    assert (told["ambiguous_dates"], told["options"]["date_order"]) == (0, "mdy")


def niaga(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_a_day_of_the_text_is_better_than_the_year_left(tmp_path):
    path = tmp_path / "a.jsonl"
    text = "Stok aman, kata Melati, Rabu (8/10/2025)."
    path.write_text(json.dumps({"id": "a", "text": text, "published": "10/8/2025"}), encoding="utf-8")
    done = niaga("extract", path, "-o", tmp_path / "out")
    assert "--date-order" not in done.output
    assert "2025-10-08,speech" in (tmp_path / "out/articles.csv").read_text(encoding="utf-8")


def test_the_summary_tells_of_dates_that_nothing_decides(tmp_path):
    path = jsonl(tmp_path / "a.jsonl", "10/7/2025")
    assert "1 date of publication may be day or month first" in niaga("extract", path, "-o", tmp_path / "out").output
    assert niaga("extract", path, "-o", tmp_path / "two", "--date-order", "xyz").exit_code
