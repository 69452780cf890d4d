"""The review page without a browser: who is let in, what its forms do, and that text from articles stays text."""

import html
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pytest
import review_folder as sample

pytest.importorskip("starlette", reason="the extra niaga[review] is not installed")
pytest.importorskip("uvicorn", reason="the extra niaga[review] is not installed")

from review_client import OWN, Client, Form, write_codes

from pipeline import schema
from pipeline.review import apply
from pipeline.review.article import Mark, pieces, selected
from pipeline.review.forms import Codes, FormError, deal, flow
from pipeline.review.queue import DOUBTS, SEVERITY
from pipeline.review.session import Session
from pipeline.review.store import Store
from pipeline.review.wording import figures, rupiah

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path):
    write_codes(tmp_path / "out")
    return sample.make(tmp_path / "out")


@pytest.fixture
def client(folder):
    return Client(folder)


def form_of(client, words):
    """Return the form of the row whose place in the list shows these words."""
    _, _, page = client.get("/?show=all")
    links = re.findall(r'<li><a href="([^"]+)"[^>]*>\s*<span class="what">([^<]*)</span>(.*?)</li>', page, re.DOTALL)
    address = next(link for link, what, rest in links if words in f"{what} {rest}")
    _, _, page = client.get(html.unescape(address))
    return Form(page).fields


def test_tables_of_an_earlier_version_are_shown(folder):
    """They lack the columns that were added later: confidence, quantities."""
    for table, later in {"deals": {"confidence"}, "flows": {"confidence", "quantity", "amount_start"}}.items():
        rows = sample.read(folder, table)
        kept = [column for column in schema.columns(table) if column not in later]
        lines = schema.csv_lines([kept, *([row.get(column, "") for column in kept] for row in rows)])
        (folder / f"{table}.csv").write_text("".join(lines), encoding="utf-8")
    earlier = Client(folder)
    assert [earlier.get(address)[0] for address in ("/?show=all", "/?show=all&table=flows")] == [200, 200]


# who is let in


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:8123"},
        {"host": "evil.example"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:1"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:8123"},
        {"origin": "https://127.0.0.1:8123"},
        {"cookie": ""},
        {"cookie": "niaga_review_8123=x"},
        {"cookie": "niaga_review_8124=x"},
        {"cookie": "niaga_review_8123=é"},
    ],
    ids=str,
)
def test_strangers_are_refused(client, headers):
    status, answer, page = client.get("/", **headers)
    assert status == 403
    assert "Kendari" not in page
    assert "default-src 'none'" in answer["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [{"x-niaga-token": ""}, {"x-niaga-token": "x"}, {"origin": None}, {"cookie": ""}, {"origin": "null"}],
    ids=str,
)
def test_posts_need_the_token(client, folder, headers):
    sent = {name: cell for name, cell in (client.known | headers).items() if cell is not None}
    status, _, _ = client.send("POST", "/complete", sent | {"content-length": "10"}, b"complete=a")
    assert status == 403
    assert Store(folder).decisions() == []


@pytest.mark.parametrize(
    ("method", "length", "status"), [("PUT", "1", 405), ("POST", "9999999", 413), ("POST", "", 413)]
)
def test_what_is_not_answered(client, method, length, status):
    assert client.send(method, "/complete", client.known | {"content-length": length})[0] == status


