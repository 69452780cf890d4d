"""The review page, open in a browser over tables of the sample corpus."""

import shutil

import pytest
from review_steps import ARTICLE, ROOT, Server, niaga

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a folder with articles and one with tables made of them."""
    home = tmp_path_factory.mktemp("made")
    (home / "articles").mkdir()
    (home / "articles" / "kendari.txt").write_text(ARTICLE, encoding="utf-8")
    for name in ("antara-jogja-2024-05-31-misi-dagang-babel", "antara-kalsel-2021-03-09-temu-bisnis-makassar"):
        shutil.copy(ROOT / "corpus" / "articles" / f"{name}.txt", home / "articles")
    niaga("extract", str(home / "articles"), "-o", str(home / "out"), "--quiet")
    return home


@pytest.fixture
def home(made, tmp_path):
    shutil.copytree(made, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def opened(browser, home):
    """Open the page, on a new server where none is given; anything wrong in it fails the test."""
    wrong, servers, contexts = [], [], []

    def begin(server=None, width=1280, options=()):
        if server is None:
            server = Server(home / "out", *options)
            servers.append(server)
        context = browser.new_context(viewport={"width": width, "height": 844})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.server = server
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(server.address)
        page.wait_for_selector(".panel h2")
        return page

    yield begin
    for context in contexts:
        context.close()
    for server in servers:
        server.stop()
    # A stopped server leaves the page without its icon.
    assert [each for each in wrong if "net::ERR_" not in each] == []
