"""Mentions where somebody else has marked them."""

from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.model import Article

OFFICIAL = "Gubernur Jambi, Al Haris"


def test_pieces_of_a_span_read_by_itself_stand_in_the_article():
    text = f"Penulis mewakili {OFFICIAL}, hadir."
    document, start = Document(Article("x", text)), text.index(OFFICIAL)
    assert find_mentions(document)["officials"] == ()
    [mention] = find_mentions(document, {"officials": [(start, start + len(OFFICIAL))]})["officials"]
    said = {name: text[begin:end] for name, (begin, end) in mention.spans.items()}
    assert said == {"name": "Al Haris", "region": "Jambi"}
