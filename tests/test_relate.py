"""What one article tells beyond single sentences: speakers, kinds of amounts, what is left, hostile text."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from cases import unmark

from pipeline import Article, extract
from pipeline.read import read

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]

MISSION = (
    "Gubernur Jawa Timur Ratih Kusuma mengatakan misi dagang Jatim di Bali membukukan transaksi Rp90 miliar. "
    "Target semula hanya Rp70 miliar, katanya. Biaya pameran mencapai Rp2 miliar."
)


def told(text):
    return extract(Article("case", unmark(text)[0]))


@pytest.mark.parametrize("gold", [gold for gold in GOLD if not gold["deals"]], ids=lambda gold: gold["id"])
def test_hard_negatives_of_the_corpus_give_no_deal(gold):
    article = next(read(CORPUS / "articles" / f"{gold['id']}.txt"))
    optional = {tuple(sorted(deal["parties"])) for deal in gold.get("deals_optional") or []}
    assert len(extract(article)["deals"]) <= len(optional)


def test_amounts_of_deals_are_marked_and_others_not():
    kinds = {fact.mention.text: fact.value.kind for fact in told(MISSION)["amounts"]}
    assert kinds["Rp90 miliar"] == "deal_value"
    assert kinds["Rp70 miliar"] == "deal_target"
    assert kinds["Rp2 miliar"] not in {"deal_value", "deal_target"}


def test_speaker_by_name_and_by_katanya():
    speakers = {fact.mention.text: fact.value.speaker for fact in told(MISSION)["amounts"]}
    assert speakers["Rp90 miliar"] == speakers["Rp70 miliar"] == "ratih-kusuma-ji"
    assert speakers["Rp2 miliar"] is None


def test_deal_names_its_amount_and_speaker():
    first = told(MISSION)["deals"][0].value
    assert first.amount_start == MISSION.index("Rp90")
    assert first.speaker == "ratih-kusuma-ji"


def test_quotation_belongs_to_whom_the_paragraph_names():
    text = (
        "Misi dagang Jatim di Bali digelar Rabu (6/8/2025).\n\n"
        '"Hasilnya baik. Nilai transaksi itu Rp90 miliar. Kami puas," kata Gubernur Jawa Timur Ratih Kusuma.'
    )
    (amount,) = told(text)["amounts"]
    assert amount.value.speaker == "ratih-kusuma-ji"


def test_what_a_deal_sentence_holds_and_no_deal_takes_is_left_with_the_reason():
    left = {item.mention.text: item.reason for item in told(MISSION).unresolved}
    assert "money of another kind" in left["Rp2 miliar"]


def test_deal_ids_are_in_reading_order():
    deals = told(MISSION)["deals"]
    assert [deal.value.deal_id for deal in deals] == [f"case-{number}" for number in range(1, len(deals) + 1)]


def test_evidence_is_the_stored_text():
    article = Article("case", MISSION)
    facts = extract(article)
    for kind, found in facts.facts.items():
        for fact in found:
            assert article.text[fact.start : fact.stop] == fact.mention.text, kind


HOSTILE = {
    "figures": "misi dagang Jatim dengan Bali Rp5 miliar, ",
    "provinces": "Jatim, Bali, NTB dan Riau ",
    "quotes": '"Kami menjual beras ke Bali ',
    "enumeration": "dengan Kepri senilai Rp5 miliar, Bali Rp6 miliar, ",
    "prepositions": "dari di ke dengan untuk oleh ",
    "cues": "misi dagang target akan mencapai transaksi ",
    "examples": "Jatim mengirim beras ke daerah lain seperti Bali untuk dipasarkan di ",
    "sequels": "Jatim membeli komoditas asal Bali. Komoditas itu meliputi beras. Selain beras, di antaranya Riau. ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_linearly(name):
    def seconds(size):
        text = "Misi dagang Jatim di Bali. " + HOSTILE[name] * (size // len(HOSTILE[name]))
        begun = perf_counter()
        extract(Article("case", text))
        return perf_counter() - begun

    seconds(2_000)
    assert seconds(40_000) < 12 * seconds(10_000) + 1
