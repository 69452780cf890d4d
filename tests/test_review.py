"""Decisions of reviewers: kept whatever happens, laid over the tables, found again under newer rules."""

import json
import threading
from multiprocessing import get_context
from pathlib import Path

import pytest
import review_folder as sample

from pipeline import schema
from pipeline.evaluate import read_gold
from pipeline.link import link as link_again
from pipeline.read import read
from pipeline.review import ReviewError, apply, restore
from pipeline.review.decision import Decision, parse
from pipeline.review.gold import gold, write
from pipeline.review.overlay import Overlaid
from pipeline.review.queue import queue
from pipeline.review.session import Session
from pipeline.review.shown import Shown
from pipeline.review.store import Store


@pytest.fixture
def folder(tmp_path):
    return sample.make(tmp_path / "out")


def contents(folder):
    """Return all tables; a column that says nothing is as good as none."""
    return {
        path.name: [{column: cell for column, cell in row.items() if cell} for row in sample.read(folder, path.stem)]
        for path in sorted(folder.glob("*.csv"))
    }


def by_id(folder):
    return {row["deal_id"]: row for row in sample.read(folder, "deals")}


def machine(folder, deal_id):
    return by_id(folder)[deal_id]


# the store


def append_many(folder, who, number):
    for index in range(number):
        Store(folder).append(Decision(f"{who}-{index}", "2026", who, "accept", "articles", "a" * 500))


def test_two_processes_at_once_lose_nothing(folder):
    context = get_context("spawn")
    running = [context.Process(target=append_many, args=(folder, who, 40)) for who in ("ani", "budi")]
    threads = [threading.Thread(target=append_many, args=(folder, f"t{number}", 20)) for number in range(3)]
    for one in (*running, *threads):
        one.start()
    for one in (*running, *threads):
        one.join(60)
    found = Store(folder).decisions()
    assert len(found) == len({decision.id for decision in found}) == 140


def test_torn_line_is_kept_apart(folder):
    store = Store(folder)
    store.append(Decision("1", "2026", "ani", "accept", "articles", "a"))
    with store.path.open("a") as file:
        file.write('{"id": "2", "act')
    assert [decision.id for decision in store.decisions()] == ["1"]
    store.append(Decision("3", "2026", "ani", "accept", "articles", "a"))
    assert [decision.id for decision in store.decisions()] == ["1", "3"]
    assert (store.broken, apply(folder).broken) == (1, 1)
    assert '{"id": "2", "act\n' in store.path.read_text()


@pytest.mark.parametrize("line", ["", "[]", "{", '{"action": "accept"}', '{"action": "drop"}', "1", '"x"'])
def test_other_lines_are_no_decisions(line):
    with pytest.raises(ValueError, match=r"."):
        parse(line)


def test_line_reads_back():
    decision = Decision("1", "2026", "Añi", "edit", "deals", "a", "ff", 1, 2, "é\n", {"x": "="}, {"hub": ""}, note="n")
    assert parse(decision.line()) == decision
    assert "\n" not in decision.line()


# what decisions do


def test_without_decisions_only_the_headers_are_new(folder):
    before = contents(folder)
    assert apply(folder).rows == {}
    assert contents(folder) == before


def test_accept_edit_reject_add(folder):
    rows = by_id(folder)
    sample.decide(folder, "accept", "deals", rows["a-1"])
    sample.decide(folder, "edit", "deals", rows["a-2"], changes={"hub": "ID-KI", "parties": "ID-KI;ID-JI"})
    sample.decide(folder, "reject", "deals", rows["b-1"], note="=no")
    new = sample.evidence("a", "Jawa Timur membeli kakao dan mete.", sample.TEXTS)
    added = {"kind": "purchase", "status": "realised", "parties": "ID-JI;ID-SG", "hub": "", "scope": "event"}
    sample.decide(folder, "add", "deals", {**new, **added})
    assert apply(folder).rows == {"accepted": 1, "added": 1, "edited": 1, "rejected": 1}
    after = sample.read(folder, "deals")
    assert [row["reviewed"] for row in after] == ["accepted", "added", "edited", ""]
    assert (after[1]["rule"], after[1]["text"], after[1]["kind"]) == ("review", new["text"], "purchase")
    assert sample.TEXT[int(after[1]["start"]) : int(after[1]["stop"])] == after[1]["text"]
    assert (after[2]["hub"], after[2]["parties"], after[2]["status"]) == ("ID-KI", "ID-KI;ID-JI", "planned")
    roles = [(row["deal_id"], row["province"], row["role"]) for row in sample.read(folder, "deals__parties")]
    assert ("a-2", "ID-KI", "hub") in roles
    assert not [role for role in roles if role[0] == "b-1"]
    (rejected,) = sample.read(folder, "rejected")
    assert (rejected["table"], rejected["reviewer"], rejected["note"]) == ("deals", "ani", "'=no")
    assert json.loads(rejected["cells"])["amount_idr"] == "5000000000"


