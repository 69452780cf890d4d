"""Exports for analysis: what other programs read there is what the tables say, and nothing in them runs."""

import builtins
import csv
import datetime as dt

import openpyxl
import pandas as pd
import pytest
from lxml import etree
from report_folder import deal, write_folder
from typer.testing import CliRunner

from pipeline import analysis, load
from pipeline.cli import app
from pipeline.cli.export import ANALYSIS
from pipeline.link import link

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
TEXT = "Jatim memasok beras ke Kalsel."


def flow(article_id, **cells):
    own = {"article_id": article_id, "start": 0, "stop": 5, "text": TEXT[:5], "commodity": "rice", "status": "realised"}
    return {**own, "origin": "ID-JI", "destination": "ID-KS", **cells}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("analysis") / "outputs"
    articles = [
        {"article_id": "a", "published": "2021-03-10", "title": "'=1+1"},
        {"article_id": "b", "published": "2022", "title": "t" * 40_000},
        {"article_id": "c", "published": "2021-03-10"},
    ]
    deals = [
        deal("a", 1, value=7, date="2021-03-10", event_id="e1", hub="ID-JI"),
        deal("b", 1, value=10**16 + 1, parties="ID-JI;ID-BA;ID-AC", event_id="e2"),
    ]
    flows = [
        flow("a", deal_id="a-1", quantity=500, quantity_unit="t", quantity_kg=500_000, amount_idr=7),
        flow("c", quantity=500, quantity_unit="t", quantity_kg=500_000, amount_idr=7),  # a copy
        flow("b", quantity=20, quantity_unit="head"),
        flow("b", quantity=90, quantity_unit="t", quantity_kg=90_000, status="target"),
        flow("b", destination=""),
    ]
    write_folder(folder, dict.fromkeys("abc", TEXT), articles=articles, deals=deals, flows=flows)
    link(folder)
    _mark_copy(folder / "articles.csv")
    return folder


def _mark_copy(path):
    """Let c repeat a; texts as short as these are no copies to linking."""
    with path.open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    at = names.index("same_text_as")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [names, *([*row[:at], "a" if row[0] == "c" else "", *row[at + 1 :]] for row in rows)]
        )


def export(outputs, form, folder):
    return CliRunner().invoke(app, ["export", str(outputs), "--to", form, "-o", str(folder)])


@pytest.fixture
def exported(outputs, tmp_path):
    def run(form):
        done = export(outputs, form, tmp_path / form)
        assert done.exit_code == 0, done.output
        return tmp_path / form

    return run


def test_the_command_knows_every_form():
    assert list(analysis.FORMS) == list(ANALYSIS)


def test_flat_is_the_table_and_two_lines_per_column(exported, outputs):
    folder = exported("flat")
    assert (folder / "trade.csv").read_bytes() == (outputs / "trade.csv").read_bytes()
    lines = (folder / "trade-codebook.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in lines[::2]] == list(pd.read_csv(folder / "trade.csv").columns)


def test_matrix_keeps_statuses_apart_and_leaves_copies_out(exported):
    folder = exported("matrix")
    found = pd.read_csv(folder / "matrix.csv", keep_default_na=False).to_dict("records")
    told = {(row["year"], row["status"], row["destination"]): (row["flows"], row["tons"]) for row in found}
    assert told == {
        (2021, "realised", "ID-KS"): (1, "500.0"),
        (2022, "realised", "ID-KS"): (1, ""),
        (2022, "realised", ""): (1, ""),
        (2022, "target", "ID-KS"): (1, "90.0"),
    }
    wide = pd.read_csv(folder / "matrix-tons-realised.csv")
    assert list(wide[wide["year"] == 2021]["ID-KS"]) == [500.0]


def test_pairs_give_value_only_where_two_provinces_share_it(exported):
    pairs = pd.read_csv(exported("matrix") / "pairs.csv", dtype={"amount_min_idr": "Int64"})
    assert list(pairs["events"]) == [1, 1, 1, 1]
    assert pairs["amount_min_idr"].dropna().tolist() == [7]


def test_graphml_read_by_another_reader(exported):
    root = etree.parse(exported("graphml") / "network.graphml").getroot()
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}
    told = [{keys[each.get("key")]: each.text for each in edge} for edge in root.iter(f"{GRAPHML}edge")]
    edges = {edge["status"]: edge for edge in told}
    assert {name: edge["tons"] for name, edge in edges.items()} == {"realised": "500.0", "target": "90.0"}
    assert (edges["realised"]["years"], edges["realised"]["flows"]) == ("2021;2022", "2")
    nodes = [{keys[each.get("key")]: each.text for each in node} for node in root.iter(f"{GRAPHML}node")]
    assert {node["code"]: node["label"] for node in nodes} == {"ID-JI": "Jawa Timur", "ID-KS": "Kalimantan Selatan"}
    assert all(90 < float(node["longitude"]) < 142 for node in nodes)


