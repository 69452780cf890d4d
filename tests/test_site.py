"""The documentation site builds without a warning, leads nowhere wrong, and asks nothing of the network."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from rules_page import PAGES

pytest.importorskip("sphinx", reason="the dependency group docs is not installed")

ROOT = Path(__file__).parents[1]
FETCHED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src")}
"""What a browser asks for by itself; addresses of other kinds of tag wait for a click."""


class Addresses(HTMLParser):
    """All addresses of a page, and those that a browser fetches by itself."""

    def __init__(self, text):
        super().__init__()
        self.all, self.fetched = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.all.append(value)
                if (tag, name) in FETCHED:
                    self.fetched.append(value)


def build(source, folder):
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-d",
        folder / "doctrees",
        "-c",
        "docs",
        source,
        folder / "site",
    ]
    return subprocess.run([*map(str, command)], cwd=ROOT, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT, folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site):
    return {page: Addresses(page.read_text(encoding="utf-8")) for page in sorted(site.rglob("*.html"))}


def foreign(addresses):
    return [each for each in addresses if urlsplit(each).netloc or urlsplit(each).scheme not in {"", "data"}]


def test_a_warning_is_an_error(tmp_path):
    source = tmp_path / "source"
    (source / "docs").mkdir(parents=True)
    for folder in ("style", "forward"):
        shutil.copytree(ROOT / "docs" / folder, source / "docs" / folder)
    (source / "docs" / "index.md").write_text("# One page\n\nIt leads [nowhere](nowhere.md).\n", encoding="utf-8")
    done = build(source, tmp_path)
    assert done.returncode != 0
    assert "nowhere.md" in done.stderr


def test_every_page_of_the_documents_is_there(site):
    wanted = {page.relative_to(ROOT).with_suffix(".html") for page in (ROOT / "docs").rglob("*.md")}
    wanted |= {Path("docs", "rules", f"{table}.html") for table in PAGES}
    assert {page for page in wanted if not (site / page).exists()} == set()
    assert (site / "index.html").read_text(encoding="utf-8").count("docs/index.html") == 2


def test_links_lead_somewhere(pages, site):
    for page, addresses in pages.items():
        local = {unquote(urlsplit(each).path) for each in addresses.all if not foreign([each])} - {""}
        assert [each for each in local if not (page.parent / each).resolve().is_relative_to(site)] == []
        assert [each for each in local if not (page.parent / each).exists()] == []


def test_nothing_is_fetched_from_elsewhere(pages, site):
    assert {each for addresses in pages.values() for each in foreign(addresses.fetched)} == set()
    for style in site.rglob("*.css"):
        wanted = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", style.read_text(encoding="utf-8"))
        assert (style.name, foreign(wanted)) == (style.name, [])


def test_what_is_foreign_is_known():
    page = Addresses('<script src="//cdn.example/x.js"></script><img src="a.png"><a href="https://example.org">x</a>')
    assert foreign(page.fetched) == ["//cdn.example/x.js"]