def test_repeated_and_restored(folder):
    machine_made = contents(folder)
    sample.decide(folder, "reject", "deals", machine(folder, "a-1"))
    sample.decide(folder, "edit", "deals", machine(folder, "b-1"), changes={"date": "2022"})
    apply(folder)
    once = contents(folder)
    apply(folder)
    assert contents(folder) == once != machine_made
    restore(folder)
    assert contents(folder) == machine_made
    apply(folder)
    assert contents(folder) == once


def test_undo(folder):
    machine_made = contents(folder)
    rejection = sample.decide(folder, "reject", "deals", machine(folder, "a-1"))
    edit = sample.decide(folder, "edit", "deals", machine(folder, "a-1"), changes={"date": "2022"})
    apply(folder)
    assert by_id(folder)["a-1"]["date"] == "2022"
    sample.undo(folder, edit)
    apply(folder)
    assert "a-1" not in by_id(folder)
    sample.undo(folder, rejection)
    apply(folder)
    assert contents(folder) == machine_made


def test_undone_addition_takes_its_edits_along(folder):
    row = {
        **sample.evidence("a", "kakao dan mete", sample.TEXTS),
        "kind": "supply",
        "status": "agreed",
        "parties": "ID-JI",
    }
    added = sample.decide(folder, "add", "deals", row)
    sample.decide(folder, "edit", "deals", row, changes={"date": "2022"})
    assert apply(folder).rows == {"added": 1}
    sample.undo(folder, added)
    assert apply(folder).rows == {}


def test_edits_of_two_tabs_are_both_kept(folder):
    row = machine(folder, "a-1")
    sample.decide(folder, "edit", "deals", row, changes={"date": "2022-06"})
    sample.decide(folder, "edit", "deals", row, changes={"place": "ID-SG"}, reviewer="budi")
    apply(folder)
    assert [by_id(folder)["a-1"][column] for column in ("date", "place")] == ["2022-06", "ID-SG"]


def test_flows_follow_their_deal(folder):
    row = machine(folder, "a-1")
    edit = sample.decide(folder, "edit", "deals", row, changes={"status": "target"})
    apply(folder)
    assert [flow["status"] for flow in sample.read(folder, "flows")] == ["target", "target"]
    sample.undo(folder, edit)
    sample.decide(folder, "accept", "flows", sample.read(folder, "flows")[1] | {"status": "realised"})
    sample.decide(folder, "reject", "deals", row)
    apply(folder)
    (flow,) = sample.read(folder, "flows")
    assert (flow["commodity"], flow["deal_id"], flow["reviewed"]) == ("cashew", "", "accepted")
    assert [row["table"] for row in sample.read(folder, "rejected")] == ["deals", "flows"]


def test_added_flow_finds_its_deal(folder):
    row = {
        **sample.evidence("a", "kakao", sample.TEXTS),
        "commodity": "cocoa",
        "origin": "ID-KI",
        "destination": "ID-JI",
    }
    sample.decide(folder, "add", "flows", row | {"status": "planned"})
    apply(folder)
    assert [flow["deal_id"] for flow in sample.read(folder, "flows")] == ["a-1", "a-2", "a-1"]


def test_trade_is_what_is_left(folder):
    for deal_id in ("b-1", "b-2"):
        sample.decide(folder, "reject", "deals", machine(folder, deal_id))
    apply(folder)
    assert [row["is_trade"] for row in sample.read(folder, "articles")] == ["true", "false"]


# newer rules, other texts