def test_token_becomes_a_cookie(client):
    address = client.guard.address.removeprefix(OWN)
    stranger = {"host": client.known["host"]}
    status, answer, _ = client.send("GET", address, stranger)
    assert (status, answer["location"]) == (303, "/")
    cookie = answer["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    name, _, value = answer["set-cookie"].partition(";")[0].partition("=")
    assert client.send("GET", "/", stranger | {"cookie": f"{name}={value}"})[0] == 200
    assert client.send("GET", "/?token=wrong", stranger)[0] == 403
    assert client.guard.token not in client.send("GET", "/", stranger)[2]


def test_no_script_and_style_in_the_page(client):
    _, answer, page = client.get("/")
    assert "unsafe" not in answer["content-security-policy"]
    assert re.findall(r"<script(?![^>]* src=\"/static/)|<style|\son\w+=|\sstyle=|javascript:", page) == []
    assert client.get("/static/htmx.min.js")[0] == client.get("/static/review.js")[0] == 200
    assert client.get("/static/../guard.py")[0] == 404


# text from articles

EVIL = "<script>alert(1)</script> <img src=x onerror=alert(1)> \"'><b>{{ 7*7 }} =cmd|x!A1"


def test_evil_text_stays_text(folder):
    texts = {"a": f"{EVIL}\n{sample.TEXT}", "b": sample.OTHER}
    finding = {
        "finding_id": "f",
        "check": "<i>",
        "severity": "error",
        "article_id": "a",
        "start": 0,
        "stop": len(EVIL),
        "text": EVIL,
        "reported": EVIL,
        "expected": EVIL,
        "related_article_id": "b",
        "message": EVIL,
    }
    evil_deals = [{**deal, "speaker": EVIL, "cue": EVIL} for deal in sample.deals(texts)]
    sample.make(folder, texts, findings=[finding], deals=evil_deals)
    judged = {"note": EVIL, "reviewer": EVIL, "text_sha256": sample.sha(texts["a"])}
    sample.decide(folder, "accept", "deals", evil_deals[0], **judged)
    client = Client(folder, EVIL)
    for address in (
        "/?show=all&table=findings",
        "/?show=all&table=deals",
        "/?show=articles&article=a",
        f"/?{urlencode({'item': EVIL, 'article': EVIL})}",
    ):
        _, _, page = client.get(address)
        assert re.findall(r"<script>|<img|<b>\{\{|=49", page) == []
        assert re.findall(r"\sonerror=(?!alert\(1\)&gt;)", page) == []
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    shown = "".join(
        re.findall(r'<span data-start="\d+"[^>]*>([^<]*)</span>', client.get("/?show=articles&article=a")[2])
    )
    assert html.unescape(shown) == texts["a"]


def test_formula_as_selection_and_note(client, folder):
    form = {
        "article": "a",
        "add": "deals",
        "show": "articles",
        "status": "agreed",
        "kind": "supply",
        "parties": ["ID-JI"],
    }
    text = "=1+1 dijual"
    texts = {"a": f"{text}\n{sample.TEXT}", "b": sample.OTHER}
    sample.make(folder, texts)
    page = client.post("/add", **form, start=0, stop=len(text), words=text, note="=1+1")
    assert "Added." in page
    apply(folder)
    (added,) = [row for row in sample.read(folder, "deals") if row["reviewed"] == "added"]
    assert added["text"] == "1+1 dijual"
    assert texts["a"][int(added["start"]) : int(added["stop"])] == added["text"]


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", "\0x\0", "😀 Rp5 miliar 😀\n\n", "", "\n", "<&>\"'"])
def test_pieces_make_the_text(text):
    marks = [Mark(0, 3, "row"), Mark(1, 2, "amounts"), Mark(0, 3, "deal"), Mark(2, 99, "dates"), Mark(1, 1, "x")]
    found = list(pieces(text, marks))
    assert "".join(piece.text for piece in found).replace("�", "\0") == text
    assert [text[piece.start : piece.start + 1].replace("\0", "�") for piece in found] == [
        piece.text[:1] for piece in found
    ]
    assert all("\n" not in piece.text[:-1] for piece in found)


@pytest.mark.parametrize(
    ("start", "stop", "words"), [(0, 4, "abcd"), (1, 3, "bc"), (0, 99, "x"), (2, 2, ""), (-1, 3, "")]
)
def test_selection_that_is_not_there(start, stop, words):
    with pytest.raises(ValueError, match="select"):
        selected("ab cd\n", start, stop, words)


def test_selection_without_white_space():
    assert selected("ab  =cd \n", 2, 9, "=cd") == (5, 7)


# forms


def test_accept_reject_settle(client, folder):
    form = form_of(client, "Rp214 miliar")
    assert "Accepted." in client.post("/decide", **form, action="accept")
    form = form_of(client, "Rp7 miliar")
    assert "Rejected." in client.post("/decide", **form | {"note": "a loan"}, action="reject")
    assert apply(folder).rows == {"accepted": 1, "rejected": 1}
    assert sample.read(folder, "rejected")[0]["note"] == "a loan"


