"""The documentation site in a real browser: pages fit a screen and a phone, search works from files, nothing is fetched."""

from pathlib import Path

import pytest
from test_site import site  # noqa: F401 (a fixture)

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium; apt-get install chromium")

PAGES = (
    *("docs/index", "docs/tables", "docs/tutorial", "docs/rights", "docs/review", "docs/howto/check"),
    *("docs/rules/amounts", "docs/rules/findings", "benchmarks/QUALITY"),
)


@pytest.fixture(scope="module", params=[1280, 390])
def page(request):
    """A page of some width, with the list of whatever goes wrong in it or leaves the machine."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        shown, wrong = browser.new_page(viewport={"width": request.param, "height": 900}), []
        shown.on("pageerror", lambda error: wrong.append(str(error)))
        shown.on("requestfailed", lambda asked: wrong.append(asked.url))
        shown.on(
            "request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None
        )
        yield shown, wrong
        browser.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_and_fetch_nothing(page, site, name):  # noqa: F811
    shown, wrong = page
    shown.goto((site / f"{name}.html").as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert wrong == []


def test_search_works_without_a_server(page, site):  # noqa: F811
    shown, wrong = page
    shown.goto((site / "search.html").as_uri() + "?q=cengkih")
    shown.wait_for_selector("ul.search li a")
    assert wrong == []
