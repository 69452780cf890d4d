"""The queue of the review page: search, filters, orders, settling many, and what is asked again."""

import html
import re

import pytest
import review_folder as sample

pytest.importorskip("starlette", reason="the extra niaga[review] is not installed")

from review_client import Client, Form, write_codes

from pipeline import schema
from pipeline.review import apply
from pipeline.review.decision import VALUES
from pipeline.review.session import Session
from pipeline.review.store import Store

OUTLETS = {"a": "Antara", "b": "Kompas"}


def articles():
    for row in sample.articles(sample.TEXTS):
        published = "2022-06-15" if row["article_id"] == "a" else "2021-03-09"
        yield row | {"outlet": OUTLETS[row["article_id"]], "published": published}


def finding(number, check, words, article_id="b"):
    place = sample.evidence(article_id, words, sample.TEXTS)
    del place["rule"]
    return {
        **place,
        "finding_id": f"f{number}",
        "check": check,
        "severity": "warning",
        "message": f"Doubtful {number}.",
    }


FINDINGS = [
    finding(1, "no_source", "Rp5 miliar"),
    finding(2, "no_source", "Rp7 miliar"),
    finding(3, "unit_slip", "Rp5 miliar"),
    finding(4, "no_source", "Rp214 miliar", "a"),
]


def commodities():
    for word, code in (("kakao", "cocoa"), ("mete", "cashew")):
        yield {**sample.evidence("a", word, sample.TEXTS), "commodity": code, "name": word}


@pytest.fixture
def folder(tmp_path):
    write_codes(tmp_path / "out")
    tables = {"articles": list(articles()), "findings": FINDINGS, "commodities": list(commodities())}
    return sample.make(tmp_path / "out", **tables)


@pytest.fixture
def client(folder):
    return Client(folder)


def names(page):
    """Return what stands in the list, in order."""
    return [
        html.unescape(" ".join(re.sub("<[^>]*>", " ", each).split()))
        for each in re.findall(r"<li><a href[^>]*>(.*?)</a></li>", page, re.DOTALL)
    ]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 8),
        ("province=ID-BA", 1),
        ("province=ID-KI", 2),
        ("year=2021&table=deals", 2),
        ("outlet=Kompas", 5),
        ("goods=cocoa", 1),
        ("goods=cocoa&province=ID-BA", 0),
        ("check=no_source", 3),
        ("find=DIJAJAKI", 1),
        ("find=meneken+bali&table=deals", 2),
        ("find=ratna-ji", 1),
        ("find=doubtful+3", 1),
        ("find=nowhere", 0),
        ("year=1999", 0),
    ],
)
def test_search_and_filters(client, query, number):
    page = client.get(f"/?show=all&{query}")[2]
    assert len(names(page)) == number, names(page)


def test_filters_of_articles(client):
    assert len(names(client.get("/?show=articles")[2])) == 2
    assert len(names(client.get("/?show=articles&outlet=Kompas")[2])) == 1
    assert len(names(client.get("/?show=articles&goods=cocoa&check=no_source")[2])) == 1
    assert len(names(client.get("/?show=articles&find=misi")[2])) == 1


def test_what_is_picked_is_offered_by_name_with_numbers(client):
    page = client.get("/?show=all")[2]
    assert '<option value="ID-BA">Bali (1)</option>' in page
    assert '<option value="cocoa">kakao (1)</option>' in page
    assert page.index("2022 (") < page.index("2021 (")
    assert '<option value="no_source">no source (3)</option>' in page


def test_filters_stay_with_a_decision(client, folder):
    page = client.get("/?outlet=Kompas&table=deals")[2]
    page = client.post("/decide", **Form(page).fields, action="accept")
    assert len(names(page)) == 1
    page = client.post("/decide", **Form(page).fields, action="accept")
    assert names(page) == []
    assert "Nothing fits the search and the filters" in client.get("/?outlet=Kompas&table=deals")[2]
    assert {decision.article_id for decision in Store(folder).decisions()} == {"b"}


def test_evil_filters_stay_text(client):
    evil = '"><script>x</script>'
    page = client.get(f"/?find={evil}&province={evil}&outlet={evil}&order={evil}".replace('"', "%22"))[2]
    assert "<script>x" not in page
    assert "&#34;&gt;&lt;script&gt;x" in page


@pytest.mark.parametrize("language", ["en", "id"])
def test_evil_cells_stay_text_in_filters_and_lists(folder, language):
    evil = "\"'><img src=x onerror=alert(1)> %(n)s {{ 7*7 }}"
    rows = [row | {"outlet": evil, "title": evil} for row in articles()]
    found = [each | {"check": evil, "message": evil} for each in FINDINGS]
    goods = [each | {"commodity": evil} for each in commodities()]
    flows = [each | {"text": evil} for each in sample.flows()]
    sample.make(folder, articles=rows, findings=found, commodities=goods, flows=flows)
    client = Client(folder, evil, language=language)
    for query in ("show=all", "table=findings", "show=articles", "table=deals&goods=cocoa"):
        page = client.get(f"/?{query}")[2]
        assert "<img" not in page
        assert "=49" not in page
        assert "onerror=alert(1)&gt; %(n)s" in page


