"""The day of publication: every case of `tests/cases/published.csv`.

A row has the `text`, what the reader `given` it as day and basis (`2019;footer`, empty for nothing), and the
`published` day and `basis` that must come out.
"""

import csv

import pytest
from cases import FOLDER

from pipeline import Article, extract


def rows():
    with (FOLDER / "published.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:60])
def test_published(row):
    day, _, basis = row["given"].partition(";")
    text = row["text"].replace("\\n", "\n")
    article = extract(Article("case", text, published=day or None, published_basis=basis or None)).article
    assert (article.published or "", article.published_basis or "") == (row["published"], row["basis"])


def test_a_month_in_the_headline_alone_dates_nothing():
    title = "Siaran Suara Pasar, Jambi, April 2022"
    article = extract(Article("case", f"{title}\nPendengar, cabai naik lagi.", title=title)).article
    assert article.published is None
