"""Tables of hostile articles in a spreadsheet: no cell becomes a formula, and numbers stay numbers.

LibreOffice itself opens them where it is installed (Debian: `libreoffice-calc`); elsewhere its rules and those of Excel
do, stricter than either. Where both are at hand, a test compares them.
"""

import csv
import json
import re
import shutil
import subprocess
from itertools import zip_longest

import pandas as pd
import pytest
from lxml import etree

from pipeline import analysis, audit, load, schema
from pipeline.batches import Options, run

SOFFICE = shutil.which("soffice")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

BOOLEANS = ("of:=TRUE()", "of:=FALSE()")
"""As LibreOffice tells the truth values of a workbook."""

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # written out: not taken from what is tested

WIDEST = 100
"""Columns that are looked at; behind a row's last cell all the sheet is one repeated cell."""

HOSTILE = [
    '=HYPERLINK("http://x.test","Misi dagang Jatim di Bali membukukan transaksi Rp90 miliar").',
    "- Misi dagang Jatim di Bali membukukan transaksi Rp95 miliar.",
    "+Misi dagang Jatim di NTB membukukan transaksi Rp96 miliar, target -Rp5 miliar.",
    "@SUM(A1) Misi dagang Jatim di NTT membukukan transaksi Rp97 miliar.",
    "\t=1+1 Jatim menjual =beras, -gula dan +kopra ke @Bali senilai =Rp98 miliar.",
    '"=1+1 Misi dagang Jatim di Riau membukukan transaksi Rp99 miliar," kata Gubernur =Jatim -Ratih +Kusuma, =Rabu (4/11/2019).',
    "＝1+1 Kepala Dinas Perdagangan Jatim, =Budi Santoso mengatakan ekspor turun -5 persen =10 persen.",
    "=cmd|' /C calc'!A0 Jatim dan Bali, @=Kalimatan Selatan, menandatangani kerja sama -Rp5 miliar; =1+1; +2.",
]
CELLS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "-5",
    "-12.75",
    "5",
    "@SUM(A1)",
    "'=1+1",
    "\t=1",
    "-1e5",
    "- 5",
    "＝1",
    "Rp5",
    "",
    "ID-JI",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the tables of hostile articles, linked and audited."""
    home = tmp_path_factory.mktemp("hostile")
    for number, text in enumerate(HOSTILE):
        (home / f"=-+@{number}.txt").write_text(text, encoding="utf-8")
    (home / "copy.txt").write_text("\n".join(HOSTILE), encoding="utf-8")
    record = {"id": "=1+1", "title": "=2+2", "url": "=3+3", "source": "@SUM(A1)", "published": "=4+4"}
    lines = [
        json.dumps({"id": "+1", "text": "\n".join(HOSTILE)}),
        json.dumps({**record, "text": HOSTILE[0]}),
        "{",
        json.dumps({**record, "text": "x"}),
    ]
    (home / "-5.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = home / "out"
    (home / "=odd.pdf").touch()
    for _ in run([home, home / "=odd.pdf"], out, Options(jobs=1)):
        pass
    audit.write(out, audit.findings(load(out)))
    return out


def written(path):
    """Return the rows of a CSV file without its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def by_rules(path):
    """Return by row what each cell is: `number`, `formula` or `text`."""
    return [[_kind(cell) for cell in row] for row in written(path)]


def _kind(cell):
    if NUMBER.fullmatch(cell):
        return "number"
    return "formula" if cell.startswith(RUN) else "text"


def by_office(paths, home):
    """Return the same by path, as LibreOffice opens the files."""
    return {path: next(iter(sheets.values())) for path, sheets in sheets_by_office(paths, home).items()}


def sheets_by_office(paths, home):
    """Return by path and sheet what each cell is, `date` too, as LibreOffice opens the files."""
    own = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    command = [SOFFICE, "--headless", own, "--convert-to", "fods", "--outdir", str(home), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {path: _opened(home / f"{path.stem}.fods") for path in paths}


def _opened(path):
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    sheets = etree.parse(path, parser).iter(f"{TABLE}table")
    return {sheet.get(f"{TABLE}name"): _rows(sheet) for sheet in sheets}


def _rows(sheet):
    """Return what the cells below the header are; empty rows at the end of a sheet are none."""
    rows = [
        row
        for row in sheet.iter(f"{TABLE}table-row")
        if row.find(f"{TABLE}table-cell[@{OFFICE}value-type]") is not None
    ]
    return [[kind for cell in row.iterfind(f"{TABLE}table-cell") for kind in _cells(cell)] for row in rows][1:]


def _cells(cell):
    """Return what a cell is, as often as it is repeated."""
    kind = cell.get(f"{OFFICE}value-type")
    number = kind in {"float", "percentage", "currency"}
    plain = "number" if number else "date" if kind == "date" else "text"
    said = "formula" if cell.get(f"{TABLE}formula") not in {None, *BOOLEANS} else plain
    return [said] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), WIDEST)


