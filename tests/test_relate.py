"""What one article tells beyond single sentences: speakers, kinds of amounts, what is left, hostile text, the scorer."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from cases import unmark
from growth import LINEAR, growth

from pipeline import Article, extract
from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.normalize import normalize_mentions
from pipeline.relate import decided, evidence, models, relate, triggers
from pipeline.relate.anchors import Anchor
from pipeline.relate.candidates import argument, partners, sentence, statement, way
from pipeline.relate.decode import deals
from pipeline.relate.decode.statements import bare_of, best_figures, best_partners, taken_of, together
from pipeline.relate.decode.totals import with_totals
from pipeline.relate.discourse import Discourse
from pipeline.relate.features import NONE, bare, company, pair_siblings, siblings
from pipeline.relate.features.governing import NOWHERE, governing
from pipeline.relate.features.sorts import sorts_of
from pipeline.relate.rows import bare_rows, deciding
from pipeline.relate.scorer import Forest, probability
from pipeline.relate.sentences import sentences_of
from pipeline.relate.weighed import CLEAR_LOG_ODDS, LEAST_SENTENCE, TELLING_WORDS, Topic
from pipeline.relate.weighing import topic_of, weigh
from pipeline.relate.wordclasses import classes_of

MISSION = (
    "Misi dagang Jawa Timur di Bali digelar Rabu (6/8/2025).\n\n"
    "Gubernur Jawa Timur Ratih Kusuma mengatakan misi dagang Jatim dan Bali membukukan transaksi Rp90 miliar. "
    "Target semula hanya Rp70 miliar, katanya. Biaya pameran pada misi dagang itu Rp2 miliar dari APBD."
)
TRADE_OFFICE = (
    "Badan Pusat Statistik mencatat nilai perdagangan Jawa Timur dan Bali pada 2022 mencapai Rp5,2 triliun. "
    "Pada 2021 nilai perdagangan kedua provinsi Rp4,8 triliun."
)


def told(text):
    return extract(Article("case", unmark(text)[0]))


@pytest.fixture(scope="module")
def mission():
    return told(MISSION)


def test_amounts_of_deals_are_marked_and_others_not(mission):
    kinds = {fact.mention.text: fact.value.kind for fact in mission["amounts"]}
    assert kinds["Rp90 miliar"] == "deal_value"
    assert kinds["Rp2 miliar"] not in {"deal_value", "deal_target"}


def test_speaker_by_name_and_by_katanya(mission):
    speakers = {fact.mention.text: fact.value.speaker for fact in mission["amounts"]}
    assert speakers["Rp90 miliar"] == speakers["Rp70 miliar"] == "ratih-kusuma-ji"
    assert speakers["Rp2 miliar"] is None


def test_deal_names_its_amount_and_speaker(mission):
    first = mission["deals"][0].value
    assert first.amount_start == MISSION.index("Rp90")
    assert first.speaker == "ratih-kusuma-ji"
    assert set(first.parties) == {"ID-JI", "ID-BA"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Misi dagang Jatim ke Kaltim digelar lagi tahun ini setelah sepanjang 2018 menghasilkan Rp90 miliar.", "2018"),
        ("Gubernur Jatim Ratih Kusuma mengatakan, tahun lalu misi dagang Jatim ke Bali mencapai Rp90 miliar.", "2018"),
        (
            "Pedagang Kolaka, Sulawesi Tenggara, meneken kontrak kakao dengan pabrik di Gresik, Jawa Timur, Rp7 miliar sampai Maret 2020.",
            None,
        ),
    ],
    ids=["nearest before the figure", "nobody speaks for a year", "the end of a term"],
)
def test_date_of_a_deal(text, date):
    deals = extract(Article("case", text, published="2019-01-09"), 0.0)["deals"]
    assert [str(deal.value.date or "") for deal in deals] == [date or ""]


@pytest.mark.parametrize(
    ("text", "abroad"),
    [
        ("Temu bisnis di Swiss Bell Hotel, Hotel Singapore Palace dan Swiss-Belhotel.", []),
        ("KM Hong Kong Express memuat barang PT India Makmur di Jalan Malaysia.", []),
        ("Kapal Feri Malaysia, Kapal Motor Jepang Jaya, Restoran Thailand, Rumah Makan India dan Thailand Bistro.", []),
        ("Penginapan Belanda dan Jepang Guest House penuh.", []),
        ("Kapal Malaysia dan feri Singapura membawa tamu ke restoran.", ["Malaysia", "Singapura"]),
        ("Pembeli asal Malaysia menginap di Hotel Melati, lalu terbang ke Jepang.", ["Malaysia", "Jepang"]),
    ],
)
def test_foreign_places_within_names_lead_nobody_abroad(text, abroad):
    assert [trigger.text for trigger in triggers.find("foreign", Document(Article("case", text)))] == abroad


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("Lampung mengirim telur ke Dharma Jaya, perusahaan milik DKI Jakarta.", ["ID-LA", "ID-JK", "ID-JK"]),
        ("Banten mengirim telur ke Jakarta. Pembelinya, Wahana Raharja, puas.", ["ID-BT", "ID-JK"]),
        ("Lampung mengirim telur ke Toko dharma jaya di Jakarta.", ["ID-LA", "ID-JK"]),
        ("Lampung mengirim telur ke Dharma Jaya.", ["ID-LA"]),
    ],
    ids=["its province is named", "another one is", "no name", "alone"],
)
def test_a_firm_stands_for_the_province_that_owns_it(text, provinces):
    document = Document(Article("case", text))
    sentences = sentences_of(document, normalize_mentions(document, find_mentions(document)), trade=True)
    assert [place.province for each in sentences for place in each.places] == provinces


def test_quotation_belongs_to_whom_the_paragraph_names():
    text = (
        "Misi dagang Jatim di Bali digelar Rabu (6/8/2025).\n\n"
        '"Hasilnya baik. Nilai transaksi itu Rp90 miliar. Kami puas," kata Gubernur Jawa Timur Ratih Kusuma.'
    )
    (amount,) = told(text)["amounts"]
    assert amount.value.speaker == "ratih-kusuma-ji"


def test_what_a_deal_sentence_holds_and_no_deal_takes_is_left_with_the_reason(mission):
    left = {item.mention.text: item.reason for item in mission.unresolved}
    assert left["Rp2 miliar"].startswith("in a sentence about trade, no deal: ")


def test_a_figure_that_a_row_has_is_not_left_as_used_by_none():
    text = (
        "Kalsel catat transaksi Rp13,2 miliar pada temu bisnis di Makassar\n\n"
        "Dinas Perdagangan Kalimantan Selatan mencatat transaksi sebesar Rp13,2 miliar dari temu bisnis dengan pengusaha "
        "Sulawesi Selatan di Makassar, Selasa (9/3/2021).\n\n"
        "Pedagang Kalsel membeli beras dari Kabupaten Sidenreng Rappang senilai Rp5,1 miliar."
    )
    facts = told(text)
    [flow] = facts["flows"]
    assert flow.value.amount_idr == 5_100_000_000
    left = {item.mention.text: item.reason for item in facts.unresolved if item.mention.kind == "amounts"}
    assert left == {"Rp13,2 miliar": "in a sentence about trade, no deal: the figure of a deal, told again"}


@pytest.mark.parametrize(
    "compared",
    [
        "Target awal hanya Rp10 miliar.",
        "Hasil itu melampaui temu bisnis Kalsel-Sulsel tahun 2019 yang tercatat Rp8,3 miliar.",
    ],
    ids=["target", "earlier_year"],
)
def test_goods_belong_to_the_news_not_to_what_it_is_compared_with(compared):
    facts = told(
        "Temu bisnis Kalimantan Selatan dengan Sulawesi Selatan di Makassar, Selasa (9/3/2021), membukukan transaksi "
        f"Rp13,2 miliar.\n\n{compared}\n\nBarang Kalsel yang paling diminati pembeli Sulsel ialah rotan dan ikan asin."
    )
    assert [deal.value.deal_id for deal in facts["deals"]] == ["case-1", "case-2"]
    assert [(flow.value.deal_id, flow.value.status) for flow in facts["flows"]] == [("case-1", "realised")] * 2


def test_goods_belong_to_the_deal_of_their_sentence_though_it_is_of_an_earlier_year():
    facts = told(
        "Temu bisnis Kalimantan Selatan dengan Sulawesi Selatan di Makassar, Selasa (9/3/2021), membukukan transaksi "
        "Rp13,2 miliar.\n\nPada temu bisnis tahun 2019 Kalsel membeli beras dari Sulsel senilai Rp8,3 miliar."
    )
    assert [deal.value.deal_id for deal in facts["deals"]] == ["case-1", "case-2"]
    assert [flow.value.deal_id for flow in facts["flows"]] == ["case-2"]


def test_a_total_of_deals_with_rows_of_their_own_is_not_to_be_added_to_them():
    [told_deal] = told("Misi dagang Jawa Timur dan Bali membukukan transaksi Rp90 miliar, Kamis (8/6/2023).")["deals"]
    values = {
        ("ID-RI", "ID-SU"): 19,
        ("ID-RI", "ID-SB"): 20,
        ("ID-RI", "ID-JA"): 6,
        ("ID-RI", "ID-JA", "ID-SB", "ID-SU"): 45,
    }
    deals = [
        replace(told_deal, value=replace(told_deal.value, parties=parties, amount_idr=amount))
        for parties, amount in values.items()
    ]
    assert [deal.value.scope for deal in with_totals(deals)] == ["event", "event", "event", "cumulative"]
    assert {deal.value.scope for deal in with_totals(deals[1:])} == {"event"}


@pytest.mark.parametrize(
    ("told_years", "scopes"),
    [
        ("Rp30 miliar per tahun atau Rp90 miliar dalam tiga tahun", ["event", "cumulative"]),
        ("Rp30 miliar per tahun, atau seluruhnya Rp90,2 miliar selama 3 tahun", ["event", "cumulative"]),
        ("Rp30 miliar per tahun, dan Rp90 miliar dalam lima tahun", ["event", "event"]),
        ("Rp30 miliar, dan tahun lalu Rp90 miliar", ["event", "event"]),
    ],
)
@pytest.mark.parametrize("status", ["realised", "target"])
def test_a_figure_over_years_is_not_to_be_added_to_the_yearly_one(told_years, scopes, status):
    text = f"Misi dagang Jawa Timur dan Bali membukukan transaksi {told_years}."
    amounts = [(match.start(), match[1]) for match in re.finditer(r"Rp([\d,]+) miliar", text)]
    [pattern] = told("Misi dagang Jawa Timur dan Bali membukukan transaksi Rp90 miliar, Kamis (8/6/2023).")["deals"]
    deals = [
        replace(
            pattern,
            mention=replace(pattern.mention, start=0, stop=len(text), text=text),
            value=replace(pattern.value, amount_idr=round(float(value.replace(",", ".")) * 10**9), amount_start=start),
        )
        for start, value in amounts
    ]
    deals[0] = replace(deals[0], value=replace(deals[0].value, status=status))
    assert [deal.value.scope for deal in with_totals(deals)] == scopes


def test_totals_of_a_trade_office_are_statistics_and_no_deals():
    facts = told(TRADE_OFFICE)
    assert [fact.value.kind for fact in facts["amounts"]] == ["trade_statistics"] * 2
    assert facts["deals"] == ()


def test_deal_ids_are_in_reading_order(mission):
    deals = mission["deals"]
    assert [deal.value.deal_id for deal in deals] == [f"case-{number}" for number in range(1, len(deals) + 1)]


def test_every_row_has_a_confidence_and_evidence_that_is_known(mission):
    rows = [*mission["deals"], *mission["flows"]]
    assert rows
    assert [row for row in rows if not 0 < row.value.confidence <= 1] == []
    assert {row.mention.rule for row in rows} <= set(evidence.GROUPS.values())


def test_evidence_is_the_stored_text():
    article = Article("case", MISSION)
    facts = extract(article)
    mentions = [fact.mention for found in facts.facts.values() for fact in found]
    for mention in [*mentions, *(item.mention for item in facts.unresolved)]:
        assert article.text[mention.start : mention.stop] == mention.text


def test_two_runs_are_equal(mission):
    assert told(MISSION) == mission


# Words and scores


@pytest.mark.parametrize(
    ("word", "voice"),
    [
        ("mengirim", "active"),
        ("dikirim", "passive"),
        ("terkirim", "passive"),
        ("pengiriman", "noun"),
    ],
)
def test_forms_of_a_stem_share_their_sense(word, voice):
    found = classes_of([word])[0]
    assert (found.part, found.sense, found.voice) == ("verb", "send", voice)


def test_words_of_the_lists_have_a_class_before_forms_of_stems():
    origin, producer, producers, shipment, cat = classes_of(["dari", "petani", "petaninya", "kiriman", "kucing"])
    assert origin.symbol == "f:from"
    assert producer.part == "noun"
    assert producers == producer
    assert shipment == ("noun", "origin", "", "n:origin")
    assert cat is None


# A tree of two levels: `a` above 1? then `b` above 5?
TREE = Forest(
    features=np.array([[0, 1, 1]]),
    thresholds=np.array([[1.0, 5.0, 5.0]], dtype=np.float32),
    outputs=np.array([[0.0, -1.0, 1.0, -2.0, -0.5, 0.5, 3.0]], dtype=np.float32),
    names=("a", "b"),
)


def test_a_row_goes_down_a_tree_to_its_leaf():
    rows = np.array([[1, 5], [1, 6], [2, 5], [2, 6]], dtype=np.float32)
    expected = probability(np.array([-2.0, -0.5, 0.5, 3.0], dtype=np.float32))
    assert TREE.score(rows).tolist() == expected.tolist()
    assert TREE.depth == 2
    assert TREE.score(rows[:0]).tolist() == []


def test_forests_that_see_one_table_score_it_as_each_does_alone():
    scorer = models.current().scorer
    names = ("origin", "destination")
    rows = np.random.default_rng(2).normal(size=(7, len(scorer.forests["origin"].names))).astype(np.float32)
    together = scorer.probabilities(dict.fromkeys(names, rows))
    assert together == {name: scorer.forests[name].score(rows).tolist() for name in names}
    assert together["origin"] != together["destination"]


def test_forests_that_see_tables_of_their_own_score_them_as_each_does_alone():
    scorer = models.current().scorer
    rows = {"way": 3, "figure": 0, "trigger_party": 5, "origin": 1}
    tables = {
        name: np.random.default_rng(3).normal(size=(size, len(scorer.forests[name].names))).astype(np.float32)
        for name, size in rows.items()
    }
    alone = {name: scorer.forests[name].score(table).tolist() for name, table in tables.items()}
    assert scorer.probabilities(tables) == alone
    assert {name: len(scores) for name, scores in alone.items()} == rows


def test_a_word_is_governed_by_verbs_triggers_and_noun_of_its_own_sentence():
    text = "Petani Jember mengirim beras ke Bali. Warga Bali senang. Bali membeli beras."
    document = Document(Article("case", text))
    discourse = Discourse(document, normalize_mentions(document, find_mentions(document)))
    found = governing(discourse)
    words = discourse.words
    bali = [at for at, word in enumerate(words) if word == "bali"]
    before, behind = found.verbs
    assert [words[at] if at != NOWHERE else "" for at in before[bali]] == ["mengirim", "", ""]
    assert [words[at] if at != NOWHERE else "" for at in behind[bali]] == ["", "", "membeli"]
    assert words[found.heads[words.index("jember")]] == "petani"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Lampung mengirim beras ke Banten, kata Gubernur.", True),
        ("Jatim mengirim beras ke Bali, kata Gubernur.", False),
        ("Jember mengirim beras ke Bali, kata Gubernur.", False),
        ("Papua mengirim padi ke Bali, kata Gubernur.", False),
    ],
    ids=["another-province", "an-abbreviation", "a-regency", "other-goods"],
)
def test_words_of_features_know_what_goods_and_of_what_level_a_place_is_but_no_province(text, same):
    def codes(text):
        document = Document(Article("case", text))
        discourse = Discourse(document, normalize_mentions(document, find_mentions(document)))
        (goods,) = argument.arguments_of(discourse, (discourse.goods,), discourse.provinces)
        return goods.grams.tolist()

    assert (codes(text) == codes("Papua mengirim beras ke Bali, kata Gubernur.")) == same


@pytest.mark.parametrize(
    ("kind", "sorts"),
    [
        ("goods", ("rice", "staple_food")),
        ("places", ("regency", "regency")),
        ("amounts", ("other", "about")),
        ("deal", ("menjual", "purchase_single")),
    ],
)
def test_what_a_mention_names(kind, sorts):
    text = "Petani Jember menjual beras ke Bali dengan kontrak sekitar Rp3 miliar."
    document = Document(Article("case", text))
    discourse = Discourse(document, normalize_mentions(document, find_mentions(document)))
    told = discourse.triggers[0, "deal"] if kind == "deal" else getattr(discourse, kind)
    assert sorts_of(told[0]) == sorts


def test_a_trigger_is_the_same_over_the_end_of_a_line():
    def names(text):
        document = Document(Article("case", text))
        discourse = Discourse(document, normalize_mentions(document, find_mentions(document)))
        return [sorts_of(each) for each in discourse.triggers[0, "deal"]]

    assert (
        names("Bali dan NTB menggelar misi\ndagang besar.") == names("Bali dan NTB menggelar misi dagang besar.") != []
    )


def test_what_weighed_adds_up_to_the_score():
    rows = np.array([[1, 5], [2, 6]], dtype=np.float32)
    assert TREE.weigh(rows).tolist() == [[-1.0, -1.0], [1.0, 2.0]]
    shipped = models.current().scorer.forests["way"]
    rows = np.random.default_rng(1).normal(size=(5, len(shipped.names))).astype(np.float32)
    roots = shipped.outputs[:, 0].sum()
    assert np.allclose(probability(shipped.weigh(rows).sum(axis=1) + roots), shipped.score(rows), atol=1e-3)


def test_words_not_of_trade_leave_an_article_unweighed_and_say_so():
    document = Document(Article("case", MISSION))
    facts = normalize_mentions(document, find_mentions(document))
    shipped = models.current()
    deaf = models.Models(shipped.scorer, shipped.card | {"thresholds": {**shipped.card["thresholds"], "article": 99.0}})
    left = relate(document, facts, deciding=deaf)
    assert left.weighed is None
    assert (left.facts["deals"], left.facts["flows"]) == ((), ())
    reasons = {item.mention.text: item.reason for item in left.facts.unresolved}
    assert "not of trade between provinces" in reasons["Rp90 miliar"]
    assert relate(document, facts).facts["deals"]


WRITTEN_IN = "JAKARTA - "


def written_there(told):
    document = Document(Article("case", f"{WRITTEN_IN}{told}", dateline_span=(0, len(WRITTEN_IN))))
    return relate(document, normalize_mentions(document, find_mentions(document)))


def test_where_an_article_was_written_is_no_part_of_what_it_tells():
    assert all("ID-JK" not in deal.value.parties for deal in written_there(MISSION).facts["deals"])
    assert written_there(MISSION).facts["deals"]
    decision = written_there("Pengusaha Surabaya meneken kontrak dagang senilai Rp90 miliar dengan pembeli.")
    assert decision.weighed is None
    [reason] = [item.reason for item in decision.facts.unresolved if item.mention.text == "Rp90 miliar"]
    assert reason.endswith("no two provinces are named outside of the dateline")


def test_a_party_that_the_dateline_alone_names_is_left_unresolved():
    weighed = written_there(MISSION).weighed
    keys = weighed.statements["figure"].pairs.keys
    weighed.figure_scores = [0.99 if "ID-JK" in key else 0.0 for key in keys]
    left = decided(weighed, models.current(), 0.0)
    assert not left.facts["deals"]
    reason = "a province that the dateline alone names"
    assert reason in {item.reason for item in left.facts.unresolved}
    assert {"ID-JK"} <= {each for one in left.decisions() if one.left == reason for each in one.provinces}


def test_an_article_that_may_not_tell_of_trade_asks_for_surer_rows():
    shipped = models.current()
    asked = dict.fromkeys(models.THRESHOLDS, 0.0) | {f"figure_{models.DOUBT}": 1.1}
    choosy = models.Models(shipped.scorer, shipped.card | {"thresholds": asked})
    taken = {}
    for length, text in {"passage": MISSION, "article": f"{MISSION} {'Cuaca cerah. ' * TELLING_WORDS}"}.items():
        document = Document(Article("case", text))
        weighed = relate(document, normalize_mentions(document, find_mentions(document))).weighed
        for topic in (CLEAR_LOG_ODDS, CLEAR_LOG_ODDS - 0.1):
            weighed.topic = Topic(topic - LEAST_SENTENCE, {0: LEAST_SENTENCE - 1})
            taken[length, topic] = "figure" in {each.kind for each in taken_of(weighed, choosy)}
    assert [key for key, told in taken.items() if not told] == [("article", CLEAR_LOG_ODDS - 0.1)]


SPARSE = (
    "Pasar Puger ramai sejak subuh. {told} Jalan ke pasar dilebarkan tahun lalu. Warga berharap hujan segera reda. "
    "Kepala pasar menyebut retribusi tidak naik, dan parkir ditata ulang bersama pemuda setempat. Bali libur panjang."
)


def topic(told):
    document = Document(Article("case", SPARSE.format(told=told)))
    discourse = Discourse(document, normalize_mentions(document, find_mentions(document)))
    return discourse, topic_of(discourse, models.current().scorer)


def test_one_sentence_shows_that_an_article_tells_of_trade():
    discourse, shown = topic("Beras dari Jember, Jawa Timur, setiap pekan dikirim ke Bali oleh enam pedagang.")
    assert sentence.sentences_of(discourse).keys == [1]
    _, idle = topic("Beras di Jember, Jawa Timur, dimasak untuk tamu dari Bali oleh enam juru masak.")
    assert shown.sentences[1] > idle.sentences[1]
    assert shown.odds > idle.odds


def test_goods_of_one_list_go_the_same_way():
    text = "Jawa Timur menjual kopi, gula, dan teh ke Bali. Kopi Bali dan madu dijual di Jawa Timur; garam tidak."
    document = Document(Article("case", text))
    weighed = relate(document, normalize_mentions(document, find_mentions(document))).weighed
    scores = [0.9 if key[1] == "coffee" else 0.5 for key in weighed.ways.keys]
    there = {
        key[1]: round(score, 3)
        for key, score in zip(weighed.ways.keys, way.in_lists(weighed.discourse, weighed.ways, scores), strict=True)
        if key[2:] == ("ID-JI", "ID-BA")
    }
    # log-odds of 2.2, 0 and 0 are 0.73 on average
    assert there["coffee"] == there["sugar"] == there["tea"] == 0.675
    assert there["salt"] == 0.5


SIGNED = "Misi dagang Jawa Timur dan Bali membukukan Rp90 miliar. Kedua gubernur meneken kerja sama pangan."


@pytest.mark.parametrize(("own", "deals"), [(0.6, 1), (0.4, 0)])
def test_an_agreement_beside_a_sum_is_a_deal_of_its_own_where_it_likely_is(own, deals):
    document = Document(Article("case", SIGNED))
    weighed = relate(document, normalize_mentions(document, find_mentions(document))).weighed
    weighed.partner_scores, weighed.bare = [0.9], {0: (own, 0.6, 0.2)}
    figures = best_figures(weighed, models.current())
    assert len(figures) == 1
    found = bare_of(weighed, models.current(), figures, 0.3)
    assert [each.status for each in found] == ["agreed"] * deals
    # without a figure that joins the two there is nothing that it could echo
    (alone,) = bare_of(weighed, models.current(), (), 0.3)
    assert min(own, 0.9) < alone.score < 0.9
    assert alone.certainty == pytest.approx(alone.score * 0.6 / 0.8)


def test_models_are_asked_what_partners_have_where_training_gave_no_scores():
    document = Document(Article("case", SIGNED))
    weighed = relate(document, normalize_mentions(document, find_mentions(document))).weighed
    assert weighed.bare == {}
    (told,) = best_partners(weighed, models.current())
    assert 0 < told.own < 1
    weighed.partner_scores = [0.01]
    weighed.bare_rows = bare_rows(weighed)
    assert best_partners(weighed, models.current()) == []


def test_what_moved_a_deal_without_a_figure_is_told_of_both_its_forests():
    document = Document(Article("case", SIGNED))
    weighed = relate(document, normalize_mentions(document, find_mentions(document))).weighed
    tables = deciding(weighed, "trigger", [0])
    forests = models.current().scorer.forests
    moved = {name: forests[name].weigh(rows.astype(np.float32))[0].sum() / 2 for name, rows in tables.items()}
    assert list(moved) == ["partners", "bare"]
    assert all(moved.values())
    found = evidence.weights(models.current(), tables)
    assert sum(each.moved for each in found) == pytest.approx(sum(moved.values()), abs=1e-5)
    assert len({each.feature for each in found}) == len(found)
    assert any(each.feature.startswith("bare.") and each.moved for each in found)


def test_of_partners_statements_and_the_figure_they_share_are_looked_at():
    def telling(sentence, first, score, words):
        anchor = Anchor(0, 1, first, first + 1, sentence, "trigger")
        return bare.Telling(anchor, score, 0.5, np.array(words))

    told = [telling(1, 12, 0.8, [-1.0, 2.0, -3.0, 0.0]), telling(0, 2, 0.2, [1.0, -2.0, -3.0, 0.0])]
    figure = telling(0, 5, 0.9, [3.0, -1.0, -2.0, -2.0])
    found = dict(zip(bare.NAMES, bare.values(told, 0.7, figure), strict=True))
    assert [found[f"bare.most_{each}"] for each in ("realised", "agreed")] == [1, 2]
    assert found["bare.mean_realised"] == pytest.approx(-0.6)
    assert [found[f"bare.{each}"] for each in ("partners", "figure", "sentences", "words")] == [0.7, 0.9, 1, -7]
    assert [found[f"bare.{each}"] for each in ("same_sentence", "elsewhere", "elsewhere_agreed")] == [0, 0.8, 2]
    alone = dict(zip(bare.NAMES, bare.values(told, 0.7, None), strict=True))
    assert [alone[f"bare.{each}"] for each in ("figure", "elsewhere", "figure_agreed")] == [0, 0.8, NONE]


WAYS = [(0, "rice", "ID-JI", "ID-BA"), (0, "rice", "ID-BA", "ID-JI"), (1, "egg", "ID-JI", "ID-BA")]


def test_a_way_sees_the_way_back_and_the_goods_beside_it():
    rows = siblings.values(WAYS, [2, 2, 2], [0.75, 0.5, 0.25])
    there = dict(zip(siblings.NAMES, rows[0].tolist(), strict=True))
    assert there["siblings.score"] == 0.75
    assert there["siblings.back_best"] == 0.5
    assert there["siblings.beside_best"] == there["siblings.companions_sum"] == 0.25
    assert there["siblings.same_origin_best"] == there["siblings.same_destination_best"] == -1
    assert there["siblings.article_likely"] == 2
    egg = dict(zip(siblings.NAMES, rows[2].tolist(), strict=True))
    assert (egg["siblings.companions_back_best"], egg["siblings.same_goods_best"]) == (0.5, -1)


def test_no_way_leads_back_to_itself():
    keys = [(0, "rice", "ID-JI", "ID-BA"), (0, "rice", "ID-NB", "ID-BA"), (0, "rice", "ID-JI", "ID-BT")]
    for row in siblings.values(keys, [2, 2, 2], [0.75, 0.5, 0.25]):
        told = dict(zip(siblings.NAMES, row.tolist(), strict=True))
        assert [told[f"siblings.{name}"] for name in ("back_best", "from_destination", "to_origin")] == [-1, -1, -1]


def test_other_sentences_hold_no_neighbours():
    rows = siblings.values(WAYS, [2, 2, 3], [0.75, 0.5, 0.25])
    there = dict(zip(siblings.NAMES, rows[0].tolist(), strict=True))
    assert (there["siblings.beside_best"], there["siblings.companions_best"]) == (-1, 0.25)


PAIRS = [(0, "ID-JI", "ID-BA"), (0, "ID-JI", "ID-NB"), (1, "ID-BA", "ID-JI"), (1, "ID-JI", "ID-NB")]


def test_a_pair_of_a_figure_sees_its_rivals_and_the_figure_elsewhere():
    partners = {frozenset(("ID-JI", "ID-BA")): 0.9, frozenset(("ID-JI", "ID-NB")): 0.1}
    for worth, same in (([5, 5], 0.25), ([5, 7], -9)):
        rows = pair_siblings.values(PAIRS, [0.75, 0.5, 0.25, 0.125], worth, partners)
        first, rival, second, _ = (dict(zip(pair_siblings.NAMES, row.tolist(), strict=True)) for row in rows)
        assert (first["beside.gap"], first["beside.second"], rival["beside.gap"]) == (0, 0.5, 0.25)
        assert (first["beside.same_pair"], second["beside.same_pair"]) == (0.25, 0.75)
        assert (first["beside.same_pair_and_figure"], first["beside.same_figure"]) == (same, same)
        assert (first["beside.before"], first["beside.behind"], second["beside.before"]) == (-9, 0.25, 0.75)
        assert (first["beside.behind_alike"], rival["beside.behind_alike"]) == (1, 0)
        assert (first["beside.best"], second["beside.sum"]) == (0.25, 0.75)
        assert first["beside.larger"] == (0.25 if same < 0 else -9)
        assert (first["beside.partners"], round(rival["beside.partners_gap"], 6)) == (0.9, 0.8)
        assert (first["beside.same_pair_times"], second["beside.same_pair_times"]) == (0, 1)


def figure(first, rupiah):
    fact = SimpleNamespace(value=SimpleNamespace(amount_idr=rupiah, amount_min_idr=rupiah, amount_max_idr=rupiah))
    return Anchor(first, first + 1, first, first + 1, 0, "amount", fact=fact)


def test_a_figure_sees_what_is_said_beside_the_others():
    figures = [figure(2, 5), figure(5, 9), figure(8, 5)]
    words = np.array([[1.0, 0, 0, 0], [0, 2.0, 0, 0], [0, 0, 3.0, 0]])
    trigger = Anchor(6, 7, 6, 7, 0, "deal")
    rows = company.values([*figures, trigger], figures, [0.5, 0.1, 0.9], words)
    first, small, _, without = (dict(zip(company.NAMES, row.tolist(), strict=True)) for row in rows)
    assert first["company.others_target"] == pytest.approx(0.9 * 3)
    assert without["company.others_target"] == pytest.approx(0.9 * 3 / 1.5)
    # the second is no likely deal: it is passed over, but told what stands about it
    assert (first["company.before_target"], first["company.behind_target"]) == (-9, 3)
    assert (small["company.before_realised"], small["company.behind_target"]) == (1, 3)
    assert (first["company.largest_target"], without["company.largest_realised"]) == (3, 1)
    (alone,) = company.values(figures[:1], figures[:1], [0.5], words[:1])
    assert alone.tolist() == [-9] * len(company.NAMES)
    assert (first["company.same_target"], small["company.same_target"]) == (3, -9)
    assert (without["company.before_realised"], without["company.same_realised"]) == (1, -9)
    assert company.values([trigger], [], [], np.zeros((0, 4))).tolist() == [[-9] * len(company.NAMES)]


def test_all_tellings_of_a_figure_say_its_status_together():
    text = "Transaksi Rp9 miliar. Transaksi Rp9 miliar. Transaksi Rp5 miliar."
    document = Document(Article("case", text))
    figures = Discourse(document, normalize_mentions(document, find_mentions(document))).amounts
    shares = [(0.6, 0.1, 0.0, 0.0), (0.4, 0.1, 0.5, 0.0), (0.1, 0.8, 0.0, 0.0)]
    told = together(figures, shares)
    assert told[0] == told[1] == pytest.approx((0.5, 0.1, 0.25, 0.0))
    assert told[2] == shares[2]  # another figure keeps its own


def test_partners_are_weighed_by_all_statements_of_the_article():
    text = (
        "Jawa Timur dan Bali meneken kerja sama pangan. Kerja sama dengan Bali itu disaksikan tamu dari Riau. "
        "Gubernur Jawa Timur menyebut kerja sama Jatim dan Bali berlaku lima tahun."
    )
    document = Document(Article("case", text))
    weighed = relate(document, normalize_mentions(document, find_mentions(document))).weighed
    assert sorted(sorted(key[1:]) for key in weighed.partners.keys) == [
        ["ID-BA", "ID-JI"],
        ["ID-BA", "ID-RI"],
        ["ID-JI", "ID-RI"],
    ]
    rows = {
        frozenset(key[1:]): dict(zip(partners.NAMES, row.tolist(), strict=True))
        for key, row in zip(weighed.partners.keys, weighed.partners.values, strict=True)
    }
    both = rows[frozenset(("ID-BA", "ID-JI"))]
    assert both["partners.statements"] == len(weighed.statements["trigger"].anchors) == 3
    assert (both["partners.with"], both["partners.subject_with"]) == (1, 1)
    assert both["partners.article_gap"] == 0 < rows[frozenset(("ID-JI", "ID-RI"))]["partners.article_gap"]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("DKI Jakarta meneken kontrak beras dengan Lampung dan Banten.", ["meneken", "kontrak"]),
        ("DKI Jakarta meneken kerja sama beras dengan Lampung dan Banten.", ["kerja sama"]),
        ("Beras Lampung dan Banten mahal, kata warga DKI Jakarta.", []),
    ],
)
def test_words_of_signing_are_statements_where_no_word_of_trade_stands(text, triggers):
    document = Document(Article("case", text))
    discourse = Discourse(document, normalize_mentions(document, find_mentions(document)))
    assert [anchor.fact.text for anchor in statement.triggers_of(discourse)] == triggers


def test_each_deal_of_one_statement_has_the_rule_of_its_own_pair(monkeypatch):
    monkeypatch.setattr(deals, "strongest", lambda _, tables: [f"{row[0]:g}" for row in tables["partners"]])
    document = Document(Article("case", "Lampung, Banten, dan Bali meneken kerja sama pangan."))
    weighed = relate(document, normalize_mentions(document, find_mentions(document))).weighed
    told = best_partners(weighed, models.current())
    weighed.partners.values[:, 0] = range(len(told))
    assert len(told) == 3
    assert {each.number for each in told} == {0}
    found = deals.deals_of(weighed, models.current(), told)
    assert [fact.mention.rule for fact in found] == [f"{each.row}" for each in told]


# Hostile text

HOSTILE_START = "Misi dagang Jatim di Bali. "
HOSTILE = {
    "figures": "misi dagang Jatim dengan Bali Rp5 miliar, ",
    "provinces": "Jatim, Bali, NTB dan Riau ",
    "quotes": '"Kami menjual beras ke Bali ',
    "enumeration": "dengan Kepri senilai Rp5 miliar, Bali Rp6 miliar, ",
    "prepositions": "dari di ke dengan untuk oleh ",
    "cues": "misi dagang target akan mencapai transaksi ",
    "examples": "Jatim mengirim beras ke daerah lain seperti Bali untuk dipasarkan di ",
    "goods": "Jatim membeli komoditas asal Bali. Komoditas itu meliputi beras. Selain beras, di antaranya Riau. ",
}


def hostile(name, size):
    return Article("case", HOSTILE_START + HOSTILE[name] * (size // len(HOSTILE[name])))


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_linearly(name):
    assert growth(lambda text: extract(Article("case", HOSTILE_START + text)), HOSTILE[name], 40_000) < LINEAR


def test_candidates_are_bounded_and_what_is_cut_is_said():
    article = hostile("goods", 40_000)
    facts = extract(article)
    cut = [item for item in facts.unresolved if "too many goods" in item.reason]
    document = Document(article)
    discourse = Discourse(document, normalize_mentions(document, find_mentions(document)))
    weighed = weigh(discourse, models.current().scorer, Topic(0.0, {}))
    assert len(cut) == len(discourse.goods) - len(weighed.goods.arguments.anchors) > 0