def test_finding_is_settled_for_good(client, folder):
    place = {name: cell for name, cell in sample.evidence("a", "Rp214 miliar", sample.TEXTS).items() if name != "rule"}
    finding = {**place, "finding_id": "f", "check": "title", "severity": "error", "message": "m"}
    sample.make(folder, findings=[finding])
    form = form_of(client, ">error<")
    page = client.post("/decide", **form | {"note": "typo of theirs"}, action="publisher_error")
    assert "Settled: publisher error." in page
    apply(folder)
    sample.make(folder, findings=[finding | {"finding_id": "other"}])
    apply(folder)
    (row,) = sample.read(folder, "findings")
    assert [row[name] for name in ("finding_id", "reviewed", "review_note")] == [
        "other",
        "publisher_error",
        "typo of theirs",
    ]
    assert "choose what to do" in client.post("/decide", **form, action="accept")


def test_only_changed_fields_are_written(client, folder):
    form = form_of(client, "Rp5 miliar")
    page = client.post("/decide", **form | {"date": ["2022-06"], "low": ["6.000.000.000"]}, action="accept")
    assert "Saved:" in page
    (decision,) = Store(folder).decisions()
    figures = dict.fromkeys(("amount_idr", "amount_min_idr", "amount_max_idr"), "6000000000")
    assert decision.changes == {"date": "2022-06", **figures}
    assert (decision.reviewer, decision.text) == ("ani", sample.OTHER.strip())


def test_two_tabs_on_one_row(client, folder):
    form = form_of(client, "Rp5 miliar")
    client.post("/decide", **form | {"date": ["2022"], "place": ["ID-BA"]}, action="accept")
    other = Client(folder, "budi")
    page = other.post("/decide", **form | {"date": ["2023"], "hub": ["ID-KS"]}, action="accept")
    assert "ani had changed date meanwhile" in page
    apply(folder)
    row = next(row for row in sample.read(folder, "deals") if row["deal_id"] == "b-1")
    assert [row[name] for name in ("date", "place", "hub")] == ["2023", "ID-BA", "ID-KS"]


def test_what_can_not_be_taken_stays_typed(client, folder):
    form = form_of(client, "Rp5 miliar")
    page = client.post("/decide", **form | {"low": ["13,7 M"], "note": ["my note"]}, action="accept")
    assert "write whole Rupiah" in page
    assert 'value="13,7 M"' in page
    assert 'value="my note"' in page
    assert Store(folder).decisions() == []


def test_flow_is_decided_beside_its_deal(client, folder):
    _, _, page = client.get("/?show=all")
    form_of(client, "Rp214 miliar")
    links = re.findall(r'href="([^"]+)"[^>]*>\s*<span class="what">Jawa Timur – Sulawesi Tenggara', page)
    _, _, page = client.get(html.unescape(links[0]))
    kakao = page[page.index('<ul class="flows">') : page.index("</li>", page.index('<ul class="flows">'))]
    form = Form(kakao.replace("<form", '<form class="decision"')).fields
    client.post("/decide", **form | {"destination": ["ID-BA"]}, action="accept")
    apply(folder)
    flow = sample.read(folder, "flows")[0]
    assert (flow["destination"], flow["reviewed"], flow["deal_id"]) == ("ID-BA", "edited", "")


def test_undo_of_the_last_and_of_any(client, folder):
    client.post("/decide", **form_of(client, "Rp214 miliar"), action="accept")
    _, _, page = client.get("/")
    last = Form(page, "undo").fields
    assert "Taken back." in client.post("/undo", **last)
    assert apply(folder).rows == {}
    assert "no such decision" in client.post("/undo", decision="x")
    assert Form(client.get("/")[2], "undo").fields["decision"] == [""]


def test_row_gone_meanwhile(client, folder):
    form = form_of(client, "Rp5 miliar")
    sample.make(folder, deals=[])
    assert "no longer there" in client.post("/decide", **form, action="accept")
    assert Store(folder).decisions() == []


def test_complete_article(client):
    assert "Complete" in client.post("/complete", complete="a", article="a", show="articles")
    assert "✓ complete, ani" in client.get("/?show=articles&article=a")[2]
    assert "no longer there" in client.post("/complete", complete="zz")


def test_unfit_decisions_are_listed(client, folder):
    client.post("/decide", **form_of(client, "Rp214 miliar"), action="accept")
    sample.make(folder, deals=list(sample.deals())[1:])
    _, _, page = client.get("/?show=unfit")
    assert "row gone" in page
    decision = re.search(r'name="decision" value="(\w+)"><button>withdraw', page)[1]
    client.post("/undo", decision=decision)
    assert "No longer fit" not in client.get("/")[2]