def test_no_cell_is_run_and_numbers_stay_numbers(folder, tmp_path):
    paths = sorted(folder.glob("*.csv"))
    opened = by_office(paths, tmp_path) if SOFFICE else {path: by_rules(path) for path in paths}
    assert {path.stem for path in paths} >= {"articles", "deals", "errors", "findings", "flows", "officials"}
    for path in paths:
        assert "formula" not in {kind for row in opened[path] for kind in row}, path.name
        if path.stem in schema.names():
            fields = schema.load(path.stem)["fields"]
            for row, kinds in zip_longest(written(path), opened[path], fillvalue=()):
                numbers = [
                    (field["name"], kind)
                    for field, cell, kind in zip(fields, row, kinds, strict=False)
                    if field["type"] in {"integer", "number"} and cell
                ]
                assert {kind for _, kind in numbers} <= {"number"}, (path.name, numbers)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)")
def test_the_workbook_opens_in_libreoffice(folder, tmp_path):
    """Every sheet with its rows, nothing run, numbers and days as such."""
    analysis.FORMS["xlsx"](load(folder), tmp_path)
    [sheets] = sheets_by_office([tmp_path / "niaga.xlsx"], tmp_path).values()
    cells = {kind for rows in sheets.values() for row in rows for kind in row}
    assert {"number", "text"} <= cells <= {"number", "text", "date"}
    held = [path.stem for path in folder.glob("*.csv") if path.stem in schema.names()]
    assert sorted(sheets) == sorted(["codebook", *held])
    assert {name: len(sheets[name]) for name in held} == {name: len(written(folder / f"{name}.csv")) for name in held}


@pytest.mark.parametrize("table", ["deals", "flows", "trade", "articles"])
def test_the_stata_file_reads_as_the_table(folder, tmp_path, table):
    """With pandas: LibreOffice opens no Stata files."""
    analysis.FORMS["dta"](load(folder), tmp_path)
    rows = written(folder / f"{table}.csv")
    frame = pd.read_stata(tmp_path / f"{table}.dta")
    assert list(frame) == list(schema.columns(table))
    assert frame.shape == (len(rows), len(schema.columns(table)))
    if "text" in frame:
        assert list(frame["text"]) == [row[schema.columns(table).index("text")] for row in rows]


def test_no_cell_begins_as_a_formula_does(folder):
    """Whatever opens them: Excel runs more than LibreOffice."""
    cells = {path.name: by_rules(path) for path in folder.glob("*.csv")}
    assert [name for name, rows in cells.items() if any("formula" in row for row in rows)] == []
    assert [row for row in written(folder / "deals.csv") if row[3].startswith("HYPERLINK")]


def test_evidence_stays_the_stored_text(folder):
    texts = {}
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        texts[article["article_id"]] = article["text"]
    tables = [table for table in schema.with_evidence() if (folder / f"{table}.csv").exists()]
    assert {"provinces", "amounts", "deals", "unresolved"} <= set(tables)
    for table in tables:
        for article_id, start, stop, text, *_ in written(folder / f"{table}.csv"):
            assert texts[article_id][int(start) : int(stop)] == text, table


@pytest.mark.parametrize("guarded", [False, True])
def test_the_rules_are_at_least_as_strict_as_libreoffice(tmp_path, guarded):
    """As they come, cells do become formulas; made harmless, none does, and negative numbers are still numbers."""
    path = tmp_path / "cells.csv"
    cells = [schema.escape_formula(cell) if guarded else cell for cell in CELLS]
    path.write_text("".join(schema.csv_lines([("cell", "behind")] + [(cell, "x") for cell in cells])), encoding="utf-8")
    ruled = [row[0] for row in by_rules(path)]
    opened = [row[0] for row in by_office([path], tmp_path)[path]] if SOFFICE else ruled
    assert ("formula" in opened) != guarded
    for cell, rule, office in zip(cells, ruled, opened, strict=True):
        assert office == rule or (rule == "formula" and office in {"number", "text"}), cell
    assert [opened[CELLS.index(cell)] for cell in ("-5", "-12.75", "5")] == ["number"] * 3
