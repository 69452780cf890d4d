"""The flat table: no deal and no lone flow is lost or doubled, names stand beside codes, words can be found again."""

import csv
import json
import subprocess
import sys

import pytest

from pipeline import load, schema
from pipeline.link import link
from pipeline.write import stale

ARTICLES = {
    "a": "BANJARMASIN - Transaksi misi dagang Kalsel dengan Kaltim mencapai Rp13,7 miliar, kata Gubernur Kalsel Melati "
    "Wulandari, Rabu (10/3/2021). Melati menambahkan, Kalsel memasok beras dan jagung ke Kaltim.",
    "b": "SURABAYA - Jatim memasok 500 ton garam ke NTT, kata Kepala Dinas Perdagangan Jatim Seto Prakoso, Kamis (11/3/2021).",
    "c": "Harga cabai naik.",
    "d": "TERNATE - Misi dagang Jawa Timur di Ternate, Maluku Utara, membukukan transaksi Rp203,9 miliar, Kamis (18/9/2025). "
    "Jatim menjual beras dan gula, sedangkan dari Maluku Utara dibeli kopra dan cengkih.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("trade")
    lines = [json.dumps({"id": name, "text": text}) for name, text in ARTICLES.items()]
    (home / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "extract", home / "articles.jsonl", "-o", home / "outputs", "--quiet"]
    subprocess.run(command, check=True, capture_output=True)
    return home / "outputs"


@pytest.fixture
def rows(folder):
    with (folder / "trade.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_deal_and_every_lone_flow_is_a_row(folder, rows):
    tables = load(folder)
    deals, flows = tables["deals"], tables["flows"]
    lone = flows[~flows["deal_id"].isin(deals["deal_id"])]
    assert [row["deal_id"] for row in rows if row["record"] == "deal"] == list(deals["deal_id"])
    assert sum(row["record"] == "flow" for row in rows) == len(lone)
    assert sum(int(row["flows"]) for row in rows) == len(flows)


def test_names_year_and_article_stand_in_the_row(rows):
    first = rows[0]
    assert (first["hub_name"], first["partners_name"]) == ("Kalimantan Selatan", "Kalimantan Timur")
    assert (first["year"], first["year_basis"], first["amount_idr"]) == ("2021", "published", "13700000000")
    assert (first["speaker_name"], first["speaker_title"]) == ("Melati Wulandari", "Gubernur")
    assert set(first["commodity_name"].split(";")) <= {"beras", "jagung"}


def test_goods_of_both_directions_can_be_told_apart(rows):
    [row] = [row for row in rows if row["article_id"] == "d"]
    cells = (row["commodity"], row["origin"], row["destination_name"])
    assert list(zip(*(cell.split(";") for cell in cells), strict=True)) == [
        ("rice", "ID-JI", "Maluku Utara"),
        ("sugar", "ID-JI", "Maluku Utara"),
        ("copra", "ID-MU", "Jawa Timur"),
        ("clove", "ID-MU", "Jawa Timur"),
    ]


def test_what_all_goods_of_a_deal_share_stands_once(rows):
    assert (rows[0]["origin"], rows[0]["destination"], rows[0]["commodity"]) == ("ID-KS", "ID-KI", "rice;maize")


def test_the_words_lead_back_to_the_text(rows):
    for row in rows:
        text = ARTICLES[row["article_id"]]
        assert text[int(row["start"]) : int(row["stop"])] == row["text"]
        assert row["text"] in row["sentence"]
        assert row["sentence"] in text


def test_linking_again_changes_nothing(folder):
    before = (folder / "trade.csv").read_bytes()
    link(folder)
    assert (folder / "trade.csv").read_bytes() == before
    assert stale(folder) == {}


def test_columns_are_those_of_the_schema(rows):
    assert tuple(rows[0]) == schema.columns("trade")
