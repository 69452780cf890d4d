"""The report's document and page, without a browser."""

import ast
import csv
import html
import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from report_folder import deal, write_folder
from typer.testing import CliRunner

from pipeline import lexicon
from pipeline.cli import app
from pipeline.report import LANGUAGES, facts, report
from pipeline.report.page import HERE, PARTS, PICTURES, json_asset
from pipeline.report.tables import Folder

HOSTILE = '</script><script>window.hit=1</script><img src=x onerror="window.hit=1"> {{ 7*7 }} =HYPERLINK("x") <!-- \u2028 &amp;'


def document(folder, language="en"):
    return facts.facts(Folder(folder), language)


def rows(document, table):
    return [dict(zip(document[table]["columns"], cells, strict=True)) for cells in document[table]["rows"]]


def embedded(page, name):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)[1])


def test_deals_count_where_no_events_are_known(tmp_path):
    """Copies of a text do not count; a target keeps its own columns."""
    deals = [deal("a", 1, value=5), deal("b", 1, value=5), deal("a", 2, value=7, status="target")]
    folder = write_folder(
        tmp_path, {"a": "x", "b": "x"}, articles=[{"article_id": "b", "same_text_as": "a"}], deals=deals
    )
    found = document(folder)
    assert found["meta"]["by"] == "deals"
    events = [(event["id"], event["low"], event["high"], event["target_low"]) for event in rows(found, "events")]
    assert events == [("a-1", "5", "5", None), ("a-2", None, None, "7")]


def test_events_count_where_they_are_known(tmp_path):
    event = {
        "event_id": "e",
        "status": "realised",
        "parties": "ID-JI;ID-KS",
        "amount_min_idr": 5,
        "amount_max_idr": 6,
        "target_min_idr": 9,
        "year": 2020,
        "year_basis": "published",
    }
    deals = [deal("a", 1, value=5, event_id="e"), deal("b", 1, value=6, event_id="e")]
    articles = [{"article_id": "a", "published": "2021-02"}, {"article_id": "b", "published": "2020"}]
    found = document(write_folder(tmp_path, {"a": "x", "b": "x"}, articles=articles, deals=deals, events=[event]))
    [only] = rows(found, "events")
    assert found["meta"]["by"] == "events"
    assert (only["low"], only["high"], only["target_low"], only["target_high"]) == ("5", "6", "9", None)
    assert only["deals"] == [0, 1]
    assert (only["year"], only["year_basis"]) == (2020, "published")


def is_reason(node):
    """Tell whether a piece of code says why something is not used: what a check returns or is called, what is rejected."""
    called = getattr(getattr(node, "func", None), "id", "")
    return (
        isinstance(node, ast.Return) or called in {"Rejected", "Unresolved"} or ast.unparse(node).startswith("CHECKS:")
    )