def test_gexf_read_by_another_reader(exported):
    root = etree.parse(exported("gexf") / "network.gexf").getroot()
    names = {node.get("id"): node.get("label") for node in root.iter("{*}node")}
    assert names == {"ID-JI": "Jawa Timur", "ID-KS": "Kalimantan Selatan"}
    ends = {(edge.get("source"), edge.get("target")) for edge in root.iter("{*}edge")}
    assert ends == {("ID-JI", "ID-KS")}
    assert len(list(root.iter("{*}position"))) == len(names)


def test_flows_that_a_network_cannot_hold_are_told(outputs, tmp_path):
    assert "1 flows with only one province" in export(outputs, "graphml", tmp_path / "x").stderr


def test_workbook_has_types_and_no_formula(outputs, tmp_path):
    done = export(outputs, "xlsx", tmp_path)
    assert "5 texts longer" in done.stderr
    book = openpyxl.load_workbook(tmp_path / "niaga.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    sheet = book["deals"]
    first, second = (
        {title.value: cell for title, cell in zip(sheet[1], row, strict=True)} for row in sheet.iter_rows(2)
    )
    assert (first["date"].value, first["date"].is_date) == (dt.datetime(2021, 3, 10), True)  # noqa: DTZ001
    assert (first["amount_idr"].value, second["amount_idr"].value) == (7, str(10**16 + 1))
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:2]) == ("A2", "A1")
    titles = [cell.value for cell in book["articles"]["D"]]
    assert titles[1] == "'=1+1"
    meant = {(row[0].value, row[1].value) for row in book["codebook"].iter_rows(2)}
    assert ("trade", "sentence") in meant


def test_workbooks_of_the_same_tables_are_the_same(exported, outputs, tmp_path):
    one = (exported("xlsx") / "niaga.xlsx").read_bytes()
    export(outputs, "xlsx", tmp_path / "again")
    assert (tmp_path / "again" / "niaga.xlsx").read_bytes() == one


def test_stata_has_labels(exported):
    folder = exported("dta")
    with pd.read_stata(folder / "flows.dta", iterator=True) as reader:
        frame = reader.read()
        labels, meant = reader.value_labels(), reader.variable_labels()
    assert list(labels["status"].values()) == ["realised", "agreed", "target", "planned"]
    assert list(frame["year"]) == [2021, 2021, 2022, 2022, 2022]
    assert meant["quantity_kg"] == "The quantity in kilograms, for units of mass."
    assert set(pd.read_stata(folder / "deals.dta")["amount_idr"]) == {"7", str(10**16 + 1)}
    assert pd.read_stata(folder / "articles.dta")["title"].str.len().max() == 40_000


@pytest.mark.parametrize("form", ["graphml", "gexf", "xlsx"])
def test_a_missing_library_is_named_with_its_command(outputs, tmp_path, monkeypatch, form):
    real = builtins.__import__

    def without(name, *args, **options):
        if name in {"networkx", "xlsxwriter"}:
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    done = export(outputs, form, tmp_path)
    assert done.exit_code == 2
    assert "pip install 'niaga[analysis]'" in done.stderr


def test_kinds_are_for_annotation_only(outputs, tmp_path):
    done = CliRunner().invoke(app, ["export", str(outputs), "--to", "dta", "-o", str(tmp_path), "--kind", "deals"])
    assert done.exit_code == 2


def test_every_form_of_a_folder_without_trade(tmp_path):
    folder = write_folder(tmp_path / "outputs", {"a": "x"})
    link(folder)
    assert load(folder)["trade"].empty
    for form in ANALYSIS:
        assert export(folder, form, tmp_path / form).exit_code == 0
