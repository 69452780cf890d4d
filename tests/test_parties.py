"""Deals of three provinces and more: who joins the two that a statement joins most likely."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from pipeline import Article
from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.normalize import normalize_mentions
from pipeline.relate import models, relate
from pipeline.relate.candidates.third import rows_of, thirds_of
from pipeline.relate.decode.parties import with_hubs
from pipeline.relate.decode.statements import bare_of, best_figures
from pipeline.relate.features import third

MISSION = "Misi dagang Jawa Timur, Bali, NTB dan Riau membukukan transaksi Rp90 miliar."


def weighed_of(text):
    document = Document(Article("case", text))
    return relate(document, normalize_mentions(document, find_mentions(document))).weighed


def features(weighed, kind="figure"):
    """Return the features of the provinces that may join the likeliest pair, by province and name."""
    rows = rows_of(weighed, kind)[:1]
    found = thirds_of(weighed, kind, rows)
    told = dict(zip((province for _, province in found.keys), found.values, strict=True))
    return {province: dict(zip(third.NAMES, mine, strict=False)) for province, mine in told.items()}


def test_a_third_province_joins_a_figure_where_it_likely_does():
    weighed = weighed_of(MISSION)
    (row,) = weighed.best_figures().values()
    pair = set(weighed.keys_of("figure")[row][1:])
    one, other = sorted({"ID-JI", "ID-BA", "ID-NB", "ID-RI"} - pair)
    weighed.statements["figure"].thirds = {(row, one): 0.7, (row, other): 0.2}
    (deal,) = best_figures(weighed, models.current())
    assert set(deal.parties) == {*pair, one}
    assert set(deal.pair) == pair
    # all must be right: that the one joins and that the other does not
    assert deal.score == pytest.approx(weighed.figure_scores[row] * 0.7 * 0.8)
    assert deal.certainty <= deal.score
    assert best_figures(weighed, models.current(), deal.score + 0.01) == []


def test_models_are_asked_about_thirds_where_training_gave_no_scores():
    weighed = weighed_of(MISSION)
    assert weighed.statements["figure"].thirds is None
    (deal,) = best_figures(weighed, models.current())
    assert len(deal.parties) == 4
    assert deal.score < max(weighed.figure_scores)


def test_partners_that_a_third_joins_are_one_deal():
    text = "DKI Jakarta meneken kerja sama pangan dengan Lampung, Banten, dan Bali. Kerja sama itu mulai besok."
    weighed = weighed_of(text)
    number = {frozenset(key[1:]): row for row, key in enumerate(weighed.partners.keys)}
    scores = [0.0] * len(number)
    likely = {("ID-JK", "ID-LA"): 0.9, ("ID-JK", "ID-BT"): 0.7, ("ID-BT", "ID-LA"): 0.62, ("ID-JK", "ID-BA"): 0.55}
    for pair, score in likely.items():
        scores[number[frozenset(pair)]] = score
    weighed.partner_scores = scores
    weighed.bare = {row: (score, 0.8, 0.1) for row, score in enumerate(scores)}
    best = number[frozenset(("ID-JK", "ID-LA"))]
    weighed.statements["trigger"].thirds = {(best, "ID-BT"): 0.8, (best, "ID-BA"): 0.1}
    deciding = models.current()
    found = bare_of(weighed, deciding, (), 0.5)
    # Banten joins the likeliest two, so that its pairs are no deals of their own; Bali is a partner of Jakarta alone
    assert [set(each.parties) for each in found] == [{"ID-JK", "ID-LA", "ID-BT"}, {"ID-JK", "ID-BA"}]
    figure = replace(found[0], kind="figure", parties=("ID-LA", "ID-JK"))
    weighed.bare[best] = (0.4, 0.8, 0.1)
    left = bare_of(weighed, deciding, [figure], 0.5)  # what a figure tells is not told again
    assert [set(each.parties) for each in left] == [{"ID-JK", "ID-BT"}, {"ID-BT", "ID-LA"}, {"ID-JK", "ID-BA"}]


@pytest.mark.parametrize(("joins", "parties", "share"), [(0.4, 2, 1.0), (0.6, 3, 0.6)])
def test_who_does_not_join_two_partners_makes_their_trade_no_less_sure(joins, parties, share):
    weighed = weighed_of("DKI Jakarta meneken kerja sama pangan dengan Lampung dan Bali. Kerja sama itu mulai besok.")
    weighed.partner_scores = [0.9 if set(key[1:]) == {"ID-JK", "ID-LA"} else 0.0 for key in weighed.partners.keys]
    row = weighed.partner_scores.index(0.9)
    weighed.bare, weighed.statements["trigger"].thirds = {row: (0.9, 0.8, 0.1)}, {(row, "ID-BA"): joins}
    (deal,) = bare_of(weighed, models.current(), (), 0.5)
    assert len(deal.parties) == parties
    assert deal.score == pytest.approx(0.9 * share)
    assert deal.certainty <= 0.9 * 0.6  # whether these are just its parties is no surer than that


@pytest.mark.parametrize(("parties", "hub"), [(("ID-JI", "ID-BA"), None), (("ID-JI", "ID-BA", "ID-NB"), "ID-JI")])
def test_a_deal_of_several_has_a_hub_sooner_than_one_of_two(parties, hub):
    weighed = weighed_of(MISSION)
    (taken,) = best_figures(weighed, models.current())
    scores = iter([0.4, 0.1, 0.1])
    asked = SimpleNamespace(
        scorer=SimpleNamespace(probabilities=lambda tables: {name: [*scores] for name in tables}),
    )
    (told,) = with_hubs(weighed, asked, "figure", [replace(taken, parties=parties, hub=None)])
    assert told.hub == hub


def test_two_provinces_have_nobody_to_join_them():
    weighed = weighed_of("Misi dagang Jawa Timur dan Bali membukukan transaksi Rp90 miliar.")
    assert thirds_of(weighed, "figure", rows_of(weighed, "figure")).keys == []


def test_provinces_of_one_list_are_seen_together():
    text = "Misi dagang Jawa Timur membukukan Rp90 miliar dari Bali, NTB, dan Riau. Beras Papua dijual di Maluku."
    found = features(weighed_of(text))
    assert {found[each]["third.list_size"] for each in found if each in {"ID-BA", "ID-NB", "ID-RI"}} == {3}
    assert found["ID-PA"]["third.list_size"] == 1  # goods and a verb stand between Papua and Maluku
    assert found["ID-PA"]["third.list_sentences"] == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("dari tiga provinsi itu", 3),
        ("dari ketiganya", 3),
        ("dari keempat pemerintah daerah", 4),
        ("dari tiga kapal", 0),
        ("dari satu provinsi", 0),
    ],
)
def test_a_count_of_regions_near_the_figure_is_seen(words, count):
    text = f"Misi dagang Jawa Timur ke Bali, NTB, dan Riau digelar Rabu. Transaksi {words} mencapai Rp90 miliar."
    assert {mine["third.count"] for mine in features(weighed_of(text)).values()} == {count}


def test_a_figure_that_adds_up_those_of_others_is_seen_as_their_sum():
    parts = "Misi dagang Jawa Timur ke Bali membukukan Rp20 miliar dan misi dagang ke NTB Rp30 miliar."
    text = f"Total transaksi misi dagang Jawa Timur dengan Bali dan NTB Rp50 miliar. {parts}"
    weighed = weighed_of(text)
    total, *_ = rows_of(weighed, "figure")
    found = thirds_of(weighed, "figure", [total])
    assert {dict(zip(third.NAMES, each, strict=False))["third.sum"] for each in found.values} == {1.0}