def changed(deal_id, **cells):
    return [{**deal, **(cells if deal["deal_id"] == deal_id else {})} for deal in sample.deals()]


def test_rerun_with_other_ids_and_rows(folder):
    sample.decide(folder, "edit", "deals", machine(folder, "b-2"), changes={"status": "realised"})
    apply(folder)
    fresh = [
        {**deal, "deal_id": f"b-{9 - int(deal['deal_id'][-1])}"} for deal in sample.deals() if deal["article_id"] == "b"
    ]
    sample.make(folder, deals=fresh)
    assert apply(folder).rows == {"edited": 1}
    assert [(row["deal_id"], row["status"]) for row in sample.read(folder, "deals")] == [
        ("b-8", "agreed"),
        ("b-7", "realised"),
    ]


def test_reviewed_cells_outlive_newer_rules(folder):
    sample.decide(folder, "accept", "deals", machine(folder, "a-1"))
    sample.make(folder, deals=changed("a-1", start=29, stop=60, text="x", status="target", date="2030", rule="newer"))
    assert apply(folder).unapplied == 0
    row = by_id(folder)["a-1"]
    assert (row["status"], row["date"], row["rule"], row["reviewed"]) == ("realised", "", "newer", "accepted")


def test_rejection_holds_for_the_same_row_only(folder):
    sample.decide(folder, "reject", "deals", machine(folder, "a-1"))
    sample.make(folder, deals=changed("a-1", amount_min_idr=1, amount_idr=1, amount_max_idr=1))
    assert apply(folder).unapplied == 1
    assert "a-1" in by_id(folder)
    (left,) = sample.read(folder, "reviews_unapplied")
    assert (left["decision"], left["reason"]) == ("rejected", "row changed since it was rejected")


def test_row_gone_and_back(folder):
    sample.decide(folder, "accept", "deals", machine(folder, "a-2"))
    sample.make(folder, deals=[deal for deal in sample.deals() if deal["deal_id"] != "a-2"])
    assert apply(folder).unapplied == 1
    (left,) = sample.read(folder, "reviews_unapplied")
    assert (left["reason"], left["reviewer"], json.loads(left["cells"])["parties"]) == (
        "row gone",
        "ani",
        "ID-JI;ID-KI",
    )
    sample.make(folder)
    assert apply(folder).unapplied == 0
    assert sample.read(folder, "reviews_unapplied") == []


def test_added_deal_that_the_machine_finds_later_is_one_row(folder):
    row = machine(folder, "a-1")
    sample.make(folder, deals=list(sample.deals())[1:])
    sample.decide(folder, "add", "deals", row | {"rule": "", "deal_id": "", "cue": ""})
    apply(folder)
    assert [deal["rule"] for deal in sample.read(folder, "deals")] == ["review", "r", "r", "r"]
    sample.make(folder)
    apply(folder)
    assert [deal["reviewed"] for deal in sample.read(folder, "deals")] == ["added", "", "", ""]
    assert len(sample.read(folder, "deals")) == 4


def test_text_changed_and_article_gone(folder):
    sample.decide(folder, "accept", "deals", machine(folder, "a-1"))
    sample.decide(folder, "accept", "deals", machine(folder, "b-1"))
    sample.make(
        folder, texts={"a": sample.TEXT + "Ralat.", "c": sample.OTHER, "b": "x"}, deals=[], flows=[], officials=[]
    )
    assert apply(folder).unapplied == 2
    reasons = [(row["article_id"], row["reason"]) for row in sample.read(folder, "reviews_unapplied")]
    assert reasons == [("a", "text changed"), ("b", "row gone")]
    sample.make(folder, texts={"b": sample.TEXT}, deals=[], flows=[], officials=[])
    apply(folder)
    reasons = [row["reason"] for row in sample.read(folder, "reviews_unapplied")]
    assert reasons == ["text changed", "row gone"]


def test_renamed_article_keeps_its_decisions(folder):
    sample.decide(folder, "reject", "deals", machine(folder, "b-1"))
    sample.decide(folder, "accept", "articles", {"article_id": "b", "text": "", "start": 0, "stop": 0})
    renamed = [{**deal, "article_id": "z", "deal_id": "z-1"} for deal in sample.deals() if deal["deal_id"] == "b-1"]
    sample.make(folder, texts={"z": sample.OTHER}, deals=renamed, flows=[], officials=[])
    assert (apply(folder).rows, apply(folder).unapplied) == ({"rejected": 1}, 0)