@pytest.mark.parametrize(
    "address",
    [
        "/?page=9999",
        "/?page=x",
        "/?show=x&table=y",
        "/?item=x",
        "/?article=x",
        "/add?article=a&add=deals&start=x&stop=²&words=",
        "/add",
        "/add?article=a&add=x",
    ],
)
def test_odd_addresses(client, address):
    assert client.get(address.replace("²", "%C2%B2"))[0] == 200


CODES = Codes(
    {"ID-JI": "a", "ID-BA": "b"},
    {},
    {"p"},
    {"7": {"amount_idr": "5", "amount_min_idr": "5", "amount_max_idr": "5", "bound": "exact"}},
)
GOOD = {"kind": ["supply"], "status": ["agreed"], "parties": ["ID-BA", "", "ID-JI"]}


@pytest.mark.parametrize(
    ("fields", "cells"),
    [
        ({"hub": ["ID-JI"]}, {"parties": "ID-JI;ID-BA"}),
        ({"low": ["Rp1.000"]}, {"amount_idr": "1000", "amount_max_idr": "1000", "bound": "exact"}),
        ({"low": ["1 000"], "bound": ["at_least"]}, {"amount_idr": "", "amount_min_idr": "1000", "amount_max_idr": ""}),
        ({"low": ["7"], "bound": ["at_most"]}, {"amount_idr": "", "amount_min_idr": "", "amount_max_idr": "7"}),
        (
            {"low": ["7"], "high": ["9"], "bound": ["range"]},
            {"amount_idr": "", "amount_min_idr": "7", "amount_max_idr": "9"},
        ),
        ({"amount_start": ["7"]}, {"amount_idr": "5", "amount_start": "7"}),
        ({"amount_start": ["7"], "amount_shown": ["7"], "low": ["6"]}, {"amount_idr": "6", "amount_start": "7"}),
        (
            {"amount_start": [""], "amount_shown": ["7"], "low": ["5"]},
            {"amount_idr": "", "amount_start": "", "bound": ""},
        ),
        ({"scope": ["cumulative"], "events": ["3"]}, {"events": "3"}),
        ({"scope": ["event"], "events": ["3"]}, {"events": ""}),
        ({"date": ["2024-02-29"], "speaker": ["p"]}, {"date": "2024-02-29", "speaker": "p"}),
    ],
    ids=str,
)
def test_deal_form(fields, cells):
    found = deal(GOOD | fields, CODES)
    assert {name: found[name] for name in cells} == cells


@pytest.mark.parametrize(
    "fields",
    [
        *({"kind": [""]}, {"status": ["done"]}, {"parties": []}, {"parties": ["ID-XX"]}, {"hub": ["ID-XX"]}),
        *(
            {"low": ["1.00"]},
            {"low": ["-1"]},
            {"low": ["1e9"]},
            {"low": ["²"]},
            {"low": ["9" * 30]},
            {"low": ["13.7 miliar"]},
            {"low": ["13,7 M"]},
            {"low": ["13,7"]},
            {"low": ["0,0005 ribu"]},
        ),
        *(
            {"low": ["1"], "high": ["2"]},
            {"low": ["2"], "high": ["1"], "bound": ["range"]},
            {"low": ["2"], "bound": ["range"]},
        ),
        *({"date": ["2023-02-29"]}, {"date": ["2/1/2019"]}, {"date": ["0000"]}, {"date": ["２０１９"]}),
        *({"speaker": ["q"]}, {"amount_start": ["8"]}, {"scope": ["cumulative"], "events": ["0"]}),
    ],
    ids=str,
)
def test_deal_form_refuses(fields):
    with pytest.raises(FormError):
        deal(GOOD | fields, CODES)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("13,2 miliar", "13200000000"),
        ("Rp13,2 Milyar", "13200000000"),
        ("Rp. 1.250 juta", "1250000000"),
        ("1,25 triliun", "1250000000000"),
        ("500ribu", "500000"),
        ("13.700.000.000", "13700000000"),
        ("7", "7"),
    ],
)
def test_figures_as_people_type_them(typed, value):
    assert deal(GOOD | {"low": [typed], "high": [""]}, CODES)["amount_idr"] == value


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("96400000000", "96.400.000.000"),
        ("2022", "2022"),
        ("1000000;2000000", "1.000.000; 2.000.000"),
        ("2022-12-07", "2022-12-07"),
        ("", ""),
    ],
)
def test_figures_of_findings_have_dots_and_years_have_none(cell, words):
    assert figures(cell) == words