def reasons():
    """Yield the parts of the reasons in the code, without single words."""
    rooms = [path for room in ("normalize", "relate") for path in (HERE.parent / room).glob("*.py")]
    nodes = [node for path in rooms for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    found = (
        each for node in nodes if isinstance(node, ast.stmt | ast.Call) and is_reason(node) for each in ast.walk(node)
    )
    texts = (each.value for each in found if isinstance(each, ast.Constant) and isinstance(each.value, str))
    yield from (
        part for text in texts for part in text.split(": ") if re.search(r"[a-z,] [a-z]", part) and "{" not in part
    )


def test_every_reason_is_said_in_indonesian():
    known = {row["en"] for row in csv.DictReader((HERE / "reasons.csv").read_text(encoding="utf-8").splitlines())}
    assert {*reasons()} - known == set()
    assert {row["kind"] for row in lexicon.load("place_masks")} - known == set()


@pytest.mark.parametrize("status", ["target", "planned"])
def test_only_results_are_results(tmp_path, status):
    event = {"event_id": "e", "status": status, "parties": "ID-JI", "amount_min_idr": 5, "amount_max_idr": 5}
    [only] = rows(document(write_folder(tmp_path, {"a": "x"}, events=[event])), "events")
    assert (only["low"], only["high"]) == (None, None)


def test_money_keeps_every_rupiah(tmp_path):
    value = 2**53 + 1
    found = document(write_folder(tmp_path, {"a": "x"}, deals=[deal("a", 1, value=value)]))
    assert rows(found, "deals")[0]["amount_idr"] == str(value)


def test_every_part_of_the_script_is_in_the_page_once():
    files = [path.relative_to(HERE / "script").with_suffix("") for path in (HERE / "script").rglob("*.js")]
    assert sorted(PARTS) == sorted(path.as_posix() for path in files)


def test_every_picture_of_the_script_is_drawn_from_its_own_entry():
    assert sorted(json.loads(json_asset("pictures.json"))) == sorted(PICTURES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_never_becomes_markup(tmp_path, language):
    articles = [{"article_id": "a", "title": HOSTILE, "url": "javascript:alert(1)"}]
    folder = write_folder(tmp_path, {"a": HOSTILE}, articles=articles, deals=[deal("a", 1, text=HOSTILE)])
    page = report(folder, language)
    assert "window.hit" not in re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    found = embedded(page, "facts")
    assert rows(found, "articles")[0]["text"] == HOSTILE
    assert rows(found, "deals")[0]["text"] == HOSTILE
    inside = re.search(r'id="facts">(.*?)</script>', page, re.DOTALL)[1]
    assert not set("<>&\u2028") & set(inside)


def test_a_page_too_large_for_a_browser_keeps_the_texts_of_deals(tmp_path, monkeypatch):
    monkeypatch.setattr(facts, "MOST_TEXT_CHARS", 20)
    folder = write_folder(tmp_path, {"a": "x" * 15, "b": "y" * 15, "c": "z" * 4}, deals=[deal("b", 1)])
    found = document(folder)
    assert [row["text"] for row in rows(found, "articles")] == ["", "y" * 15, ""]
    assert found["meta"]["without_text"] == 2
    assert "would be too large for a browser: 2;" in report(folder)


def test_page_needs_no_network(tmp_path):
    page = report(write_folder(tmp_path, {"a": "x"}))
    assert not re.findall(
        r"<(?:link|img|iframe)\b|<script[^>]*\bsrc=", page.split("<body>")[0] + page.split('id="facts"')[0]
    )
    assert "default-src 'none'" in page
    allowed = re.findall(r"'sha256-([^']{44})'", html.unescape(page))
    scripts = re.findall(r"^<script>(.*?)</script>$", page, re.DOTALL | re.MULTILINE)
    assert [b64encode(sha256(script.encode()).digest()).decode() for script in scripts] == allowed


def test_equal_folders_give_equal_pages(tmp_path):
    folder = write_folder(tmp_path, {"a": "x"}, deals=[deal("a", 1, value=5)])
    assert report(folder) == report(folder)


def test_every_word_is_in_both_languages():
    assert set(facts.words("en")) == set(facts.words("id"))
    assert all(facts.words("en").values())
    assert all(facts.words("id").values())


def test_messages_of_findings_are_in_the_language_of_the_page(tmp_path):
    """Those of a folder that has them in one language only stay as they are."""
    place = {"article_id": "a", "start": 0, "stop": 1, "text": "x", "check": "weekday", "severity": "error"}
    both = {"finding_id": "1", "message": "A Wednesday.", "message_indonesian": "Hari Rabu."}
    old = {"finding_id": "2", "message": "A Wednesday."}
    folder = write_folder(tmp_path, {"a": "x"}, findings=[place | both, place | old])
    assert [row["message"] for row in rows(document(folder), "findings")] == ["A Wednesday."] * 2
    assert [row["message"] for row in rows(document(folder, "id"), "findings")] == ["Hari Rabu.", "A Wednesday."]


def test_a_message_for_a_folder_without_tables(tmp_path):
    result = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert result.exit_code == 2
    assert "niaga extract" in " ".join(result.stderr.split())
    assert not (tmp_path / "report.html").exists()


def test_command_writes_beside_the_tables(tmp_path):
    write_folder(tmp_path, {"a": "x"})
    assert CliRunner().invoke(app, ["report", str(tmp_path), "--lang", "id"]).exit_code == 0
    assert '<html lang="id">' in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["report", str(tmp_path), "--lang", "xx"]).exit_code == 2


def test_folders_without_later_tables(tmp_path):
    """Tables that an earlier run did not write are no rows."""
    folder = write_folder(tmp_path, {"a": "x"}, deals=[deal("a", 1, value=5)])
    for name in ("events", "people", "findings"):
        (folder / f"{name}.csv").unlink(missing_ok=True)
    assert rows(document(folder), "findings") == []
    assert len(rows(document(folder), "events")) == 1