# gold


def test_gold_of_a_flow_has_its_quantity(folder):
    quantity = {**sample.evidence("a", "mete", sample.TEXTS), "text": "12 ton", "quantity": 12, "quantity_min": 12}
    sample.write(folder, "quantities", [{**quantity, "bound": "exact", "unit": "t", "quantity_kg": 12000}])
    rows = [flow | {"quantity": 12, "quantity_start": quantity["start"]} for flow in sample.flows()]
    sample.write(folder, "flows", rows)
    sample.decide(folder, "accept", "articles", {"article_id": "a", "text": "", "start": 0, "stop": 0})
    (article,) = gold(folder, everything=True)
    assert [flow["quantity"] for flow in article["flows"]] == ["12 ton", "12 ton"]
    assert [(each["value"], each["kg"]) for each in article["quantities"]] == [(12, 12000)]


def test_gold_of_complete_articles(folder):
    (folder / "codes").mkdir()
    codes = "province,kemendagri,name\nID-JI,35,a\nID-SG,74,b\nID-KI,64,c\n"
    (folder / "codes" / "provinces.csv").write_text(codes)
    whole = {"article_id": "a", "text": "", "start": 0, "stop": 0}
    done = sample.decide(folder, "accept", "articles", whole)
    sample.decide(folder, "edit", "deals", machine(folder, "a-1"), changes={"status": "target"}, note="a plan")
    sample.decide(folder, "reject", "deals", machine(folder, "a-2"))
    (article,) = gold(folder)
    assert article["judged"] == ["deals", "flows"]
    assert article["notes"] == "a plan"
    deal = {"parties": ["35", "74"], "hub": "35", "amount_idr": 214 * 10**9, "status": "target", "date": None}
    assert article["deals"] == [deal | {"speaker": "Ratna"}]
    assert article["flows"] == [{"commodity": name, "from": "74", "to": "35"} for name in ("kakao", "mete")]
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(article))
    assert read_gold(path) == [article]
    (whole_article,) = gold(folder, everything=True)
    assert whole_article["officials"] == [{"name": "Ratna", "title": "Gubernur", "province": None}]
    assert "judged" not in whole_article
    sample.undo(folder, done)
    assert list(gold(folder)) == []


def test_a_gold_set_reads_as_the_articles_it_was_made_of(folder, tmp_path):
    sample.decide(folder, "accept", "articles", {"article_id": "a", "text": "", "start": 0, "stop": 0})
    write(folder, tmp_path / "mine", list(gold(folder)))
    [article] = read(tmp_path / "mine" / "articles")
    assert (article.article_id, article.text) == ("a", sample.TEXTS["a"])
    assert [one["id"] for one in read_gold(tmp_path / "mine" / "gold.jsonl")] == ["a"]


# who else writes tables


def test_a_folder_without_deals_is_refused(folder):
    (folder / "deals.csv").unlink()
    with pytest.raises(ReviewError, match="deals"):
        apply(folder)


def test_linked_after_applied(folder):
    """`niaga link` writes events and people's ids into tables with decisions on them: both stay."""
    row = {
        **sample.evidence("a", "kakao dan mete", sample.TEXTS),
        "kind": "supply",
        "status": "agreed",
        "parties": "ID-JI",
    }
    sample.decide(folder, "add", "deals", row)
    sample.decide(folder, "edit", "deals", machine(folder, "a-1"), changes={"date": "2022"})
    apply(folder)
    linked = [{**deal, "event_id": f"e-{deal['deal_id']}"} for deal in sample.read(folder, "deals")]
    sample.write(folder, "deals", linked)
    joined = {
        "official_id": "ratna-dewi-ji",
        "name": "Ratna Dewi",
        "articles": "1",
        "name_ids": "ratna-dewi-ji;ratna-ji",
    }
    people = [{column: cell for column, cell in joined.items() if column in sample.schema.columns("people")}]
    sample.write(folder, "people", people)
    assert apply(folder).rows == {"added": 1, "edited": 1}
    after = sample.read(folder, "deals")
    assert [deal["event_id"] for deal in after] == [f"e-{deal['deal_id']}" for deal in after]
    if "name_ids" in people[0]:
        assert after[0]["speaker"] == "ratna-dewi-ji"
    restore(folder)
    assert [deal["date"] for deal in sample.read(folder, "deals")] == [""] * 4


