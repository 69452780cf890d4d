"""Quantities and values of flows: which of those of an article belong to which flow, where the flows are known."""

import pytest

from pipeline import Article
from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.model import Fact
from pipeline.normalize import normalize_mentions
from pipeline.relate.discourse import Discourse
from pipeline.relate.quantities import points, with_quantities
from pipeline.relate.quantities.portions import portions
from pipeline.values import Flow


def discourse_of(text):
    document = Document(Article("case", text))
    return Discourse(document, normalize_mentions(document, find_mentions(document)))


def told(text, *ways):
    """Return quantity, unit, period and value of each flow that is known (`rice ID-SN ID-KI`), in order."""
    discourse = discourse_of(text)
    flows = []
    for way in ways:
        commodity, origin, destination = way.split()
        good = next(good for good in discourse.goods if good.key == commodity)
        flows.append(Fact(good.fact.mention, Flow(None, commodity, origin, destination, "realised", 1.0)))
    found = with_quantities(discourse, flows, discourse.facts["amounts"])
    return [(flow.value.quantity, flow.value.quantity_unit, flow.value.per, flow.value.amount_idr) for flow in found]


NONE = (None, None, None, None)

CASES = {
    "of its only flow": (
        "Sulawesi Selatan mengirim 500 ton beras ke Kalimantan Timur.",
        {"rice ID-SN ID-KI": (500, "t", None, None)},
    ),
    "places behind figures": (
        "Beras Sulawesi Selatan dikirim 1.540 ton ke Balikpapan, 800 ton ke Ambon, dan 200 ton ke Manado.",
        {
            "rice ID-SN ID-KI": (1540, "t", None, None),
            "rice ID-SN ID-MA": (800, "t", None, None),
            "rice ID-SN ID-SA": (200, "t", None, None),
        },
    ),
    "places before figures": (
        "Jagung Gorontalo dikapalkan ke tiga kota: Jakarta 30.150 ton, Surabaya 9.800 ton, Makassar 700 ton.",
        {
            "maize ID-GO ID-JK": (30150, "t", None, None),
            "maize ID-GO ID-JI": (9800, "t", None, None),
            "maize ID-GO ID-SN": (700, "t", None, None),
        },
    ),
    "one order for places and figures": (
        "Rumput laut Tarakan dikirim ke Makassar dan Surabaya, masing-masing 510 ton dan 280 ton.",
        {"seaweed ID-KU ID-SN": (510, "t", None, None), "seaweed ID-KU ID-JI": (280, "t", None, None)},
    ),
    "a total of several destinations": (
        "Sulawesi Selatan mengirim 500 ton beras ke Balikpapan dan Ambon.",
        {"rice ID-SN ID-KI": NONE, "rice ID-SN ID-MA": NONE},
    ),
    "what is made": (
        "Sulawesi Selatan mengirim beras ke Kalimantan Timur. Produksi beras Sulawesi Selatan 5,2 juta ton setahun.",
        {"rice ID-SN ID-KI": NONE},
    ),
    "a rate": (
        "Pedagang Lampung memasok 20 ton cabai ke Jakarta setiap bulan.",
        {"chili ID-LA ID-JK": (20, "t", "month", None)},
    ),
    "a mere bound": (
        "Nusa Tenggara Timur mengirim lebih dari 700 ekor sapi ke Jakarta.",
        {"cattle ID-NT ID-JK": (700, "head", None, None)},
    ),
    "with its value": (
        "Sulawesi Selatan menjual 500 ton beras ke Kalimantan Timur senilai Rp6 miliar.",
        {"rice ID-SN ID-KI": (500, "t", None, 6_000_000_000)},
    ),
    "a value before it": (
        "Pedagang Balikpapan membayar Rp6 miliar untuk 500 ton beras dari Sulawesi Selatan.",
        {"rice ID-SN ID-KI": (500, "t", None, 6_000_000_000)},
    ),
    "a value of several goods": (
        "Sulawesi Selatan menjual jagung dan 500 ton beras ke Kalimantan Timur senilai Rp6 miliar.",
        {"rice ID-SN ID-KI": (500, "t", None, None), "maize ID-SN ID-KI": NONE},
    ),
    "a price of a unit": (
        "Sulawesi Selatan menjual 500 ton beras ke Kalimantan Timur seharga Rp12.000 per kg.",
        {"rice ID-SN ID-KI": (500, "t", None, None)},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_a_flow_takes(text, expected):
    assert dict(zip(expected, told(text, *expected), strict=True)) == expected


def test_a_range_is_no_number_but_leads_to_its_row():
    discourse = discourse_of("Sulawesi Selatan mengirim 500-600 ton beras ke Kalimantan Timur.")
    flow = Fact(discourse.goods[0].fact.mention, Flow(None, "rice", "ID-SN", "ID-KI", "realised", 1.0))
    [found] = with_quantities(discourse, [flow], ())
    assert (found.value.quantity, found.value.quantity_kg) == (None, None)
    assert found.value.quantity_start == discourse.document.text.index("500")


PORTIONS = {
    "30 ton ke Jakarta, 9 ton ke Surabaya.": ["30 ton ke Jakarta", ", 9 ton ke Surabaya."],
    "Jakarta 30 ton, Surabaya 9 ton.": ["Jakarta 30 ton", ", Surabaya 9 ton."],
    "30 ton ke Jakarta dan Bogor; Surabaya 9 ton.": ["30 ton ke Jakarta dan Bogor", "; Surabaya 9 ton."],
    "Ke Jakarta 200 karung beras atau 10 ton.": ["Ke Jakarta 200 karung beras atau 10 ton."] * 2,
}


@pytest.mark.parametrize(("text", "expected"), PORTIONS.items())
def test_portions(text, expected):
    discourse = discourse_of(text)
    quantities = [discourse.anchor(fact, 0, "") for fact in discourse.facts["quantities"]]
    assert [text[each.start : each.stop] for each in portions(discourse, quantities).values()] == expected


def test_the_table_of_points_is_whole():
    """Sorted by clue, each once, and what every pair gets is among them."""
    assert "always" in points()
    assert list(points()) == sorted(points())
