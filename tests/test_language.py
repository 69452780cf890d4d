"""Words, sentences, and phrases found in them; every offset is one of the stored text."""

import random

import pytest

from pipeline.language import Document, Phrases
from pipeline.language.sentences import LONGEST_CHARS, split_sentences
from pipeline.language.tokenizer import Tokens
from pipeline.model import Article, Boilerplate

SENTENCES = [
    ["Harga naik.", "Stok aman."],
    ["PT. Maju Jaya di Kab. Banjar untung.", "Stok aman."],
    ["Menurut H. Gusti M. Taberani, S.Sos., harga naik.", "Stok aman."],
    ['"Stok aman," katanya.', "Harga naik."],
    ["Nilainya Rp1.042.615.250.000.", "Stok aman."],
    ["Harga naik (20/9/2022).", "“Stok aman,” katanya."],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda sentences: sentences[0])
def test_sentences(sentences):
    text = " ".join(sentences)
    assert [text[start:stop] for start, stop in split_sentences(text)] == sentences


def test_a_line_ends_a_sentence_but_not_a_wrapped_one():
    wrapped = "Tiga misi dagang yang diikuti pelaku usaha dari sejumlah daerah di\nProvinsi Lampung sukses."
    assert len(list(split_sentences(wrapped))) == 1
    assert len(list(split_sentences("Misi dagang sukses\nBali untung."))) == 2


def test_a_headline_ends_with_its_line():
    headline = "Tiga misi dagang yang diikuti pelaku usaha dari sejumlah daerah di"
    assert len(list(split_sentences(f"{headline}\nProvinsi Lampung sukses.", len(headline)))) == 2


def test_no_sentence_is_longer_than_any():
    assert max(stop - start for start, stop in split_sentences("kata " * 2000)) <= LONGEST_CHARS


@pytest.mark.parametrize("seed", range(20))
def test_tokens_stand_where_the_text_has_them(seed):
    letters = "abcAB 019.,-\n\t\u00a0\u200b“”\0é́😀"
    text = "".join(random.Random(seed).choices(letters, k=300))  # noqa: S311 (no secret)
    tokens = Tokens(text)
    words = [token.text for token in tokens.doc]
    assert [text[slice(*tokens.span(index, index + 1))] for index in range(len(words))] == words
    assert "".join(text.split()) == "".join("".join(word.split()) for word in words)


def test_glued_words_part_at_a_capital():
    assert [token.text for token in Tokens("atauBank PTMaju").doc] == ["atau", "Bank", "PT", "Maju"]


def found(phrases, text, **article):
    document = Document(Article("case", text, **article))
    return [(document.quote(hit.start, hit.stop), hit.keys) for hit in phrases.find(document)]


def test_longest_phrase_wins():
    phrases = Phrases([("chili", "cabai", False), ("birdseye", "cabai rawit", False)])
    assert found(phrases, "Cabai rawit dan cabai") == [("Cabai rawit", ("birdseye",)), ("cabai", ("chili",))]


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\n"])
def test_one_space_parts_the_words_of_a_phrase(gap):
    phrases = Phrases([("chili", "cabai rawit", False)])
    assert len(found(phrases, f"stok cabai{gap}rawit di pasar")) == 1
    assert found(phrases, f"stok cabai {gap}rawit di pasar") == found(phrases, "stok cabai\trawit") == []


def test_clitics_count_only_where_asked():
    entries = [("rice", "beras", False)]
    assert found(Phrases(entries), "berasnya") == []
    assert found(Phrases(entries, clitics=True), "berasnya") == [("berasnya", ("rice",))]


def test_no_phrase_crosses_a_sentence_or_boilerplate():
    phrases = Phrases([("ks", "Kalimantan Selatan", False)])
    assert found(phrases, "di Kalimantan.\nSelatan") == []
    text = "Kalimantan Selatan"
    assert found(phrases, text, skipped=(Boilerplate(0, 3, "test"),)) == []


def test_a_phrase_over_the_end_of_a_sentence_leaves_the_shorter_one():
    """A headline that ends in `jagung` above a text that begins with `Petani`."""
    phrases = Phrases([("maize", "jagung", False), ("maize", "jagung petani", False)])
    title = "Kota Itu Menerima Jagung"
    assert found(phrases, f"{title}\nPetani menunggu hujan.", title=title) == [("Jagung", ("maize",))]
