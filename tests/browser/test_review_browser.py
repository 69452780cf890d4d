"""The review page in a real browser, over tables of the sample corpus, with the commands as a user runs them."""

import shutil
import signal

import pytest
import review_folder as sample
from review_steps import ARTICLE, EVIL, Server, go, niaga, say, select

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("uvicorn", reason="the extra niaga[review] is not installed")

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; apt-get install chromium")


def deals(home):
    return sample.read(home / "out", "deals")


def reviewed(home):
    return [row["reviewed"] for row in deals(home) if row["reviewed"]]


def test_accept_with_keys_and_undo(opened, home):
    page = opened()
    before = page.locator(".list li").count()
    page.keyboard.press("a")
    say(page, "Accepted.")
    assert page.locator(".list li").count() == before - 1
    page.keyboard.press("u")
    say(page, "Taken back.")
    assert page.locator(".list li").count() == before
    page.keyboard.press("r")
    say(page, "Rejected.")
    page.server.stop()
    assert len(sample.read(home / "out", "rejected")) >= 1
    assert [row["reviewed"] for row in sample.read(home / "out", "deals") if row["reviewed"]] == []


def test_edit_survives_restart_and_rerun(opened, home):
    page = opened()
    go(page, "Rp214,6 miliar")
    page.get_by_label("status", exact=True).first.select_option("target")
    page.get_by_label("Rupiah", exact=True).fill("215.000.000.000")
    page.locator(".decision .note input").fill("read again")
    page.locator(".decision .note input").press("Control+Enter")
    say(page, "Saved: status, amount idr")
    assert "1 edited" in page.server.stop()
    assert reviewed(home) == ["edited"]
    niaga("extract", str(home / "articles"), "-o", str(home / "out"), "--quiet", "--restart")
    niaga("link", str(home / "out"))
    niaga("apply", str(home / "out"))
    (row,) = [row for row in deals(home) if row["reviewed"]]
    assert (row["status"], row["amount_min_idr"]) == ("target", "215000000000")
    page = opened()
    go(page, "Rp215 miliar")
    playwright.expect(page.locator(".was").first).to_contain_text("machine: realised")
    playwright.expect(page.locator(".history")).to_contain_text("read again")
    page.get_by_role("button", name="undo edit by ani").click()
    say(page, "Taken back.")
    page.server.stop()
    assert reviewed(home) == []


def test_rerun_while_the_page_is_open(opened, home):
    page = opened()
    go(page, "Rp214,6 miliar")
    page.keyboard.press("a")
    say(page, "Accepted.")
    niaga("extract", str(home / "articles"), "-o", str(home / "out"), "--quiet", "--restart")
    go(page, "Rp214,6 miliar", "Decided")
    playwright.expect(page.locator(".panel h2")).to_contain_text("accepted")


def test_add_by_selection(opened, home):
    page = opened()
    page.get_by_role("link", name="Articles", exact=True).click()
    page.locator(".list li", has_text="window.hit").click()
    page.wait_for_selector("#text")
    words = "Nilai lain di luar itu Rp12 miliar bersama Bali."
    select(page, words)
    page.keyboard.press("n")
    page.wait_for_selector("h2:has-text('New deal')")
    playwright.expect(page.get_by_label("Rupiah", exact=True)).to_have_value("12.000.000.000")
    page.keyboard.press("a")
    playwright.expect(page.locator(".message.error").last).to_contain_text("choose the kind")
    page.get_by_label("status", exact=True).select_option("realised")
    page.get_by_label("kind", exact=True).select_option("cooperation")
    page.get_by_label("another province").select_option("ID-SG")
    page.get_by_role("button", name="Add", exact=False).first.click()
    say(page, "Added.")
    page.server.stop()
    (row,) = [row for row in deals(home) if row["reviewed"] == "added"]
    text = ARTICLE
    assert row["text"] == words == text[int(row["start"]) : int(row["stop"])]
    assert (row["parties"], row["amount_idr"], row["rule"]) == ("ID-BA;ID-SG", "12000000000", "review")


