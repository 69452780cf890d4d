"""Exports: every tool finds the words where we found them; corrections come back as gold."""

import json
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
import spacy
from spacy.tokens import DocBin
from typer.testing import CliRunner

from pipeline import Article, extract, load
from pipeline.cli import app
from pipeline.evaluate import figures, from_facts, judge, read_gold
from pipeline.export import FORMS, MENTIONS, documents
from pipeline.export.documents import AnnotatedDocument, Marked
from pipeline.export.files import file_name

ARTICLES = {
    "a": "BANJARMASIN - Transaksi misi dagang Kalsel dengan Kaltim mencapai Rp13,7 miliar, kata Gubernur Kalsel Melati "
    "Wulandari, Rabu (10/3/2021). Melati menambahkan, Kalsel memasok beras dan jagung ke Kaltim.",
    "b/../b": "Panen raya padi 😀 berlangsung di beberapa kabupaten di Sulawesi\nSelatan dan harga beras Rp12.000 per kilogram pada 18-20 Juni 2024.",
    "c": "Tidak ada apa-apa.",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    home = tmp_path_factory.mktemp("exports")
    records = home / "records.jsonl"
    lines = (json.dumps({"id": name, "text": text}) + "\n" for name, text in ARTICLES.items())
    records.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "extract", str(records), "-o", str(home / "outputs"), "--quiet"]
    subprocess.run(command, check=True, capture_output=True)
    return home / "outputs"


@pytest.fixture(scope="module")
def ours(outputs):
    return {document.article_id: document for document in documents(load(outputs), MENTIONS)}


