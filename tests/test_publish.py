"""What `niaga publish` gives away, and what it keeps back; its database answers as Datasette asks."""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batches import Options, run
from pipeline.cli import app
from pipeline.publish import LICENCES, PublishError, publish
from pipeline.publish.tables import CUT, LONGEST_CHARS, short

ROOT = Path(__file__).parents[1]
SENTENCE = (
    "Gubernur Kalsel Melati Wulandari mengatakan transaksi misi dagang Kalsel dengan Kaltim di Samarinda, yang dihadiri "
    "ratusan pelaku usaha dari kedua provinsi bertetangga itu, mencapai Rp13,7 miliar, Rabu (10/3/2021)."
)
PRIVATE = "Paragraf yang tidak memuat fakta apa pun tentang perdagangan dan hanya milik penerbitnya."
TITLE = "Data | <b>dagang</b>"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    home = tmp_path_factory.mktemp("private place")
    (home / "news").mkdir()
    for name in ("satu", "dua"):
        text = f"BANJARMASIN - {SENTENCE}\n{PRIVATE}\nPewarta: Rahasia Sekali\n"
        (home / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    (home / "news" / "kosong.txt").touch()
    list(run([home / "news"], home / "outputs", Options(jobs=1)))
    return home / "outputs"


@pytest.fixture(scope="module")
def public(outputs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "public"
    publish(outputs, folder, title=TITLE, licence_name="CC-BY-4.0")
    return folder


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_text_no_path_no_journalist(outputs, public):
    assert not (public / "articles.jsonl").exists()
    content = b"".join(path.read_bytes() for path in public.rglob("*") if path.is_file())
    for word in (PRIVATE, SENTENCE, "private place", str(outputs), "Rahasia Sekali", ".txt"):
        assert word.encode() not in content


def test_offsets_and_hashes_lead_back(outputs, public):
    texts = {}
    for line in (outputs / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        texts[article["article_id"]] = article["text"]
    for table in ("deals", "amounts", "provinces", "officials"):
        found = rows(public, table)
        assert found
        for row in found:
            whole = texts[row["article_id"]][int(row["start"]) : int(row["stop"])]
            assert row["text"] == short(whole)
    assert {row["text_sha256"] for row in rows(public, "articles")} == {
        row["text_sha256"] for row in rows(outputs, "articles")
    }


@pytest.mark.parametrize("text", ["", "a", "a" * LONGEST_CHARS, "a" * 500, "kata " * 60, "x " + "y" * 300])
def test_evidence_is_short(text):
    assert len(short(text)) <= LONGEST_CHARS
    assert short(text) == text or (short(text).endswith(CUT) and text.startswith(short(text)[: -len(CUT)]))


def test_is_a_valid_data_package(public):
    frictionless = pytest.importorskip("frictionless", reason="the dev dependency frictionless is not installed")
    assert frictionless.Package(str(public / "datapackage.json")).validate().valid
    package = json.loads((public / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [
        {"name": "CC-BY-4.0", "title": LICENCES["CC-BY-4.0"][0], "path": LICENCES["CC-BY-4.0"][1]}
    ]
    assert {resource["path"] for resource in package["resources"]} == {
        str(path.relative_to(public)) for path in public.rglob("*.csv")
    }


def test_the_database_has_keys_and_a_search(public):
    with closing(sqlite3.connect(public / "niaga.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {row[2] for row in database.execute("PRAGMA foreign_key_list(deals)")}
        assert {"articles", "events", "codes_provinces"} <= keys
        found = database.execute(
            "SELECT hub, text FROM deals WHERE rowid IN (SELECT rowid FROM deals_fts WHERE deals_fts MATCH 'transaksi')"
        ).fetchall()
        assert found
        assert {name for _, name, *_ in database.execute("PRAGMA table_info(articles)")}.isdisjoint(
            {"reporters", "editors", "source"}
        )


def test_datasette_opens_it(public):
    datasette = shutil.which("datasette")
    if datasette is None:
        pytest.skip("datasette is not installed")
    command = [datasette, str(public / "niaga.sqlite"), "-m", str(public / "metadata.json"), "--get"]

    def got(address):
        return subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout

    assert json.loads(got("/niaga/deals.json?_search=transaksi&_shape=objects"))["rows"]
    page = got("/niaga/deals")
    assert 'name="_search"' in page
    assert "/niaga/articles/dua" in page


def test_the_readme_tells_quality_and_licence(public):
    text = (public / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Data \\| \\<b>dagang\\</b>\n")
    for words in ("CC-BY-4.0", "| deals likely to be right", "No sample of these articles was measured"):
        assert words in text
    assert re.search(r"`articles.csv` \| 2 \|", text)


def test_measured_figures_are_told(outputs, tmp_path):
    scores = {"kinds": {"deals": {"p": 0.9, "r": 0.8, "f1": 0.847, "tp": 3}}}
    publish(outputs, tmp_path, title=TITLE, licence_name="CC0-1.0", scores=scores)
    assert "| deals | 0.900 | 0.800 | 0.847 |" in (tmp_path / "README.md").read_text(encoding="utf-8")
    with pytest.raises(PublishError, match="niaga evaluate GOLD --json"):
        publish(outputs, tmp_path, title=TITLE, licence_name="CC0-1.0", scores={"kinds": {}, "x": 1})


def test_again_gives_the_same_and_other_folders_are_left_alone(outputs, public, tmp_path):
    before = {path.name: path.read_bytes() for path in public.glob("*.csv")}
    publish(outputs, public, title=TITLE, licence_name="CC-BY-4.0")
    assert {path.name: path.read_bytes() for path in public.glob("*.csv")} == before
    with pytest.raises(PublishError, match="the tables themselves"):
        publish(outputs, outputs, title=TITLE, licence_name="CC-BY-4.0")
    (tmp_path / "mine.txt").touch()
    with pytest.raises(PublishError, match="did not write"):
        publish(outputs, tmp_path, title=TITLE, licence_name="CC-BY-4.0")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_frictionless_the_command_is_named(outputs, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "frictionless", None)
    done = CliRunner().invoke(app, ["publish", str(outputs), "-o", str(tmp_path / "p")])
    assert done.exit_code == 0
    assert "not validated; to have it done: pip install frictionless" in done.stderr


def test_command(outputs, tmp_path):
    niaga = [sys.executable, "-m", "pipeline", "publish"]
    done = subprocess.run([*niaga, str(outputs), "-o", str(tmp_path / "p")], capture_output=True, text=True, check=True)
    assert "2 articles" in done.stdout
    none = subprocess.run(
        [*niaga, str(tmp_path / "none"), "-o", str(tmp_path / "q")], capture_output=True, text=True, check=False
    )
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "q").exists()