def test_orders(client):
    sums = names(client.get("/?show=all&table=deals&order=sums")[2])
    assert [next((part for part in ("214", "7 ", "5 ") if f"Rp{part}" in each), "") for each in sums] == [
        "214",
        "7 ",
        "5 ",
        "",
    ]


def test_least_sure_first(folder):
    rows = [{**deal, "confidence": f"0.{9 - number}"} for number, deal in enumerate(sample.deals())]
    sample.make(folder, deals=rows)
    page = names(Client(folder).get("/?show=all&table=deals&order=sure")[2])
    assert [re.search(r"0\.\d", each)[0] for each in page] == ["0.6", "0.7", "0.8", "0.9"]


def of_check(client, query="table=findings&check=no_source"):
    return Form(client.get(f"/?{query}")[2]).fields


def test_settling_many(client, folder):
    form = of_check(client)
    page = client.post("/decide", **form, action="explained")
    assert "Settled 3 findings: explained." in page
    decisions = Store(folder).decisions()
    assert [decision.verdict for decision in decisions] == ["explained"] * 3
    assert len({decision.batch for decision in decisions}) == 1
    apply(folder)
    assert [row["reviewed"] for row in sample.read(folder, "findings")] == ["explained", "explained", "", "explained"]
    page = client.post("/undo", decision=decisions[-1].id)
    assert len(names(client.get("/?table=findings")[2])) == 4


def test_settling_many_keeps_to_the_filters(client, folder):
    form = of_check(client, "table=findings&check=no_source&outlet=Kompas")
    client.post("/decide", **form, action="our_error")
    assert {decision.article_id for decision in Store(folder).decisions()} == {"b"}
    assert len(Store(folder).decisions()) == 2


def test_settling_one_without_the_others(client, folder):
    form = of_check(client)
    del form["many"]
    client.post("/decide", **form, action="explained")
    [decision] = Store(folder).decisions()
    assert decision.batch == ""


def test_settling_many_that_have_changed_is_refused(client, folder):
    form = of_check(client)
    sample.decide(folder, "settle", "findings", FINDINGS[3], verdict="explained")
    page = client.post("/decide", **form, action="explained")
    assert "have changed meanwhile" in page
    assert len(Store(folder).decisions()) == 1


# asked again only where the extraction of the row changed


def open_deals(folder):
    return [
        item.row["deal_id"] for item in Session(folder, "ani").view().items if item.table == "deals" and item.is_open
    ]


def rows(**cells):
    first, *rest = sample.deals()
    return [first | cells, *rest]


def accept(folder, **fields):
    client = Client(folder)
    address = next(item.id for item in client.session.view().items if item.row.get("deal_id") == "a-1")
    form = Form(client.get(f"/?item={address}")[2]).fields | fields
    return client.post("/decide", **form, action="accept")


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ({}, False),
        ({"confidence": "0.31", "rule": "other", "cue": "teken", "event_id": "e9"}, False),
        ({"speaker": "ratna-joined"}, False),
        ({"speaker": ""}, True),
        ({"date": "2022-06"}, True),
        ({"hub": "ID-SG"}, True),
        ({"status": "target"}, True),
    ],
    ids=str,
)
def test_a_row_is_asked_again_only_where_it_changed(folder, cells, asked):
    accept(folder)
    assert "a-1" not in open_deals(folder)
    sample.make(folder, deals=rows(**cells))
    assert ("a-1" in open_deals(folder)) is asked


def test_the_answer_holds_until_it_is_given_anew(folder):
    accept(folder, place="ID-BA")
    sample.make(folder, deals=rows(date="2022-06", place="ID-JI"))
    apply(folder)
    kept = next(row for row in sample.read(folder, "deals") if row["deal_id"] == "a-1")
    assert (kept["date"], kept["place"], kept["reviewed"]) == ("", "ID-BA", "edited")
    client = Client(folder)
    address = next(item.id for item in client.session.view().items if item.row.get("deal_id") == "a-1")
    page = client.get(f"/?item={address}")[2]
    assert "reads this row otherwise since" in page
    assert "date = 2022-06" in page
    accept(folder)
    assert "a-1" not in open_deals(folder)
    last = Store(folder).decisions()[-1]
    assert last.reread == {"date": "2022-06", "place": "ID-JI"}
    assert last.row["date"] == ""
    sample.make(folder, deals=rows(date="2022", place="ID-JI"))
    assert "a-1" in open_deals(folder)
    client.post("/undo", decision=last.id)
    sample.make(folder)
    assert "a-1" not in open_deals(folder)


def test_a_rejection_of_a_row_that_changed_is_asked_again(folder):
    deal = next(sample.deals())
    full = dict.fromkeys(VALUES["deals"], "") | {name: str(cell) for name, cell in deal.items()}
    sample.decide(folder, "reject", "deals", full)
    assert "a-1" not in open_deals(folder)
    sample.make(folder, deals=rows(date="2022"))
    assert "a-1" in open_deals(folder)
    apply(folder)
    assert sample.read(folder, "rejected")[0]["table"] == "deals"
    assert set(VALUES["deals"]) <= set(schema.columns("deals"))
