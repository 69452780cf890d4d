"""Tables read back: types that keep what the cells say, joins that neither double nor lose a row."""

import shutil
import subprocess
import sys

import pandas as pd
import pytest

from pipeline import load, schema
from pipeline.load import Tables, TablesError
from pipeline.write import records

ARTICLES = {
    "a": "BANJARMASIN - Transaksi misi dagang Kalsel dengan Kaltim mencapai Rp13,7 miliar, kata Gubernur Kalsel Melati "
    "Wulandari, Rabu (10/3/2021). Melati menambahkan, Kalsel memasok beras dan jagung ke Kaltim.",
    "b": "SURABAYA - Misi dagang Jatim ke NTT membukukan transaksi Rp2,5 miliar dan misi dagang Jatim ke NTB Rp4 miliar, "
    "kata Kepala Dinas Perdagangan Jatim Seto Prakoso, Kamis (11/3/2021).",
    "c": "Harga cabai naik.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("tables")
    articles, outputs = home / "articles", home / "outputs"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    for command in (["extract", articles, "-o", outputs, "--quiet"], ["link", outputs]):
        subprocess.run([sys.executable, "-m", "pipeline", *map(str, command)], check=True, capture_output=True)
    return outputs


@pytest.fixture(scope="module")
def tables(folder):
    return load(str(folder))


@pytest.mark.parametrize("name", schema.names())
def test_types_are_those_of_the_schema(tables, name):
    kinds = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
    frame = tables[name]
    assert tuple(frame.columns) == schema.columns(name)
    for column in schema.load(name)["fields"]:
        assert str(frame[column["name"]].dtype) == kinds.get(column["type"], "string")


def test_amounts_are_numbers_and_codes_text(tables):
    assert tables["deals"]["amount_idr"].sum() == 13_700_000_000 + 2_500_000_000 + 4_000_000_000
    assert set(tables["provinces"]["province"]) == {"ID-KS", "ID-KI", "ID-JI", "ID-NT", "ID-NB"}


def test_deals_wide_has_one_row_per_deal(tables):
    wide = tables.deals_wide()
    assert list(wide["deal_id"]) == list(tables["deals"]["deal_id"])
    assert wide["amount_idr"].sum() == tables["deals"]["amount_idr"].sum()
    assert list(wide.columns[: len(schema.columns("deals"))]) == list(schema.columns("deals"))


def test_deals_wide_names_what_the_codes_mean(tables):
    first = tables.deals_wide().set_index("article_id").loc["a"]
    assert (first["hub_name"], first["partners"], first["partner_names"]) == (
        "Kalimantan Selatan",
        "ID-KI",
        "Kalimantan Timur",
    )
    assert (first["speaker_name"], first["speaker_title"]) == ("Melati Wulandari", "Gubernur")
    assert first["published"] == "2021-03-10"
    assert (first["event_articles"], first["event_amount_idr"]) == (1, 13_700_000_000)


def test_deals_by_party_has_one_row_per_party(tables):
    rows = tables.deals_by_party()
    assert len(rows) == len(tables["deals__parties"])
    assert set(rows.loc[rows["article_id"] == "a", "party_name"]) == {"Kalimantan Selatan", "Kalimantan Timur"}
    assert not rows.duplicated(["deal_id", "party"]).any()


def test_flows_wide(tables):
    rows = tables.flows_wide()
    assert len(rows) == len(tables["flows"]) == 2
    assert list(rows["commodity_name"]) == ["beras", "jagung"]
    assert set(rows["origin_name"] + " " + rows["destination_name"]) == {"Kalimantan Selatan Kalimantan Timur"}


def with_flows(tables, *rows):
    """Return the tables with these flows alone: quantity, unit, kilograms, status, period, article."""
    names = ("quantity", "quantity_unit", "quantity_kg", "status", "per", "article_id")
    first = tables["flows"].iloc[[0]]
    flows = pd.concat([first.assign(**dict(zip(names, row, strict=True))) for row in rows], ignore_index=True)
    flows = flows.astype({name: str(tables["flows"][name].dtype) for name in names})
    return Tables(tables.folder, {"flows": flows})


def test_flows_wide_has_year_and_tons(tables):
    rows = [(500, "t", 500_000, "realised", "", "a"), (20, "head", None, "realised", "", "a")]
    wide = with_flows(tables, *rows).flows_wide()
    assert list(wide["year"]) == [2021, 2021]
    assert list(wide["tons"].fillna(-1)) == [500, -1]


def test_goods_by_year_never_adds_mass_and_heads_nor_what_is_aimed_at(tables):
    rows = [
        (500, "t", 500_000, "realised", "", "a"),
        (500, "t", 500_000, "realised", "", "b"),  # told again
        (2000, "kg", 2_000, "realised", "", "a"),
        (20, "head", None, "realised", "", "a"),
        (90, "t", 90_000, "target", "", "a"),
        (30, "t", 30_000, "realised", "month", "a"),  # a rate
        (None, "t", None, "realised", "", "a"),  # a range
    ]
    found = with_flows(tables, *rows).goods_by_year()
    told = {(row.status, row.unit): (row.quantity, row.flows) for row in found.itertuples()}
    assert told == {("realised", "t"): (502, 2), ("realised", "head"): (20, 1), ("target", "t"): (90, 1)}


def test_a_code_without_an_event_or_speaker_stays_missing(tables):
    none = tables["deals"].assign(event_id="", speaker="", hub="", place="").astype({"event_id": "string"})
    wide = Tables(tables.folder, {"deals": none}).deals_wide()
    assert len(wide) == len(none)
    assert wide["event_articles"].isna().all()
    assert wide["speaker_name"].isna().all()
    assert set(wide["hub_name"]) == {""}
    assert wide["partners"].str.count(";").min() >= 1


def test_empty_tables(tables):
    names = ("deals", "deals__parties", "flows", "events", "officials")
    empty = Tables(tables.folder, {name: tables[name].iloc[:0] for name in names})
    assert [len(frame) for frame in (empty.deals_wide(), empty.deals_by_party(), empty.flows_wide())] == [0, 0, 0]
    assert {"hub_name", "speaker_name", "event_articles"} <= set(empty.deals_wide().columns)


def test_stored_texts(tables):
    assert tables.text_of["c"] == "Harga cabai naik."
    for row in tables["amounts"].itertuples():
        assert tables.text_of[row.article_id][row.start : row.stop] == row.text


def test_no_tables(tmp_path):
    with pytest.raises(TablesError, match="run: niaga extract"):
        load(tmp_path)


def test_a_column_that_an_earlier_version_did_not_write_is_empty(folder, tmp_path):
    home = shutil.copytree(folder, tmp_path / "earlier")
    deals = pd.read_csv(home / "deals.csv", dtype=str, keep_default_na=False).drop(columns=["confidence", "cue"])
    deals.to_csv(home / "deals.csv", index=False, lineterminator="\n")
    wide = load(home).deals_wide()
    assert (wide["confidence"].isna().all(), set(wide["cue"])) == (True, {""})
    assert {(row["confidence"], row["cue"]) for row in records(home, "deals")} == {("", "")}


def test_missing_table(folder, tmp_path):
    (tmp_path / "articles.csv").write_bytes((folder / "articles.csv").read_bytes())
    with pytest.raises(TablesError, match=r"deals\.csv is missing"):
        load(tmp_path).deals_wide()


def test_frames_are_pandas(tables):
    assert isinstance(tables.deals_wide(), pd.DataFrame)
