"""The region list and its masks: every example reads back as its row says."""

import re
from collections import Counter
from dataclasses import fields
from itertools import pairwise

import cases
import pytest
from growth import LINEAR, growth

from pipeline import lexicon, schema
from pipeline.extract import provinces as extractor
from pipeline.language import Document
from pipeline.model import Article, Context, Fact, Rejected
from pipeline.normalize.provinces import normalize
from pipeline.values import Province

ALIASES = lexicon.load("region_aliases")
MASKS = [row for row in lexicon.load("place_masks") if row["shape"] != "break"]
PLACES = [row for row in lexicon.load("place_masks") if row["shape"] == "break"] + list(lexicon.load("place_cues"))


def settled(text, dateline=None):
    """Return the facts of a text and what gave none, from the rooms for places alone."""
    document = Document(Article("case", text, dateline_span=dateline))
    mentions = {"provinces": tuple(extractor.extract(document))}
    context = Context(document.article, document.text, document.sentences, mentions, {"provinces": []})
    rejected = []
    for mention in mentions["provinces"]:
        assert document.text[mention.start : mention.stop] == mention.text
        value = normalize(mention, context)
        if isinstance(value, Rejected):
            rejected.append((mention.text, value.reason))
        else:
            context.facts["provinces"].append(Fact(mention, value))
    return context.facts["provinces"], rejected


def read_back(example):
    """Return the plain example, the span of its mark, and the facts; a mark in front is a dateline."""
    text, [span] = cases.unmark(example)
    return text, span, settled(text, span if example.startswith("[") else None)[0]


def test_alias_means_its_region():
    homes = {home["regency"]: home["province"] for home in lexicon.load("regencies")}
    wrong = []
    for row in ALIASES:
        text, (start, stop), facts = read_back(row["example"])
        found = [fact.value for fact in facts if (fact.start, fact.stop) == (start, stop)]
        regency = None if row["level"] == "province" or row["ambiguous_with"] else row["region"]
        right = [value.province for value in found] == [homes.get(row["region"], row["region"])]
        if text[start:stop] != row["alias"] or not right or (regency and found[0].regency != regency):
            wrong.append((row["alias"], row["region"], found))
    assert wrong == []


def test_mask_hides_the_place():
    wrong = []
    for row in MASKS:
        text, (start, stop), facts = read_back(row["example"])
        inside = [fact.value for fact in facts if start <= fact.start < stop]
        if inside or row["phrase"].lower() not in text.lower():
            wrong.append((row["phrase"], inside))
    assert wrong == []


def test_cue_makes_a_place():
    wrong = []
    for row in PLACES:
        _, span, facts = read_back(row["example"])
        if span not in [(fact.start, fact.stop) for fact in facts]:
            wrong.append(row["example"])
    assert wrong == []


def test_lists_hold_together():
    provinces = {row["province"]: row for row in lexicon.load("provinces")}
    regencies = {row["regency"]: row for row in lexicon.load("regencies")}
    assert (len(provinces), len(regencies)) == (38, 514)
    assert Counter(row["type"] for row in regencies.values()) == {"regency": 416, "city": 98}
    assert {row["province"] for row in regencies.values()} == set(provinces)
    for code, row in regencies.items():
        assert code[:2] == provinces[row["province"]]["kemendagri"]
    known = {(row["alias"], row["region"]) for row in ALIASES}
    assert len(known) == len(ALIASES)
    for row in ALIASES:
        assert row["level"] == ("province" if row["region"] in provinces else regencies[row["region"]]["type"])
        assert {(row["alias"], other) for other in lexicon.split(row["ambiguous_with"])} <= known
    assert set(regencies) <= {row["region"] for row in ALIASES}


def test_every_policy_is_known():
    assert {row["policy"] for row in ALIASES} <= {"safe", "capital", "cue", "support", "placed", "typed", "dateline"}


def test_value_has_the_columns_of_its_table():
    columns = schema.columns("provinces")[len(schema.EVIDENCE) :]
    assert tuple(field.name for field in fields(Province)) == columns
    levels = {item["name"]: item.get("constraints", {}).get("enum") for item in schema.load("provinces")["fields"]}
    text = "Pemprov Kalsel, Pemkab Banjar, Pemkot Banjarbaru, Banua, Kalimatan Selatan, Batulicin. Provinsi itu hadir."
    for fact in settled(text)[0]:
        assert fact.value.level in levels["level"]
        assert fact.value.basis in levels["basis"]


def test_dateline_is_believed_whatever_the_policy():
    text = "Tanjung (ANTARA) - Petani Kalimantan Selatan panen."
    [first, _] = settled(text, (0, 7))[0]
    assert (first.mention.rule, first.value.province, first.value.regency) == ("dateline", "ID-KS", "63.09")
    assert [fact.mention.text for fact in settled(text)[0]] == ["Kalimantan Selatan"]


def test_dateline_keeps_its_level():
    [fact] = settled("Kabupaten Tangerang (ANTARA) - Harga naik.", (0, 19))[0]
    assert (fact.mention.text, fact.mention.rule, fact.value.regency) == ("Tangerang", "dateline", "36.03")


def test_dateline_is_no_party_of_both_provinces():
    text = "JAKARTA - Jatim dan NTB bertemu di Mataram. Perdagangan kedua provinsi naik."
    facts = settled(text, (0, 7))[0]
    assert [fact.value.province for fact in facts if fact.value.basis == "reference"] == ["ID-JI", "ID-NB"]


def test_ordinary_words_are_kept_with_a_reason():
    """The policy of a name is decided in one place, and what it leaves out is not lost."""
    facts, left = settled("Raya Batu panen. Kota Batu panen. Tanah Merah subur.")
    assert [fact.mention.text for fact in facts] == ["Batu"]
    assert {(surface, reason) for surface, reason in left} == {
        (surface, "an ordinary word, no word for a government before it") for surface in ("Raya", "Batu", "Tanah Merah")
    }


def test_rejections_are_kept_with_a_reason():
    text = "Bank Jatim hadir. Warga melihat Arya Bima. Pameran Banjar dibuka. Kedua provinsi sepakat."
    assert [(surface, bool(reason)) for surface, reason in settled(text)[1]] == [
        ("Jatim", True),
        ("Bima", True),
        ("Banjar", True),
        ("Kedua provinsi", True),
        ("Kedua provinsi", True),
    ]


@pytest.mark.parametrize(
    "piece",
    ["Banjar ", "Kalimatan ", "A", "1", " ", "Ka", "Bandung, ", "kedua provinsi ", "Nusa Tengara ", "PT ", "\n", "di-"],
)
def test_time_grows_with_the_text_only(piece):
    assert growth(lambda text: list(extractor.extract(Document(Article("x", text)))), piece, 100_000) < LINEAR


def test_no_text_is_taken_twice():
    text = "Surabaya-Makassar, Jatim-NTB, Kabupaten/Kota Bogor, Sulawesi Selaran, Kota Bandar Lampung, Papua Barat Daya"
    spans = [(fact.start, fact.stop) for fact in settled(text)[0]]
    assert len(spans) == len(set(spans))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert re.findall(r"\w+", text[spans[-1][0] :]) == ["Papua", "Barat", "Daya"]