@pytest.mark.parametrize(
    ("low", "high", "bound", "words"),
    [
        ("13700000000", "13700000000", "exact", "Rp13,7 miliar"),
        ("1250000000000", "", "at_least", "≥ Rp1,25 triliun"),
        ("", "999", "at_most", "≤ Rp999"),
        ("1000000", "2500000", "range", "Rp1 juta – Rp2,5 juta"),
        ("1234567", "1234567", "about", "± Rp1.234.567"),
        ("", "", "", ""),
    ],
)
def test_figures_in_words(low, high, bound, words):
    assert rupiah({"amount_min_idr": low, "amount_max_idr": high, "bound": bound}) == words


# the queue


def test_most_doubtful_first(client):
    found = re.findall(r'class="doubt" title="doubt: ([^"]*)">(\d+)<', client.get("/?show=all")[2])
    weights = [int(weight) for _, weight in found]
    assert weights == sorted(weights, reverse=True)
    by_name = {doubt.says: doubt.weight for doubt in DOUBTS}
    assert [sum(by_name[name] for name in names.split(", ")) for names, _ in found] == weights


@pytest.mark.parametrize("typed, doubt", [("5000000000", "figure without speaker"), ("", "result without figure")])
def test_a_figure_that_a_reviewer_typed_is_one(typed, doubt):
    row = dict.fromkeys(schema.columns("deals"), "") | {"status": "realised", "amount_min_idr": typed}
    about_figures = [each.says for each in DOUBTS if "figure" in each.says and each.holds(row)]
    assert about_figures == [doubt]


def crowd(number):
    return [
        {"official_id": f"orang-{each}-ji", "name": f"Orang Ke {each}", "articles": "1"} for each in range(number)
    ] + [{"official_id": "zulkifli-ks", "name": "Zulkifli <b>", "articles": "1"}]


def test_every_person_can_be_picked(folder):
    sample.write(folder, "people", crowd(1000))
    client = Client(folder)
    first = next(item for item in Session(folder, "ani").view().items if item.row.get("deal_id") == "a-1")
    assert '<option value="ratna-ji">Ratna (in this article)</option>' in client.get(f"/?item={first.id}")[2]
    assert client.get("/people?speaker=zulki")[2].strip() == '<option value="zulkifli-ks">Zulkifli &lt;b&gt;</option>'
    assert client.get("/people?speaker=orang")[2].count("<option") == 60
    assert client.get("/people?speaker=xyz")[2].strip() == ""
    deal = Form(client.get("/")[2]).fields
    client.post("/decide", **deal | {"action": "accept", "speaker": "zulkifli-ks"})
    assert Store(folder).decisions()[-1].changes == {"speaker": "zulkifli-ks"}


def test_a_deal_shows_its_findings(folder):
    row = next(sample.deals())
    cells = {name: row[name] for name in ("article_id", "start", "stop", "text")}
    found = {"finding_id": "f", "check": "unit_slip", "severity": "error", "message": "A thousand times as much."}
    sample.write(folder, "findings", [cells | found])
    page = Client(folder).get("/?table=deals")[2]
    [chip] = re.findall(r'<a href="([^"]*)" title="A thousand times as much.">finding: unit slip</a>', page)
    assert "Finding" in Client(folder).get(html.unescape(chip))[2]


@pytest.mark.parametrize(("language", "kept"), [("en", "A thousand times."), ("id", "Seribu kali.")])
def test_messages_of_findings_follow_the_language_of_the_page(folder, language, kept):
    row = next(sample.deals())
    cells = {name: row[name] for name in ("article_id", "start", "stop", "text")}
    found = {"finding_id": "f", "check": "unit_slip", "severity": "error"}
    messages = {"message": "A thousand times.", "message_indonesian": "Seribu kali."}
    sample.write(folder, "findings", [cells | found | messages])
    client = Client(folder, language=language)
    assert f'<p class="says">{kept}</p>' in client.get("/?table=findings")[2]
    assert f'title="{kept}"' in client.get("/?table=deals")[2]
    assert "unit" in client.get("/?table=findings&words=seribu+kali")[2]


