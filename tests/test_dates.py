"""Dates: time on hostile text, and what is kept of the unread."""

import subprocess
import sys

import pytest
from growth import LINEAR, growth

from pipeline import Article, extract
from pipeline.extract import dates as said
from pipeline.language import Document
from pipeline.model import Context, Fact, Rejected
from pipeline.normalize import dates as meant
from pipeline.normalize import published

HOSTILE = {
    "digits": "1",
    "digits and dots": "12.",
    "digits and dashes": "12-",
    "slashes": "1/1/1/",
    "weekdays": "Senin (",
    "weekdays and figures": "Senin (1/1/20",
    "days": "31 Februari ",
    "ranges": "1 hingga 2 Juni ",
    "months": "Januari-",
    "years": "tahun 2019-",
    "spaces": "Senin" + " " * 50,
    "counts": "dua tahun lalu ",
    "capitals": "JUMAT",
    "periods": "triwulan I-",
    "plans": "akan Rabu ",
    "days of speech": "kata Melati, Rabu (2/1/2019). Bazar dibuka Kamis (4/11/2019). ",
}


def read_dates(text):
    """Read dates and publication."""
    document = Document(Article("hostile", text))
    mentions = {"dates": tuple(said.extract(document))}
    context = Context(document.article, document.text, document.sentences, mentions, {"dates": []}, "2022-10-13")
    for mention in mentions["dates"]:
        value = meant.normalize(mention, context)
        if not isinstance(value, Rejected):
            context.facts["dates"].append(Fact(mention, value))
    published.infer_publication_date(context)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_is_linear(piece):
    assert growth(read_dates, piece, 100_000) < LINEAR


@pytest.mark.parametrize(
    "text, reason",
    [
        ("Rapat digelar 31 Februari 2020.", "no such day in the calendar"),
        ("Rapat digelar Rabu (6/8).", "counts from the publication, which is unknown"),
        ("Rapat digelar Rabu.", "counts from the publication, which is unknown"),
        ("Program 2024-2019 berjalan.", "a range that ends before it begins"),
        ("Laba semester III/2024 naik.", "no such semester in a year"),
        ("Delegasi tiba 12 Pasukan 2020.", "no month of that name"),
        ("Harga naik Rabu (17/2/12/2020).", "a weekday whose date cannot be read"),
        ("Minggu lalu harga naik.", "a weekday or a week"),
    ],
)
def test_what_is_not_sure_is_kept_with_its_reason(text, reason):
    found = extract(Article("case", text))
    assert found["dates"] == ()
    assert [each.reason for each in found.unresolved if each.mention.kind == "dates"] == [reason]


def test_only_the_year_of_publication_is_known():
    found = extract(Article("case", "Harga kemarin naik.", published="2021", published_basis="footer"))
    reasons = [each.reason for each in found.unresolved if each.mention.kind == "dates"]
    assert reasons == ["counts from the day of publication, of which only the year is known"]


def test_dateparser_is_not_loaded_with_the_package():
    code = "import sys, pipeline; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
