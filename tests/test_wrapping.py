"""Texts wrapped at a column say what they say unwrapped; all other texts keep their lines."""

import textwrap
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest

from pipeline import extract, read
from pipeline.language.wrapping import unwrapped
from pipeline.model import ReadError

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "articles").glob("*.txt"))
PLACES = {"amount_start", "quantity_start", "deal_id"}
"""Values that tell places, which a wrapped text may count otherwise."""


def wrapped(text, width, kept):
    """Wrap every paragraph but the lines that are kept."""
    lines = text.split("\n")
    broken = ([line] if line.strip() in kept else textwrap.wrap(line, width, break_on_hyphens=False) for line in lines)
    return "\n".join("\n".join(each) for each in broken)


MENTIONS = ("provinces", "officials", "commodities", "dates", "quantities")
"""Kinds that no model has a part in."""


def article_of(folder, text):
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    (article,) = read(path)
    assert not isinstance(article, ReadError)
    return article


def said(facts, *, relations):
    """Return what an article tells, without places; words that are quoted as they stand may hold the end of a line.

    Without `relations` only mentions count.
    """
    counted = Counter()
    for kind, found in facts.facts.items():
        for fact in found if relations or kind in MENTIONS else ():
            assert facts.article.text[fact.start : fact.stop] == fact.mention.text
            value = {name: cell for name, cell in asdict(fact.value).items() if name not in PLACES}
            counted[kind, " ".join(fact.mention.text.split()), str(value).replace("\\n", " ")] += 1
    return counted


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The articles of the corpus as they are, and what each tells."""
    folder = tmp_path_factory.mktemp("plain")
    articles = [article_of(folder, path.read_text(encoding="utf-8")) for path in CORPUS]
    return [(article, extract(article)) for article in articles]


@pytest.mark.parametrize(("width", "relations"), [(64, False), (68, True), (72, True), (76, True), (80, True)], ids=str)
def test_a_wrapped_article_tells_the_same(plain, tmp_path, width, relations):
    """Lines so short that a paragraph's end can't be told from a break may move paragraphs, and scores with them."""
    differ = {}
    for path, (article, facts) in zip(CORPUS, plain, strict=True):
        apart = {article.text[each.start : each.stop].strip() for each in article.skipped}
        broken = extract(article_of(tmp_path, wrapped(article.text, width, {article.title, *apart})))
        whole, joined = said(facts, relations=relations), said(broken, relations=relations)
        if whole != joined:
            differ[path.stem] = (whole - joined, joined - whole)
    assert differ == {}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_other_articles_keep_their_lines(path):
    text = path.read_text(encoding="utf-8")
    assert unwrapped(text) == text


LISTS = (
    "Harga hari ini:\n- beras Rp13.500 per kg di Pasar Induk\n- gula Rp17.000 per kg\n- cabai merah Rp45.000 per kg\n- telur Rp28.000\n",
    "Budi Santoso\nSiti Aminah\nAhmad Dahlan\n" * 10,
    "",
    "\n" * 50,
)


@pytest.mark.parametrize("text", LISTS)
def test_lists_keep_their_lines(text):
    assert unwrapped(text) == text


def test_a_wrapped_text_keeps_its_length():
    text = wrapped("Judul\n" + "Kepala Dinas Perdagangan Jawa Timur mengatakan begitu. " * 9, 72, {"Judul"})
    assert len(unwrapped(text, 5)) == len(text)
    assert unwrapped(text, 5).count("\n") == 1