def test_titles_keep_their_direction_and_wrap(folder):
    """Marks that turn the writing and words without an end stay inside the title's own box."""
    title = "\u202eterbalik " + "panjang" * 60
    sample.write(folder, "articles", [row | {"title": title} for row in sample.articles({"a": "Satu", "b": "Dua"})])
    found = re.findall(r'<span class="what">([^<]*)</span>', Client(folder).get("/?show=articles")[2])
    assert title in map(html.unescape, found)
    css = (ROOT / "pipeline" / "review" / "static" / "review.css").read_text(encoding="utf-8")
    rules = [
        body
        for names, body in re.findall(r"([^{}]+)\{([^}]*)\}", css)
        if ".what" in names.replace(" ", "").strip().split(",")
    ]
    assert any("unicode-bidi: isolate" in body and "overflow-wrap: anywhere" in body for body in rules)


def test_doubts_are_documented():
    text = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    rows = {name.strip(): int(weight) for name, weight in re.findall(r"^\| ([^|]+) \| (\d+) \|", text, re.MULTILINE)}
    wanted = {doubt.says: doubt.weight for doubt in DOUBTS}
    wanted |= {f"finding of severity `{name}`": weight for name, weight in SEVERITY.items()}
    assert rows == wanted


# the command


def test_missing_extra_names_the_command(folder):
    code = (
        "import sys; sys.modules['uvicorn'] = None\n"
        f"sys.argv = ['niaga', 'review', {str(folder)!r}]\n"
        "from pipeline.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'niaga[review]'" in " ".join(done.stderr.split())


def test_vendored_file_is_the_one_noted():
    static = ROOT / "pipeline" / "review" / "static"
    noted = (static / "README.md").read_text()
    assert sha256((static / "htmx.min.js").read_bytes()).hexdigest() in noted
    assert "Zero-Clause BSD" in (static / "htmx.LICENSE.txt").read_text()


QUANTITIES = {
    "3": {
        "quantity": "12",
        "quantity_min": "12",
        "bound": "exact",
        "unit": "t",
        "quantity_kg": "12000",
        "per": "month",
    },
    "9": {"quantity": "", "quantity_min": "5", "bound": "at_least", "unit": "head", "quantity_kg": "", "per": ""},
    "11": {"quantity": "", "quantity_min": "5", "quantity_max": "6", "bound": "range", "unit": "t", "per": ""},
}
GOODS_WAY = {"commodity": ["rice"], "origin": ["ID-JI"], "status": ["agreed"]}


@pytest.mark.parametrize(
    ("fields", "cells"),
    [
        ({"quantity_start": ["3"]}, {"quantity": "12", "quantity_unit": "t", "quantity_kg": "12000", "per": "month"}),
        ({"quantity_start": ["9"]}, {"quantity": "5", "quantity_unit": "head", "quantity_kg": ""}),
        ({"quantity_start": ["11"]}, {"quantity": "", "quantity_start": "11"}),
        ({"quantity_start": [""], "quantity_shown": ["3"]}, {"quantity": "", "quantity_start": "", "per": ""}),
        ({"amount_start": ["7"]}, {"amount_idr": "5", "amount_start": "7"}),
    ],
    ids=str,
)
def test_flow_form_takes_the_figures_that_are_picked(fields, cells):
    codes = replace(CODES, commodities={"rice": "beras"}, quantities=QUANTITIES)
    found = flow(GOODS_WAY | fields, codes)
    assert {name: found[name] for name in cells} == cells


@pytest.mark.parametrize("fields", [{}, {"quantity_start": ["3"], "quantity_shown": ["3"]}], ids=str)
def test_flow_form_leaves_what_was_not_picked_anew(fields):
    codes = replace(CODES, commodities={"rice": "beras"}, quantities=QUANTITIES)
    assert "quantity" not in flow(GOODS_WAY | fields, codes)


def test_flow_form_refuses_a_figure_of_another_article():
    with pytest.raises(FormError):
        flow(GOODS_WAY | {"quantity_start": ["4"]}, replace(CODES, commodities={"rice": "beras"}))
