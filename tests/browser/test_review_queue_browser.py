"""The review page in a real browser: search, filters, keys, languages, the blind mode, settling many."""

import json
import shutil

import pytest
import review_folder as sample
from review_steps import follow, go, say

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("uvicorn", reason="the extra niaga[review] is not installed")


CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; apt-get install chromium")
expect = playwright.expect


def rows(page):
    return page.locator(".list ol li a")


def decisions(home):
    path = home / "out" / "reviews.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def doubt_twice(home):
    """Give the folder three findings of one check and one of another."""
    deal = sample.read(home / "out", "deals")[0]
    cells = {name: deal[name] for name in ("article_id", "start", "stop", "text")}
    found = [
        {
            **cells,
            "finding_id": f"f{number}",
            "check": check,
            "severity": "warning",
            "message": "<b>Look</b>",
            "reported": number,
        }
        for number, check in enumerate(("no_source", "no_source", "no_source", "unit_slip"))
    ]
    sample.write(home / "out", "findings", found)


def test_search_and_filter_with_keys(opened):
    page = opened()
    everything = rows(page).count()
    page.keyboard.press("/")
    page.keyboard.type("kendari")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=kendari**")
    expect(page.locator("#find")).to_have_value("kendari")
    assert 0 < rows(page).count() < everything
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    expect(page.locator("#find")).to_have_value("")
    expect(rows(page)).to_have_count(everything)
    page.keyboard.press("f")
    page.get_by_label("filter: year").select_option("2021")
    page.wait_for_url("**year=2021**")
    assert 0 < rows(page).count() < everything
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    say(page, "Accepted.")
    assert "year=2021" in page.url


def test_orders_tables_and_lists_with_keys(opened):
    page = opened()
    for key, part in (("o", "order=sure"), ("o", "order=sums"), ("s", "table=deals"), ("t", "show=decided")):
        page.keyboard.press(key)
        page.wait_for_url(f"**{part}**")
    page.keyboard.press("t")
    page.wait_for_url("**show=all**")
    page.keyboard.press("t")
    page.wait_for_url("**show=articles**")
    page.keyboard.press("j")
    page.wait_for_url("**article=**")


def test_languages(opened):
    page = opened()
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="Terima").first).to_be_visible()
    assert page.evaluate("document.querySelector('#app').textContent").count("Accept") == 0
    page.keyboard.press("a")
    say(page, "Diterima.")
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="Reject").first).to_be_visible()


def test_settling_many(opened, home):
    doubt_twice(home)
    page = opened()
    follow(page, page.get_by_role("link", name="Findings", exact=True))
    follow(page, page.locator(".list li", has_text="no source").first)
    page.wait_for_selector(".many")
    page.locator(".note input").fill("it stands in the headline")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    assert page.locator(".many input").is_checked()
    page.keyboard.press("1")
    say(page, "Settled 3 findings: explained.")
    assert [each["note"] for each in decisions(home)] == ["it stands in the headline"] * 3
    expect(rows(page)).to_have_count(1)
    page.keyboard.press("u")
    say(page, "Taken back.")
    expect(rows(page)).to_have_count(4)


def test_blind(opened, home):
    page = opened(options=["--blind"])
    expect(page.locator(".mode")).to_have_text("blind")
    go(page, "Rp214,6 miliar")
    assert page.locator(".panel .decision select[name=status]").input_value() == ""
    assert page.locator(".doubt, .reasons, .rule").count() == 0
    page.keyboard.press("a")
    expect(page.locator(".message.error").last).to_contain_text("choose the status")
    page.locator(".panel .decision select[name=status]").select_option("target")
    page.keyboard.press("Control+Enter")
    say(page, "Saved: status.")
    assert [each.get("blind") for each in decisions(home)] == [True]
    go(page, "Rp214,6 miliar", "Decided")
    expect(page.locator(".was").first).to_contain_text("machine: realised")
    page.keyboard.press("b")
    expect(page.locator(".mode")).to_have_count(0)
    go(page, "Rp", "Open")
    assert page.locator(".panel .decision select[name=status]").input_value() != ""


def test_a_flow_with_keys(opened, home):
    page = opened()
    go(page, "Rp214,6 miliar")
    before = len(decisions(home))
    if page.locator('[data-key="w"]').count() == 0:
        pytest.fail("the sample article has flows of goods")
    page.keyboard.press("w")
    page.keyboard.press("Enter")
    say(page, "Accepted.")
    assert [each["table"] for each in decisions(home)][before:] == ["flows"]
    page.locator(".flows select[name=status]").first.focus()
    page.keyboard.press("Control+Enter")
    say(page, "Accepted.")
    assert decisions(home)[-1]["table"] == "flows"


def test_words_are_selected_with_keys(opened):
    page = opened()
    go(page, "Rp214,6 miliar")
    page.keyboard.press("v")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_selector("#selection:not([hidden])")
    three = page.locator("#selection output").text_content()
    assert len(three.split()) >= 2
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#selection output")).not_to_have_text(three)
    page.keyboard.press("n")
    page.wait_for_selector("h2:has-text('New deal')")


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_key_of_the_card_does_something(opened, language):
    page = opened(width=390, options=["--lang", language])
    page.locator(".help summary").click()
    card = page.locator(".help dl").bounding_box()
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 390
    page.keyboard.press("Escape")
    expect(page.locator(".help dl")).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