def test_years_follow_decided_dates(folder):
    link_again(folder)
    sample.decide(folder, "edit", "deals", machine(folder, "a-1"), changes={"date": "2022"})
    apply(folder)
    once = contents(folder)
    assert (by_id(folder)["a-1"]["year"], by_id(folder)["a-1"]["year_basis"]) == ("2022", "stated")
    assert {row["year"] for row in sample.read(folder, "flows") if row["deal_id"] == "a-1"} == {"2022"}
    assert apply(folder).rows == {"edited": 1}
    assert contents(folder) == once


@pytest.mark.parametrize("link", [False, True])
def test_added_to_after_applied(folder, link):
    """`niaga extract --add` appends to tables with decisions on them, and may link them at once."""
    sample.decide(folder, "accept", "flows", sample.read(folder, "flows")[0])
    sample.decide(folder, "edit", "deals", machine(folder, "a-1"), changes={"date": "2022"})
    sample.decide(folder, "reject", "deals", machine(folder, "a-2"))
    apply(folder)
    for table in ("articles", "deals", "flows"):
        rows = sample.read(folder, table)
        fresh = {name: cell.replace("a-1", "c-1") for name, cell in rows[0].items()} | {
            "article_id": "c",
            "reviewed": "",
        }
        fresh = {name: cell for name, cell in fresh.items() if name in rows[0]}
        events = {"event_id": "e"} if link and table == "deals" else {}
        sample.write(folder, table, [row | events for row in (*rows, fresh)])
    assert apply(folder).rows == {"accepted": 1, "edited": 1, "rejected": 1}
    assert apply(folder).unapplied == 0
    assert [row["deal_id"] for row in sample.read(folder, "deals")] == ["a-1", "b-1", "b-2", "c-1"]
    assert [row["article_id"] for row in sample.read(folder, "flows")] == ["a", "a", "c"]
    restore(folder)
    assert len(sample.read(folder, "deals")) == 5


def test_changed_by_other_hands(folder):
    sample.decide(folder, "accept", "flows", sample.read(folder, "flows")[0])
    apply(folder)
    path = folder / "flows.csv"
    path.write_text(path.read_text().replace("ID-SG", "ID-BA"))
    with pytest.raises(ReviewError, match="niaga extract"):
        apply(folder)


def test_stopped_in_between(folder, monkeypatch):
    """Killed after any file, the next `apply` ends where an undisturbed one does."""
    sample.decide(folder, "reject", "deals", machine(folder, "a-1"))
    apply(sample.make(folder))
    wanted = contents(folder)
    replace = Path.replace
    for allowed in range(8):
        sample.make(folder)
        left = [allowed]

        def stopping(path, target, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", stopping)
        try:
            apply(folder)
        except KeyboardInterrupt:
            monkeypatch.setattr(Path, "replace", replace)
            apply(folder)
        monkeypatch.setattr(Path, "replace", replace)
        assert contents(folder) == wanted


def test_of_equal_doubts_the_largest_sum_is_first():
    def shown(number, amount):
        row = dict.fromkeys(schema.columns("deals"), "") | {"article_id": "a", "start": str(number), "stop": "9"}
        value = {"parties": "ID-JI;ID-KI", "amount_min_idr": amount, "amount_max_idr": amount, "confidence": "0.80"}
        return Shown(row | value, machine=row)

    rows = [shown(1, "5"), shown(2, "7000000000"), shown(3, "300")]
    found = queue(Overlaid(tables={"deals": rows, "flows": [], "findings": []}), {})
    assert [item.row["start"] for item in found] == ["2", "3", "1"]


def test_a_decision_keeps_the_row_and_the_models(folder):
    run = {"program": "niaga", "models": "d1"}
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    session = Session(folder, "ani")
    item = next(item for item in session.view().items if item.table == "deals")
    session.decide("accept", "deals", item.shown, {})
    [decision] = session.store.decisions()
    assert (decision.models, decision.row["deal_id"]) == ("d1", item.row["deal_id"])
