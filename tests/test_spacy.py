"""The spaCy component: facts on the user's Doc, wherever spaCy takes it."""

import json
import subprocess
import sys

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin

from pipeline import Article, extract
from pipeline.language.labels import COLOURS, KINDS
from pipeline.language.spans import IDENTITY, WHOLE

TEXT = (
    "BANJARMASIN - Gubernur Kalsel Melati Wulandari mengatakan transaksi misi dagang Kalsel dengan Kaltim mencapai "
    "Rp13,7 miliar, Rabu (10/3/2021). Kalsel memasok 12 ton beras dan cabai rawit ke Kaltim."
)
OTHER = "Pemprov Jatim menjual telur ayam ke NTT senilai Rp2,5 miliar pada 5 Mei 2022."


def blank():
    """Return a pipeline that is made at once: the tables of the Indonesian tokenizer take seconds."""
    return spacy.blank("xx")


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("id")
    nlp.add_pipe("niaga")
    return nlp


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def python(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def surfaces(doc, key):
    return [span.text for span in doc.spans[key]]


def test_every_kind_has_its_spans_and_rows(doc):
    assert set(doc.spans) == {"niaga", *(f"niaga_{kind}" for kind in KINDS)}
    assert all(doc.spans[f"niaga_{kind}"] for kind in KINDS)
    for kind in KINDS:
        rows = doc._.niaga[kind]
        assert [doc.text[row["start"] : row["stop"]] for row in rows] == [row["text"] for row in rows]
        assert [span._.niaga for span in doc.spans[f"niaga_{kind}"]] == rows
        assert {span.label_ for span in doc.spans[f"niaga_{kind}"]} == {kind}


def test_rows_are_those_of_the_flow(doc):
    facts = extract(Article("doc", TEXT, dateline="BANJARMASIN", dateline_span=(0, 11)))
    for kind in ("provinces", "amounts", "commodities"):
        assert [row["text"] for row in doc._.niaga[kind]] == [fact.mention.text for fact in facts[kind]]
    assert doc._.niaga["article"]["dateline"] == "BANJARMASIN"
    assert doc._.niaga["article"]["published"] == "2021-03-10"


def test_what_is_meant_is_on_the_span(doc):
    assert [span.kb_id_ for span in doc.spans["niaga_amounts"]] == ["13700000000"]
    assert {span.kb_id_ for span in doc.spans["niaga_provinces"]} == {"ID-KS", "ID-KI"}
    assert surfaces(doc, "niaga_commodities") == ["beras", "cabai rawit"]


def test_all_mentions_together_in_reading_order(doc):
    together = list(doc.spans["niaga"])
    assert [span.start for span in together] == sorted(span.start for span in together)
    assert {span.label_ for span in together} == set(KINDS) - WHOLE


def test_plain_json_types(doc):
    assert json.loads(json.dumps(doc._.niaga)) == doc._.niaga
    assert isinstance(doc._.niaga["deals"][0]["parties"], list)


def test_other_spans_have_no_row(doc):
    assert doc[0:2]._.niaga is None
    assert blank()("Kalsel")[0:1]._.niaga is None


def test_tokens_of_the_user_are_kept_and_spans_widened_to_them(nlp):
    """`Rp13,7` and `miliar.` are tokens of a tokenizer that splits at spaces: the span takes all it touches."""
    words = ["Nilai", "transaksi", "Kalsel", "mencapai", "Rp13,7", "miliar."]
    doc = nlp(Doc(nlp.vocab, words=words))
    assert [token.text for token in doc] == words
    assert surfaces(doc, "niaga_amounts") == ["Rp13,7 miliar."]
    assert doc._.niaga["amounts"][0]["text"] == "Rp13,7 miliar"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Kalsel", " Kalsel ", "Rp5 miliar"])
def test_odd_texts(nlp, text):
    doc = nlp(text)
    assert [len(doc.spans[f"niaga_{kind}"]) for kind in KINDS] == [len(doc._.niaga[kind]) for kind in KINDS]


def test_very_large_sums_can_be_stored(nlp):
    doc = nlp(f"Nilai transaksi Kalsel mencapai Rp{'9' * 30} triliun, Rp{'9' * 18} dan Rp99999999999999 triliun.")
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.niaga == doc._.niaga


def test_single_components_give_the_rows_of_the_whole(doc):
    for kind in KINDS:
        nlp = blank()
        nlp.add_pipe(f"niaga_{kind}")
        one = nlp(TEXT)
        assert set(one.spans) == {"niaga", f"niaga_{kind}"}
        assert one._.niaga[kind] == doc._.niaga[kind]
        assert [name for name in one._.niaga if name in KINDS] == [kind]


def test_single_components_together():
    nlp = blank()
    nlp.add_pipe("niaga_amounts")
    nlp.add_pipe("niaga_provinces")
    doc = nlp(TEXT)
    assert set(doc.spans) == {"niaga", "niaga_amounts", "niaga_provinces"}
    assert {span.label_ for span in doc.spans["niaga"]} == {"amounts", "provinces"}


def test_works_with_any_language_and_beside_other_components():
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("niaga", config={"kinds": ["amounts"]})
    doc = nlp(TEXT)
    assert len(list(doc.sents)) > 1
    assert surfaces(doc, "niaga_amounts") == ["Rp13,7 miliar"]
    assert doc.ents == ()


def test_unknown_kind_is_named():
    with pytest.raises(ValueError, match="no kind 'money'; there are provinces, officials"):
        blank().add_pipe("niaga", config={"kinds": ["money"]})


def test_what_a_record_tells_beside_its_text(nlp):
    doc = nlp.make_doc("Transaksi itu diteken kemarin di Kalsel.")
    doc._.niaga_about = {"id": "a1", "published": "2021-03-10"}
    facts = nlp(doc)._.niaga
    assert (facts["article"]["article_id"], facts["article"]["published"]) == ("a1", "2021-03-10")
    assert facts["dates"][0]["date"] == "2021-03-09"


@pytest.mark.parametrize("processes", [1, 2])
def test_pipe_with_context(nlp, doc, processes):
    pairs = [(TEXT, {"id": 1}), (OTHER, {"id": 2}), (TEXT, {"id": 3})]
    got = list(nlp.pipe(pairs, as_tuples=True, n_process=processes, batch_size=1))
    assert [context["id"] for _, context in got] == [1, 2, 3]
    assert got[0][0]._.niaga == got[2][0]._.niaga == doc._.niaga
    assert [span._.niaga for span in got[2][0].spans["niaga"]] == [span._.niaga for span in doc.spans["niaga"]]
    assert {span.kb_id_ for span in got[1][0].spans["niaga_provinces"]} == {"ID-JI", "ID-NT"}


def test_pipe_of_docs_with_what_is_known_of_them(nlp):
    def docs():
        for published in ("2021-03-10", "2022-01-01"):
            doc = nlp.make_doc("Transaksi itu diteken kemarin di Kalsel.")
            doc._.niaga_about = {"published": published}
            yield doc

    got = [doc._.niaga["dates"][0]["date"] for doc in nlp.pipe(docs(), n_process=2)]
    assert got == ["2021-03-09", "2021-12-31"]


def test_to_disk_and_back(doc, tmp_path):
    nlp = blank()
    nlp.add_pipe("niaga")
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == ["niaga"]
    assert again(TEXT)._.niaga == doc._.niaga
    assert again.from_disk(tmp_path / "model")(TEXT)._.niaga == doc._.niaga


def test_config_goes_to_disk(tmp_path):
    nlp = blank()
    nlp.add_pipe("niaga", config={"kinds": ["dates"]})
    nlp.to_disk(tmp_path)
    assert set(spacy.load(tmp_path)(TEXT).spans) == {"niaga", "niaga_dates"}


def test_docbin_with_user_data(nlp, doc, tmp_path):
    """In another process that adds no component of ours, rows and spans are there."""
    DocBin(docs=[doc, nlp(OTHER)], store_user_data=True).to_disk(tmp_path / "a.spacy")
    [first, _] = DocBin().from_disk(tmp_path / "a.spacy").get_docs(nlp.vocab)
    assert json.dumps(first._.niaga) == json.dumps(doc._.niaga)  # spaCy gives lists back as tuples
    code = f"""
import spacy
from spacy.tokens import DocBin
nlp = spacy.blank("xx")
docs = list(DocBin().from_disk({str(tmp_path / "a.spacy")!r}).get_docs(nlp.vocab))
print(len(docs), *[span._.niaga["amount_idr"] for doc in docs for span in doc.spans["niaga_amounts"]])
"""
    assert python(code) == "2 13700000000 2500000000\n"


@pytest.mark.parametrize("kind", KINDS)
def test_displacy_has_a_colour_for_each_kind(doc, kind):
    page = displacy.render(doc, style="span", options={"spans_key": f"niaga_{kind}"}, jupyter=False)
    assert COLOURS[kind] in page


def test_colours_are_told_apart():
    assert len(set(COLOURS.values())) == len(COLOURS) == len(IDENTITY)


def test_other_peoples_pipelines_get_nothing_heavy():
    """spaCy imports our entry point with every pipeline: no room but language and those it rests on, no list."""
    code = """
import sys, spacy
spacy.blank("en")
import pipeline.lexicon as lexicon
ours = sorted(name for name in sys.modules if name.startswith("pipeline."))
slow = sorted({"pandas", "dateparser", "rapidfuzz", "regex"} & {*sys.modules})
rooms = {name.split(".")[1] for name in ours}
print(rooms <= {"language", "lexicon", "model", "schema"}, slow)
print("pipeline.language.component" in ours, lexicon.load.cache_info().currsize, spacy.registry.has("factories", "niaga"))
"""
    assert python(code) == "True []\nFalse 0 True\n"


def test_entry_point_imports_in_no_time():
    """What our module adds to `import spacy`, in a process of its own, is little beside it."""
    code = """
from time import process_time
begin = process_time()
import spacy
middle = process_time()
import pipeline.language.entry
print((process_time() - middle) / (middle - begin))
"""
    assert float(python(code)) < 0.5


def test_own_word_lists(tmp_path):
    (tmp_path / "commodity_aliases.csv").write_text("alias,commodity,policy\nkaduk,coffee,safe\n", encoding="utf-8")
    code = f"""
import spacy
nlp = spacy.blank("xx")
nlp.add_pipe("niaga_commodities", config={{"lexicon": {str(tmp_path)!r}}})
docs = nlp.pipe(["Kalsel menjual kaduk ke Kaltim."] * 2, n_process=2)
print(*[span.kb_id_ for doc in docs for span in doc.spans["niaga_commodities"]])
"""
    assert python(code) == "coffee coffee\n"


def tagged(marks, spans_key=None, **config):
    """Return TEXT through `niaga_relations` behind a tagger of somebody else's that marks some words."""
    nlp = blank()
    doc = nlp.make_doc(TEXT)
    found = []
    for label, words in marks:
        start = TEXT.index(words)
        found.append(doc.char_span(start, start + len(words), label=label, alignment_mode="expand"))
    if spans_key:
        doc.spans[spans_key] = found
    else:
        doc.ents = found
    relations = nlp.add_pipe("niaga_relations", config={"spans_key": spans_key, **config})
    return relations(doc)


MARKS = [("GPE", "Kalsel dengan"), ("GPE", "Kaltim mencapai"), ("MONEY", "Rp13,7 miliar"), ("PRODUCT", "beras")]


def test_deals_and_flows_have_confidence(doc):
    for kind in ("deals", "flows"):
        assert doc._.niaga[kind]
        assert all(0 <= row["confidence"] <= 1 for row in doc._.niaga[kind])


@pytest.mark.parametrize("spans_key", [None, "sc"])
def test_relations_between_entities_of_others(spans_key):
    doc = tagged(MARKS, spans_key)
    facts = doc._.niaga
    assert [row["text"] for row in facts["amounts"]] == ["Rp13,7 miliar"]
    assert [row["text"] for row in facts["commodities"]] == ["beras"]
    assert [row["text"] for row in facts["provinces"]] == ["Kalsel", "Kaltim"]
    [deal] = facts["deals"]
    assert (set(deal["parties"]), deal["amount_idr"]) == ({"ID-KS", "ID-KI"}, 13_700_000_000)
    assert 0 < deal["confidence"] <= 1
    assert all(doc.text[row["start"] : row["stop"]] == row["text"] for row in facts["deals"] + facts["provinces"])
    assert [span._.niaga for span in doc.spans["niaga_deals"]] == facts["deals"]


def test_what_others_did_not_mark_is_not_read():
    facts = tagged([mark for mark in MARKS if mark[0] != "MONEY"])._.niaga
    assert facts["amounts"] == []
    assert all(deal["amount_idr"] is None for deal in facts["deals"])
    assert facts["quantities"], "a kind that no label stands for is read from the text"


def test_an_entity_that_nothing_resolves_is_told():
    facts = tagged([*MARKS, ("PRODUCT", "misi dagang")])._.niaga
    [row] = [row for row in facts["unresolved"] if row["rule"] == "given"]
    assert (row["text"], row["kind"]) == ("misi dagang", "commodities")


def test_an_entity_that_means_something_else_says_why():
    nlp = blank()
    relations = nlp.add_pipe("niaga_relations")
    doc = nlp.make_doc("KM Kalimantan Timur berlayar dari Jawa Timur.")
    doc.ents = [doc.char_span(3, 19, label="GPE"), doc.char_span(34, 44, label="GPE")]
    facts = relations(doc)._.niaga
    assert [row["text"] for row in facts["provinces"]] == ["Jawa Timur"]
    assert [row["reason"] for row in facts["unresolved"]] == ["inside a name of another kind: ship"]


def test_labels_of_ones_own_and_min_confidence():
    marks = [("PROV", "Kalsel dengan"), ("PROV", "Kaltim mencapai"), ("DUIT", "Rp13,7 miliar")]
    labels = {"PROV": "provinces", "DUIT": "amounts"}
    assert tagged(marks, labels=labels)._.niaga["deals"]
    assert tagged(marks, labels=labels, min_confidence=1.0)._.niaga["deals"] == []
    with pytest.raises(ValueError, match="no kind 'deals' to mark"):
        blank().add_pipe("niaga_relations", config={"labels": {"X": "deals"}})