def niaga(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def exported(outputs, tmp_path):
    """Return a function that exports for a tool and returns the folder."""

    def run(tool, *options):
        assert niaga("export", outputs, "--to", tool, "-o", tmp_path / tool, *options).exit_code == 0
        return tmp_path / tool

    return run


def test_documents_are_the_tables(ours, outputs):
    tables = load(outputs)
    assert {name: document.text for name, document in ours.items()} == tables.text_of
    assert sum(len(document.marks) for document in ours.values()) == sum(len(tables[kind]) for kind in MENTIONS)
    rows = [mark.row for document in ours.values() for mark in document.marks]
    assert json.loads(json.dumps(rows)) == rows


def test_every_form_of_the_command_is_there():
    assert sorted(FORMS) == ["brat", "docbin", "doccano", "label-studio"]


def test_doccano(exported, ours):
    folder = exported("doccano")
    lines = (folder / "doccano.jsonl").read_text(encoding="utf-8").splitlines()
    got = {one["article_id"]: one for one in map(json.loads, lines)}
    assert list(got) == list(ARTICLES)
    for name, one in got.items():
        spans = {(start, stop, kind) for start, stop, kind in one["label"]}
        assert spans == {(mark.start, mark.stop, mark.kind) for mark in ours[name].marks}
        assert len(spans) == len(one["label"])
    labels = json.loads((folder / "doccano-labels.json").read_text(encoding="utf-8"))
    assert [label["text"] for label in labels] == list(MENTIONS)


def test_label_studio(exported, ours):
    folder = exported("label-studio")
    tasks = json.loads((folder / "label-studio.json").read_text(encoding="utf-8"))
    for task in tasks:
        text, [prediction] = task["data"]["text"], task["predictions"]
        for region in prediction["result"]:
            value = region["value"]
            assert text[value["start"] : value["end"]] == value["text"]
        ids = [region["id"] for region in prediction["result"]]
        assert len(set(ids)) == len(ids) == len(ours[task["data"]["article_id"]].distinct())
    view = ET.parse(folder / "label-studio.xml").getroot()  # noqa: S314 (our own file)
    assert [label.get("value") for label in view.iter("Label")] == list(MENTIONS)
    assert view.find("Text").get("name") == tasks[0]["predictions"][0]["result"][0]["to_name"]


def test_brat(exported):
    folder = exported("brat")
    texts = {path.stem: path.read_bytes().decode() for path in folder.glob("*.txt")}
    assert sorted(texts.values()) == sorted(ARTICLES.values())
    for path in folder.glob("*.ann"):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, where, words = line.split("\t")
            if name.startswith("T"):
                pieces = [piece.split() for piece in where.partition(" ")[2].split(";")]
                assert " ".join(texts[path.stem][int(a) : int(b)] for a, b in pieces) == words
    [broken] = [path for path in folder.glob("*.ann") if "Sulawesi Selatan" in path.read_text(encoding="utf-8")]
    begin = ARTICLES["b/../b"].index("Sulawesi")
    where = f"{begin} {begin + 8};{begin + 9} {begin + 16}"
    assert f"provinces {where}\tSulawesi Selatan\n" in broken.read_text(encoding="utf-8")
    assert "[entities]\nprovinces\n" in (folder / "annotation.conf").read_text(encoding="utf-8")


def test_files_stay_in_their_folder(exported):
    folder = exported("brat")
    assert all(path.parent == folder for path in folder.parent.rglob("*.txt"))


@pytest.mark.parametrize("article_id", ["../x", "/etc/x", "..", "a\0b", "con:", "é" * 300, "a\nb", "%2F"])
def test_file_names_are_harmless(article_id):
    name = file_name(article_id)
    assert not {"/", "\\", "\0", "\n", ":"} & set(name)
    assert len(name) < 150
    assert name != file_name(article_id + "x")
    assert file_name("%2F") != file_name("/")


def test_docbin(exported):
    path = exported("docbin", "--kind", "deals", "--kind", "amounts") / "niaga.spacy"
    nlp = spacy.blank("id")
    docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    assert [doc.text for doc in docs] == list(ARTICLES.values())
    assert [doc._.niaga["article"]["article_id"] for doc in docs] == list(ARTICLES)
    assert [span.text for span in docs[0].spans["niaga_amounts"]] == ["Rp13,7 miliar"]
    [deal] = [span._.niaga for span in docs[0].spans["niaga_deals"]]
    assert (deal["amount_idr"], list(deal["parties"])) == (13_700_000_000, ["ID-KS", "ID-KI"])
    assert set(docs[0].spans) == {"niaga", "niaga_amounts", "niaga_deals"}


def test_unknown_kind_and_no_tables(outputs, tmp_path):
    done = niaga("export", outputs, "--to", "brat", "-o", tmp_path, "--kind", "money")
    assert done.exit_code == 2
    assert "no kind 'money'" in done.stderr
    assert niaga("export", tmp_path, "--to", "brat", "-o", tmp_path).exit_code == 2


def untouched(one):
    """Leave the marks of an article as they are."""


def doccano_corrected(folder, change):
    path = folder / "doccano.jsonl"
    ones = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for number, one in enumerate(ones):
        one["id"] = number  # doccano numbers its documents
        change(one)
    path.write_text("".join(json.dumps(one) + "\n" for one in ones), encoding="utf-8")
    return path


def test_doccano_and_back_is_what_was_found(exported, outputs, tmp_path):
    """Gold made of uncorrected marks gives full marks to the run that they come from."""
    path = doccano_corrected(exported("doccano"), untouched)
    done = niaga("import", outputs, path, "--from", "doccano", "--into", tmp_path / "gold.jsonl")
    assert done.exit_code == 0, done.output
    gold = read_gold(tmp_path / "gold.jsonl")
    assert [one["id"] for one in gold] == list(ARTICLES)
    found = from_facts(extract(Article(name, text)) for name, text in load(outputs).texts())
    shown = figures(judge(gold, found), list(ARTICLES))
    assert {kind: shown[kind].f1 for kind in ("provinces", "amounts: value+bound", "commodities")} == {
        "provinces": 1.0,
        "amounts: value+bound": 1.0,
        "commodities": 1.0,
    }
    assert gold[0]["officials"] == [{"name": "Melati Wulandari", "title": "Gubernur", "province": "63"}]
    assert gold[0]["provinces"] == ["63", "64"]
    assert gold[0]["amounts"] == [
        {"text": "Rp13,7 miliar", "idr_min": 13_700_000_000, "idr_max": 13_700_000_000, "bound": "exact"}
    ]
    assert gold[1]["amounts"][0]["unit"] == "kg"
    assert "deals" not in gold[0]


def test_corrections_are_taken_and_unclear_ones_told(exported, outputs, tmp_path):
    text = ARTICLES["a"]

    def change(one):
        if one["article_id"] == "a":
            one["label"] = [span for span in one["label"] if span[2] != "commodities"]
            for words, kind in {"jagung": "commodities", "dengan": "provinces", "Kalsel dengan": "provinces"}.items():
                begin = text.index(words)
                one["label"].append([begin, begin + len(words), kind])

    path = doccano_corrected(exported("doccano"), change)
    done = niaga("import", outputs, path, "--from", "doccano", "--into", tmp_path / "gold.jsonl")
    gold = read_gold(tmp_path / "gold.jsonl")[0]
    assert gold["commodities"] == ["jagung"]
    assert gold["provinces"] == ["63", "64"]
    assert "fill in what it means: a: provinces" in done.stderr
    assert done.stderr.count("fill in") == 1


def test_gold_that_is_there_keeps_its_other_kinds(exported, outputs, tmp_path):
    into = tmp_path / "gold.jsonl"
    old = {"id": "a", "provinces": ["11"], "deals": [{"parties": ["63", "64"]}], "notes": "mine"}
    into.write_text(json.dumps(old) + "\n", encoding="utf-8")
    path = doccano_corrected(exported("doccano", "--kind", "provinces"), untouched)
    niaga("import", outputs, path, "--from", "doccano", "--into", into, "--kind", "provinces")
    first, *others = read_gold(into)
    assert first == {**old, "provinces": ["63", "64"]}
    assert [one["judged"] for one in others] == [["provinces"]] * 2


def label_studio_export(folder, units):
    """Return the tasks as the tool exports them, annotated as predicted, offsets in `units` of UTF-16 or code points."""
    path = folder / "label-studio.json"
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task in tasks:
        [prediction] = task.pop("predictions")
        text = task["data"]["text"]
        for region in prediction["result"]:
            for end in ("start", "end"):
                region["value"][end] = units(text[: region["value"][end]])
        cancelled = {"result": [], "was_cancelled": True, "updated_at": "2022"}
        task["annotations"] = [
            {"result": [], "updated_at": "2020"},
            {"result": prediction["result"], "updated_at": "2021"},
            cancelled,
        ]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


@pytest.mark.parametrize("units", [len, lambda text: len(text.encode("utf-16-le")) // 2], ids=["points", "UTF-16"])
def test_label_studio_and_back(exported, outputs, tmp_path, units):
    path = label_studio_export(exported("label-studio"), units)
    into = tmp_path / "mine" / "gold.jsonl"
    done = niaga("import", outputs, path, "--from", "label-studio", "--into", into)
    assert done.exit_code == 0, done.stderr
    gold = {one["id"]: one for one in read_gold(into)}
    assert gold["b/../b"]["provinces"] == ["73"]
    assert gold["b/../b"]["commodities"] == ["padi", "beras"]
    assert gold["a"]["dates"] == [{"text": "Rabu (10/3/2021)", "iso": "2021-03-10"}]


def test_doccano_with_relations(exported, outputs, tmp_path):
    def change(one):
        spans = one.pop("label")
        one["entities"] = [
            {"id": number, "start_offset": start, "end_offset": stop, "label": kind}
            for number, (start, stop, kind) in enumerate(spans)
        ]
        one["relations"] = []

    path = doccano_corrected(exported("doccano"), change)
    done = niaga("import", outputs, path, "--from", "doccano", "--into", tmp_path / "gold.jsonl")
    assert done.exit_code == 0
    assert read_gold(tmp_path / "gold.jsonl")[0]["provinces"] == ["63", "64"]


WRONG = {
    "other text": (lambda one: one.update(text=one["text"] + " "), "the text is not the one of the tables"),
    "unknown article": (lambda one: one.update(article_id="zz"), "no such article in the tables"),
    "no id": (lambda one: one.pop("article_id"), "line 1: no doccano export with article_id"),
    "unknown label": (lambda one: one.update(label=[[0, 3, "money"]]), "label 'money' is none of provinces"),
    "outside": (lambda one: one.update(label=[[0, 9999, "dates"]]), "0-9999 is not within the text"),
    "no triple": (lambda one: one.update(label=["x"]), "line 1: no doccano export"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_named_and_nothing_written(exported, outputs, tmp_path, change, message):
    path = doccano_corrected(exported("doccano"), change)
    into = tmp_path / "gold.jsonl"
    done = niaga("import", outputs, path, "--from", "doccano", "--into", into)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not into.exists()


def test_label_studio_with_words_elsewhere(exported, outputs, tmp_path):
    path = label_studio_export(exported("label-studio"), lambda text: len(text) + 1)
    done = niaga("import", outputs, path, "--from", "label-studio", "--into", tmp_path / "gold.jsonl")
    assert done.exit_code == 2
    assert "of its text" in done.stderr
    (tmp_path / "x.json").write_text('{"a": 1}', encoding="utf-8")
    done = niaga("import", outputs, tmp_path / "x.json", "--from", "label-studio", "--into", tmp_path / "g")
    assert "no Label Studio export" in done.stderr


def test_marks_of_the_same_words_are_one():
    marks = (Marked(3, 5, "dates", {"n": 1}), Marked(3, 5, "dates", {"n": 2}), Marked(0, 2, "dates", None))
    assert [mark.row for mark in AnnotatedDocument("a", "abcdef", marks).distinct()] == [None, {"n": 1}]
