"""Who is meant by a name: decided over all mentions of an article, by what the extractor found written."""

import pytest

from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.model import Article
from pipeline.normalize import normalize_mentions
from pipeline.normalize.people import resolve_people

ARTICLE = (
    "Gubernur Kalsel Ratih Kumala hadir. Kepala Dinas Perdagangan Kalsel Ratih Melati juga hadir. "
    "Kumala bicara. Gubernur Ratih pulang. Melati diam. Ratih senang."
)


def said(text, given=None):
    """Return the mentions of officials in a text."""
    return find_mentions(Document(Article("x", text)), given)["officials"]


def span(text, word):
    start = text.rindex(word)
    return start, start + len(word)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Gubernur Kalsel Ratih Kumala", "Ratih Kumala"),
        ("Kumala", "Ratih Kumala"),
        ("Melati", "Ratih Melati"),
        ("Gubernur Ratih", "Ratih Kumala"),
    ],
)
def test_a_part_of_a_name_is_the_person_of_the_name_in_full(word, name):
    people = resolve_people(said(ARTICLE))
    assert people[span(ARTICLE, word)[0]].parts["name"] == name


def test_a_part_of_two_names_is_nobody():
    assert span(ARTICLE, "Ratih")[0] not in resolve_people(said(ARTICLE))


def test_a_part_of_two_names_is_unresolved():
    document = Document(Article("x", ARTICLE))
    facts = normalize_mentions(document, find_mentions(document))
    told = [(each.mention.start, each.reason) for each in facts.unresolved if each.mention.kind == "officials"]
    assert told == [(span(ARTICLE, "Ratih")[0], "part of a name, not told whose")]


def test_what_is_written_says_nothing_of_who_is_meant():
    for mention in said(ARTICLE):
        assert mention.parts["name"] in mention.text
        assert "person" not in mention.parts
        assert set(mention.spans) <= {"name", "region"}


def test_a_part_of_a_name_given_without_the_name_is_unresolved():
    """Whoever gives the spans may leave out the one that names the person in full."""
    document = Document(Article("x", ARTICLE))
    mentions = find_mentions(document, {"officials": [span(ARTICLE, "Melati")]})
    facts = normalize_mentions(document, mentions)
    [only] = [each for each in facts.unresolved if each.mention.kind == "officials"]
    assert (only.mention.text, only.reason) == ("Melati", "part of a name, not told whose")
    assert facts.facts["officials"] == ()
