"""Amounts and numerals beyond single sentences: doubts, evidence, hostile text."""

from decimal import Decimal

import pytest
from growth import LINEAR, growth

from pipeline.extract import amounts as find
from pipeline.language import Document
from pipeline.model import Article, Context, Rejected
from pipeline.normalize import amounts as mean
from pipeline.normalize.numbers import digits, ordinal, vague, words


def read(text):
    """Return (mention, value) of every amount of a text, the rejected ones too."""
    document = Document(Article("case", text))
    mentions = tuple(find.extract(document))
    context = Context(document.article, document.text, (), {"amounts": mentions})
    return [(mention, mean.normalize(mention, context)) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Rp1,661 triliun", "separator"),
        ("Rp1.234 miliar", "separator"),
        ("Rp15,500", "separator"),
        ("Rp13.7 miliar", "point"),
        ("Rp 1, 8 triliun", "space"),
        ("Rp48, triliun", "space"),
        ("Rp5 biliun", "scale"),
        ("Rp500-1 juta", "scale"),
        ("Ro 5 miliar", "typo"),
        ("Rp13,7 miliar", None),
        ("Rp1.234.500", None),
        ("Rp12 hingga Rp15 triliun", None),
    ],
)
def test_what_could_be_read_in_another_way_says_so(text, doubt):
    [(mention, _)] = read(text)
    assert mention.parts.get("doubt") == doubt


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Rp1.234.56", "no sure value in the numeral"),
        ("Rp7,5 trilyuun", "no sure value in the numeral"),
        ("beberapa juta rupiah", "no sure value in the numeral"),
        ("Rp" + "9" * 5000, "no sure value in the numeral"),
        ("Rp1.000.001 triliun", "more than 10^18 Rupiah"),
        ("Rp35.000 ribu", "the number holds its scale already: 35000 or 35000000"),
        ("Rp0,16", "sen that whole Rupiah cannot keep"),
        ("satu rupiah", "a way of speaking"),
    ],
)
def test_no_value_is_better_than_a_wrong_one(text, reason):
    [(_, value)] = read(text)
    assert value == Rejected(reason)


def test_a_scale_that_the_editor_added_in_brackets_counts():
    [(mention, value)] = read('"Kami siapkan Rp32 [miliar] untuk warga," katanya.')
    assert (mention.text, value.amount_idr) == ("Rp32 [miliar]", 32_000_000_000)


def test_parts_keep_what_stands_around():
    [(mention, _)] = read("Harga naik hingga Rp5.000 per kilogram.")
    assert mention.parts == {"number": "5.000", "bound_word": "hingga", "reached": "naik", "unit": "kilogram"}


def test_boilerplate_ends_an_amount():
    [(mention, _)] = read("Harga Rp5\0juta")
    assert mention.text == "Rp5"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.500.000,50", "1500000.50"),
        ("13.7", "13.7"),
        ("3,963", "3.963"),
        ("1,500,000", "1500000"),
        ("1,500.75", "1500.75"),
        ("0.125", "0.125"),
        ("2.310.00", "2310"),
        ("5.0000", None),
        ("1.234.56", None),
        ("1..2", None),
        ("", None),
        ("juta", None),
    ],
)
def test_digits(text, value):
    assert digits(text) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dua ribu triliun", "2E15"),
        ("seperempat miliar", "250000000"),
        ("dua puluh satu setengah juta", "21500000"),
        ("1,5 M", "1500000000"),
        ("dua puluh sebelas", None),
        ("dua tiga", None),
        ("satu juta setengah", None),
        ("puluh juta", None),
        ("salah satu", None),
        ("ribu " * 10_000, None),
        ("", None),
    ],
)
def test_words(text, value):
    assert words(text) == (Decimal(value) if value else None)


def test_ordinals_and_vague_numbers():
    assert [ordinal(text) for text in ("pertama", "kedua", "ke-3", "kesepuluh", "kepala", "tiga")] == [
        1,
        2,
        3,
        10,
        None,
        None,
    ]
    assert [vague(text) for text in ("ratusan", "puluhan juta", "ratus juta")] == [100, 10_000_000, None]


HOSTILE = [
    "Rp",
    "Rp ",
    "Rp   ",
    "1.1.1.",
    "7",
    "R",
    "satu juta ",
    "rupiah ",
    "dua juta rupiah ",
    "Rp1.",
    "Rp1-",
    "Rp1, ",
    "Rp5 juta hingga ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_on_hostile_text(piece):
    assert growth(lambda text: read("Rp1" + text), piece, 50_000) < LINEAR
