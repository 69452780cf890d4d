"""The blind mode: the machine's opinion stays out of the page until the reviewer has answered; gold knows which are so."""

import json
import re

import pytest
import review_folder as sample

pytest.importorskip("starlette", reason="the extra niaga[review] is not installed")

from review_client import Client, Form, write_codes
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.review.gold import gold
from pipeline.review.store import Store

AMOUNT = {
    **sample.evidence("a", "Rp214 miliar", sample.TEXTS),
    **sample.amount("214000000000", ""),
    "kind": "deal_value",
}
FINDING = {
    **{name: cell for name, cell in sample.evidence("a", "Rp214", sample.TEXTS).items() if name != "rule"},
    "finding_id": "f",
    "check": "target_as_result",
    "severity": "error",
    "message": "A target.",
}


@pytest.fixture
def folder(tmp_path):
    write_codes(tmp_path / "out")
    codes = "province,kemendagri,name\nID-JI,35,Jawa Timur\nID-SG,74,b\nID-KI,64,c\nID-KS,63,d\nID-BA,51,e\n"
    (tmp_path / "out" / "codes" / "provinces.csv").write_text(codes)
    sure = {"confidence": "0.37", "cue": "teken-cue", "rule": "rule-x"}
    deals = [deal | sure for deal in sample.deals()]
    flows = [flow | {"confidence": "0.37", "rule": "rule-x"} for flow in sample.flows()]
    amounts = [{name: cell for name, cell in AMOUNT.items() if name != "amount_start"}]
    return sample.make(tmp_path / "out", deals=deals, flows=flows, amounts=amounts, findings=[FINDING])


@pytest.fixture
def client(folder):
    return Client(folder, blind=True)


def place(client, deal_id):
    return next(item.id for item in client.session.view().items if item.row.get("deal_id") == deal_id)


def opinion(page):
    """Return the traces of the machine's opinion in a page."""
    page = re.sub(r'<select name="bound".*?</select>', "", page, flags=re.DOTALL)
    selected = re.findall(r'<option value="(realised|agreed|target|planned)" selected', page)
    hints = re.findall(
        r"0\.37|teken-cue|rule-x|deal_value|target as result|half sure|status not said|class=\"doubt\"", page
    )
    was = re.findall(r"&#34;status&#34;", page)
    return [*selected, *hints, *was]


def test_nothing_of_the_machines_opinion_is_in_the_page(client):
    for show in ("open", "all", "articles"):
        assert opinion(client.get(f"/?show={show}&table=findings&order=sure&check=target_as_result&article=a")[2]) == []
    assert opinion(client.get(f"/?item={place(client, 'a-1')}")[2]) == []
    finding = next(item.id for item in client.session.view().items if item.table == "findings")
    assert opinion(client.get(f"/?item={finding}")[2]) == []


def test_with_eyes_open_it_is(folder):
    client = Client(folder)
    assert len(opinion(client.get(f"/?item={place(client, 'a-1')}")[2])) > 5


def answer(client, deal_id, status, action="accept"):
    form = Form(client.get(f"/?item={place(client, deal_id)}")[2]).fields
    return client.post("/decide", **form | {"status": status}, action=action)


def flow_answers(client, status):
    view = client.session.view()
    for name, (table, shown) in list(view.by_id.items()):
        if table == "flows":
            form = {"row": name, "blind": "yes", "was": "{}", "status": status, "article": "a"}
            form |= {each: shown.row[each] for each in ("commodity", "origin", "destination")}
            client.post("/decide", **form, action="accept")


def test_an_answer_is_compared_with_the_machines(client, folder):
    assert "choose the status" in answer(client, "a-1", "")
    assert "Accepted." in answer(client, "a-1", "realised")
    assert "Saved: status." in answer(client, "a-2", "agreed")
    same, other = Store(folder).decisions()
    assert (same.action, same.blind, same.changes) == ("accept", True, {})
    assert (other.action, other.blind, other.changes) == ("edit", True, {"status": "agreed"})
    page = client.get(f"/?item={place(client, 'a-2')}")[2]
    assert "machine: planned" in page
    assert "0.37" in page


def test_the_refused_form_keeps_the_secret(client):
    form = Form(client.get(f"/?item={place(client, 'a-1')}")[2]).fields
    page = client.post("/decide", **form | {"status": "target", "date": "x"}, action="accept")
    assert "write the date" in page
    assert opinion(page) == ["target"]


def test_complete_needs_every_answer(client, folder):
    answer(client, "a-1", "realised")
    assert "first: 3 are left" in client.post("/complete", complete="a", article="a", blind="yes")
    answer(client, "a-2", "", "reject")
    flow_answers(client, "realised")
    assert "Complete" in client.post("/complete", complete="a", article="a", blind="yes")
    [article] = gold(folder)
    assert article["blind"] is True


def test_what_fell_with_its_deal_counts_as_answered(client, folder):
    answer(client, "a-1", "", "reject")
    answer(client, "a-2", "planned")
    client.post("/complete", complete="a", article="a", blind="yes")
    assert [article["blind"] for article in gold(folder)] == [True]


def whole(client, status="realised"):
    answer(client, "a-1", status)
    answer(client, "a-2", "planned")
    flow_answers(client, "realised")
    client.post("/complete", complete="a", article="a", blind="yes")


def test_a_change_with_the_machine_in_sight_ends_it(client, folder):
    whole(client)
    answer(client, "a-1", "realised")
    assert [article["blind"] for article in gold(folder)] == [True]
    answer(client, "a-1", "target")
    assert Store(folder).decisions()[-1].blind is False
    assert [article["blind"] for article in gold(folder)] == [False]


def test_gold_takes_the_blind_ones_alone(folder):
    output = folder / "gold.jsonl"
    client = Client(folder)
    client.post("/complete", complete="b", article="b")
    done = CliRunner().invoke(app, ["gold", str(folder), "-o", str(output)])
    assert done.exit_code == 2
    assert "--sighted" in done.output
    whole(Client(folder, blind=True))
    assert CliRunner().invoke(app, ["gold", str(folder), "-o", str(output)]).exit_code == 0
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == ["a"]
    assert CliRunner().invoke(app, ["gold", str(folder), "-o", str(output), "--sighted"]).exit_code == 0
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == ["a", "b"]


def test_the_switch(folder):
    client = Client(folder)
    page = client.post("/switch", blind_mode="on", order="sums", table="findings")
    assert opinion(page) == []
    assert client.session.blind
    client.post("/switch", blind_mode="x")
    assert client.session.blind
    assert opinion(client.post("/switch", blind_mode="off", order="drawn", table="deals")) != []


@pytest.mark.parametrize("sure", ["0.1", "0.9"])
def test_the_order_tells_nothing(folder, sure):
    deals = [deal | {"confidence": sure if deal["deal_id"] in {"a-1", "b-2"} else "0.5"} for deal in sample.deals()]
    sample.make(folder, deals=deals)
    client = Client(folder, blind=True)
    listed = re.findall(r'<li><a href="[^"]*item=(\w+)', client.get("/?show=all&order=sure")[2])
    shown = [client.session.view().by_id[each][1].row["deal_id"] for each in listed]
    assert shown == ["b-2", "b-1", "a-1", "a-2"]
