"""The tables are declared once: valid Table Schemas, sound references, and the docs made from them."""

import csv
from pathlib import Path

import pytest

from pipeline import lexicon, schema
from pipeline.schema.markdown import markdown
from pipeline.write.package import CODES
from pipeline.write.rows import cell
from pipeline.write.tables import rows

ROOT = Path(__file__).parents[1]
NO_EVIDENCE = {"articles", "deals__parties", "errors", "events", "findings", "id_changes", "people", "trade"} | {
    "reviews_unapplied"
}
FACTS = sorted(set(schema.names()) - NO_EVIDENCE)


@pytest.mark.parametrize("table", schema.names())
def test_is_a_table_schema(table):
    frictionless = pytest.importorskip("frictionless", reason="the dev dependency frictionless is not installed")
    declared = schema.load(table)
    assert frictionless.Schema.from_descriptor(declared).field_names == list(schema.columns(table))


@pytest.mark.parametrize("table", schema.names())
def test_every_column_is_described(table):
    declared = schema.load(table)
    texts = [declared["description"], *(field["description"] for field in declared["fields"])]
    assert [text for text in texts if not text.endswith((".", "?"))] == []
    assert [
        field["name"] for field in declared["fields"] if field["name"].endswith("_idr") and field["unit"] != "IDR"
    ] == []


@pytest.mark.parametrize("table", FACTS)
def test_facts_begin_with_their_evidence(table):
    assert schema.columns(table)[: len(schema.EVIDENCE)] == schema.EVIDENCE
    evidence = schema.load(table)["fields"][: len(schema.EVIDENCE)]
    assert evidence == schema.load("unresolved")["fields"][: len(schema.EVIDENCE)]


@pytest.mark.parametrize("table", schema.names())
def test_keys_are_columns(table):
    declared = schema.load(table)
    keys = [*declared.get("primaryKey", ()), *(key["fields"] for key in declared.get("foreignKeys", ()))]
    assert set(keys) <= set(schema.columns(table))


@pytest.mark.parametrize("name", CODES)
def test_every_column_of_a_code_list_is_described(name):
    described = schema.code_lists()[name]
    assert list(described) == [column for column in lexicon.load(name)[0] if column != "example"]
    assert all(meaning.endswith((".", ")")) for meaning in described.values())


def test_docs_are_made_from_the_schemas():
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize(
    "text", ["=1+1", "+62 811", "-2+cmd", "-", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-1e5+A1", "-5\n=1"]
)
def test_what_a_spreadsheet_would_run_is_made_harmless(text):
    assert schema.escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-5", "-12.75", "75000000000", "Gubernur", "a=1", " =1", "'=1"])
def test_other_cells_stay(text):
    assert schema.escape_formula(text) == text


def test_rows_with_a_long_cell_are_read(tmp_path):
    default = csv.field_size_limit(131072)
    (tmp_path / "people.csv").write_text(f"person_id\n{'a' * 200_000}\n", encoding="utf-8")
    (tmp_path / "articles.csv").touch()
    assert len(next(rows(tmp_path, "people"))[0]) == 200_000
    csv.field_size_limit(default)


def test_a_whole_number_is_written_as_databases_give_it_back():
    """A confidence of 1.0 is `1` in CSV as in the other forms."""
    assert [cell(each) for each in (1.0, 0.9, 0.05, None, True)] == ["1", "0.9", "0.05", "", "true"]
