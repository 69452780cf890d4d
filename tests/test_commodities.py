"""Goods: time on hostile text, and what is rejected is kept with its reason."""

import pytest
from growth import LINEAR, growth

from pipeline import Article, extract
from pipeline.extract import commodities as said
from pipeline.language import Document
from pipeline.model import Context
from pipeline.normalize import commodities as meant

HOSTILE = [
    "emas, ",
    "emas dan ",
    "A Emas ",
    "PT Emas dan Emas ",
    "TBS ",
    "sawit TBS ",
    '"emas" ',
    "emas          ",
    "9",
    "A",
    "Rp ",
    "dan ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit):
    def read(text):
        document = Document(Article("hostile", text))
        mentions = tuple(said.extract(document))
        context = Context(document.article, text, document.sentences, {"commodities": mentions})
        for mention in mentions:
            meant.normalize(mention, context)

    assert growth(read, unit, 40_000) < LINEAR


@pytest.mark.parametrize(
    ("text", "surface", "reason"),
    [
        ("Emas di mata penonton.", "Emas", "homonym without a cue"),
        ("Harga minyak dunia turun.", "minyak", "too general alone"),
        ("PT Semen Makmur menunjuk direktur.", "Semen", "part of a name"),
        ("Mereka makan soto ayam di sana.", "ayam", "part of a dish"),
        ("Dua mobil bertabrakan.", "mobil", "counted without a unit"),
    ],
)
def test_rejected_is_kept_with_its_reason(text, surface, reason):
    unresolved = [each for each in extract(Article("case", text)).unresolved if each.mention.kind == "commodities"]
    assert [(each.mention.text, each.reason) for each in unresolved] == [(surface, reason)]