def test_add_flow_and_complete_and_gold(opened, home):
    page = opened()
    go(page, "Rp214,6 miliar")
    select(page, "kakao Kolaka")
    page.get_by_role("button", name="Add a flow of goods").click()
    page.wait_for_selector("h2:has-text('New flow')")
    page.get_by_label("from", exact=True).select_option("ID-SG")
    page.get_by_label("to", exact=True).select_option("ID-JI")
    page.locator(".decision").get_by_label("status", exact=True).select_option("realised")
    page.get_by_role("button", name="Add", exact=False).first.click()
    say(page, "Added.")
    page.keyboard.press("c")
    say(page, "Complete")
    page.server.stop()
    niaga("gold", str(home / "out"), "-o", str(home / "gold.jsonl"), "--sighted")
    gold = (home / "gold.jsonl").read_text(encoding="utf-8")
    assert '"kendari"' in gold
    assert gold.count("\n") == 1
    assert any(row["reviewed"] == "added" for row in sample.read(home / "out", "flows"))


def test_two_tabs_at_once(opened, home):
    first = opened()
    second = opened(first.server)
    for page in (first, second):
        go(page, "Rp214,6 miliar")
    first.get_by_label("Date", exact=True).fill("2022-06")
    second.get_by_label("place", exact=True).select_option("ID-SG")
    first.keyboard.press("Control+Enter")
    second.keyboard.press("Escape")
    second.keyboard.press("Control+Enter")
    for page in (first, second):
        say(page, "Saved")
    first.server.stop()
    (row,) = [row for row in deals(home) if row["reviewed"]]
    assert (row["date"], row["place"]) == ("2022-06", "ID-SG")


def test_evil_text_does_nothing(opened):
    page = opened()
    go(page, "Rp214,6 miliar")
    assert page.evaluate("window.hit") is None
    assert page.locator("#text img, #text script").count() == 0
    assert EVIL in page.locator("#text").text_content()
    page.get_by_role("link", name="Articles", exact=True).click()
    assert page.evaluate("window.hit") is None
    playwright.expect(page.locator(".list li", has_text="window.hit = 1")).to_be_visible()


def test_server_gone_is_told(browser, home):
    server = Server(home / "out")
    page = browser.new_page()
    page.goto(server.address)
    page.wait_for_selector(".panel h2")
    server.stop(signal.SIGKILL)
    page.keyboard.press("a")
    playwright.expect(page.locator("#trouble")).to_contain_text("nothing was saved")
    page.close()


def test_killed_server_loses_nothing(opened, home):
    page = opened()
    page.keyboard.press("a")
    say(page, "Accepted.")
    page.server.stop(signal.SIGKILL)
    assert "1 accepted" in niaga("apply", str(home / "out"))


def test_phone(opened):
    page = opened(width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Accept").first.click()
    say(page, "Accepted.")
    playwright.expect(page.locator(".toast")).to_be_in_viewport()
    playwright.expect(page.locator("#text .row").first).to_be_in_viewport()


def test_what_is_said_of_the_tables_leaves_room_for_what_was_done(opened):
    page = opened(options=["--trade-only"])
    playwright.expect(page.locator(".notes")).to_contain_text("Articles without trade are left out")
    page.get_by_role("button", name="Accept").first.click()
    say(page, "Accepted.")
    playwright.expect(page.locator(".toast")).to_be_in_viewport(ratio=1)


def test_keys_are_listed(opened):
    page = opened()
    page.keyboard.press("?")
    playwright.expect(page.get_by_text("undo your last decision")).to_be_visible()
    first = page.locator(".list ol a[aria-current]").text_content()
    page.keyboard.press("j")
    playwright.expect(page.locator(".list ol a[aria-current]")).not_to_have_text(first)
    page.keyboard.press("k")
    playwright.expect(page.locator(".list ol a[aria-current]")).to_have_text(first)
    page.keyboard.press("e")
    page.keyboard.press("a")
    assert page.locator(".toast").text_content() == ""
