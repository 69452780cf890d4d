"""What places and goods tell by themselves, and what pairs of them see of it."""

import numpy as np
import pytest

from pipeline import Article
from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.normalize import normalize_mentions
from pipeline.relate.anchors import Anchor
from pipeline.relate.discourse import Discourse
from pipeline.relate.features import lone, mention_words, said, statement_words
from pipeline.relate.features.nearest_places import nearest, threes_of
from pipeline.relate.hashing import NO_GRAM
from pipeline.train import labels
from pipeline.train.labels import Deal, Truth

TEXT = (
    "Kupang menerima semen. Kapal datang dari Gresik. Pedagang di Kupang menjual beras.\n\n"
    "Pembeli di Denpasar menunggu. Beras itu dikirim ke Denpasar."
)
JI, BA, NT = "ID-JI", "ID-BA", "ID-NT"


@pytest.fixture(scope="module")
def discourse():
    document = Document(Article("case", TEXT))
    return Discourse(document, normalize_mentions(document, find_mentions(document)))


def test_a_pair_sees_the_best_and_the_nearest_place_of_its_province_and_those_above(discourse):
    assert [place.key for place in discourse.places] == [NT, JI, NT, BA, BA]
    scores = np.array([[0.0], [3.0], [1.0], [-1.0], [-2.0]]) * np.ones(len(lone.PLACE_MODELS))
    rows = lone.of_places(discourse, discourse.goods[:1], [NT, JI, BA], scores)
    told = dict(zip(lone.PLACES, rows.T.tolist(), strict=True))
    assert told["words.place_origin_best"] == [1.0, 3.0, -1.0]
    assert told["words.place_origin_near"] == [0.0, 3.0, -1.0]
    assert told["words.place_origin_above"] == [1.0, 0.0, 2.0]
    assert told["words.place_origin_most"] == [3.0, 3.0, 3.0]


def test_rows_come_mention_by_mention_and_each_model_has_its_own(discourse):
    scores = np.arange(5 * len(lone.PLACE_MODELS), dtype=float).reshape(5, -1)
    rows = lone.of_places(discourse, discourse.goods, [NT, BA], scores)
    assert rows.shape == (2 * len(discourse.goods), len(lone.PLACES))
    near = lone.PLACES.index("words.place_destination_near")
    places = nearest(discourse, discourse.goods, [NT, BA]).ravel()
    assert rows[:, near].tolist() == scores[places, 1].tolist()


def test_nothing_to_see_without_mentions_or_provinces(discourse):
    scores = np.zeros((5, len(lone.PLACE_MODELS)))
    for anchors, provinces in (((), [NT]), (discourse.goods, ())):
        assert lone.of_places(discourse, anchors, provinces, scores).shape == (0, len(lone.PLACES))


def test_goods_see_their_own_best_score_and_how_many_others_have_a_better_one():
    goods = [Anchor(0, 1, 0, 1, 0, key) for key in ("rice", "salt", "rice", "corn")]
    rows = lone.of_goods(goods, np.array([-1.0, 2.0, 1.0, 0.0]))
    told = dict(zip(lone.GOODS, rows.T.tolist(), strict=True))
    assert told["words.good"] == [-1.0, 2.0, 1.0, 0.0]
    assert told["words.good_best"] == [1.0, 2.0, 1.0, 0.0]
    assert told["words.good_above"] == [1.0, 0.0, 1.0, 2.0]
    assert told["words.good_most"] == [2.0] * 4
    assert lone.of_goods([], np.zeros(0)).shape == (0, len(lone.GOODS))


def test_a_mention_is_read_with_its_sentence_and_those_around_and_none_beyond_the_ends(discourse):
    [rows] = mention_words.codes(discourse, [discourse.places])
    assert (rows[0] == rows[0]).all()
    assert {*rows[0]} != {*rows[2]}  # Kupang receives here and sells there
    assert set(rows[3][rows[3] != NO_GRAM]) & set(rows[4][rows[4] != NO_GRAM])
    alone = Document(Article("case", "Kupang menerima semen."))
    [place] = (only := Discourse(alone, normalize_mentions(alone, find_mentions(alone)))).places
    [[row], none] = mention_words.codes(only, [[place], []])
    assert (row != NO_GRAM).sum() < (rows[0] != NO_GRAM).sum()
    assert none.shape == (0, len(row))
    assert [each.shape for each in mention_words.codes(only, [[]])] == [(0, 1)]


def test_mentions_read_together_have_the_codes_that_they_have_alone(discourse):
    groups = [discourse.places, [], discourse.goods]
    for together, group in zip(mention_words.codes(discourse, groups), groups, strict=True):
        [alone] = mention_words.codes(discourse, [group])
        assert [set(row) - {NO_GRAM} for row in together] == [set(row) - {NO_GRAM} for row in alone]


def statement(text, cue):
    """Return the codes of the statement that a cue makes, beyond those of any mention."""
    document = Document(Article("case", text))
    told = Discourse(document, normalize_mentions(document, find_mentions(document)))
    [anchor] = [
        each for (_, name), found in told.triggers.items() if name == "deal" for each in found if each.fact.text == cue
    ]
    [alone] = mention_words.codes(told, [[anchor]])
    [row] = statement_words.codes(told, [anchor], alone)
    return set(row[alone.shape[1] :]) - {NO_GRAM}


def test_a_statement_is_told_by_the_triggers_on_either_side_and_those_of_the_sentence_before():
    signed = "Pemprov meneken misi dagang itu."
    before, behind = (statement(text, "misi dagang") for text in (signed, "Pemprov misi dagang itu meneken."))
    assert before != behind
    assert before < statement(f"Target mereka jelas. {signed}", "misi dagang")
    assert before == statement(f"{signed} Target mereka jelas.", "misi dagang")


def test_a_sentence_that_is_not_there_says_nothing(discourse):
    last = len(discourse.sentences)
    rows = said.sentences_at(discourse, np.array([-1, 0, last - 1, last]))
    assert rows.tolist() == [last, 0, last - 1, last]
    told = said.words(discourse).codes(np.uint64(1), rows)
    assert told.sizes[[0, 3]].tolist() == [0, 0]
    assert not told.codes[[0, 3]].any()


def test_the_nearest_place_is_near_in_sentences_first_then_in_words(discourse):
    cement, *_, rice = discourse.goods
    assert nearest(discourse, [cement, rice], [NT, BA]).tolist() == [[0, 3], [2, 4]]
    [three] = threes_of(discourse, [cement, rice], [(1, NT, BA)])
    size = len(discourse.places)
    assert three.tolist() == [size + discourse.goods.index(rice), 2, 4]
    assert threes_of(discourse, [cement], []).shape == (0, 3)


def test_labels_of_places_and_goods():
    deal = Deal(frozenset({JI, NT}), JI, 10, "realised")
    truth = Truth(frozenset({("rice", JI, NT)}), frozenset({("salt", BA, "")}), (deal,), ())
    asked = {name: [label(truth, each) for each in (JI, NT, BA)] for name, label in labels.PLACES.items()}
    assert asked == {
        "place_origin": [1, 0, labels.UNKNOWN],
        "place_destination": [labels.UNKNOWN, 1, labels.UNKNOWN],
        "place_party": [1, 1, 0],
        "place_hub": [1, 0, 0],
    }
    assert [labels.good(truth, each) for each in ("rice", "salt", "corn")] == [1, labels.UNKNOWN, 0]
