"""The documents tell the truth: their Python, and the commands of the how-tos, run in order and print what is shown."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from batches import rows

from pipeline.batches import Options, run
from pipeline.model import LEAST_CONFIDENCE

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
HOWTO = ROOT / "docs" / "howto"
PAGES = [page for page in DOCUMENTS if "```python" in page.read_text(encoding="utf-8") or page.parent == HOWTO]
BLOCK = re.compile(r"```(?P<language>python|sh)\n(?P<code>.*?)```(?:\n\n```text\n(?P<shown>.*?)```)?", re.DOTALL)
QUOTE = re.compile(r"^> (.*)$", re.MULTILINE)
TABLE = re.compile(r"^\| (\w+)\.csv \|(.*)\|\n\|[-|]+\n((?:\|.*\n)+)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#]+)")


def python(code, page, names):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, page.name, "exec"), names)  # noqa: S102 (our own page)
    return printed.getvalue()


def shell(code):
    """Run commands where they are; `niaga` is the one beside this Python, on a terminal wide enough for any path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = os.environ | {"PATH": path, "COLUMNS": "200"}
    done = subprocess.run(["bash", "-euc", code], check=False, capture_output=True, text=True, env=environ)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_code_blocks_run(page, monkeypatch, tmp_path):
    """Those of a how-to in a folder with `articles/`, all others in the project; its commands are not run elsewhere."""
    howto = page.parent == HOWTO
    if howto:
        shutil.copytree(ROOT / "corpus" / "articles", tmp_path / "articles")
    monkeypatch.chdir(tmp_path if howto else ROOT)
    names: dict[str, object] = {}
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["language"] == "sh" and not howto:
            continue
        printed = shell(block["code"]) if block["language"] == "sh" else python(block["code"], page, names)
        if block["shown"] is not None:
            assert printed == block["shown"]


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for link in LINK.finditer(page.read_text(encoding="utf-8")):
        assert (page.parent / link["path"]).exists(), link["path"]


def test_the_first_example_gives_the_tables_shown(tmp_path):
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(" ".join(QUOTE.findall(page)).replace("**", ""), encoding="utf-8")
    list(run([tmp_path / "a.txt"], tmp_path / "out", Options(jobs=1)))
    shown = TABLE.findall(page)
    assert [name for name, *_ in shown] == ["deals", "flows"]
    for name, header, lines in shown:
        columns = header.replace(" ", "").split("|")
        found = [[row[column] for column in columns] for row in rows(tmp_path / "out", name)]
        assert [[cell.strip() for cell in line.strip("|").split("|")[1:]] for line in lines.splitlines()] == found


@pytest.mark.parametrize("name", ["README.md", "README.id.md", "CHANGELOG.md", "docs/limits.md", "docs/howto/spacy.md"])
def test_pages_name_the_least_confidence_in_use(name):
    page = (ROOT / name).read_text(encoding="utf-8")
    assert str(LEAST_CONFIDENCE) in page.replace("0,", "0.")


def test_both_readmes_hold_the_same():
    """What is no prose is equal: sections, examples, commands, columns, links."""
    both = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.id.md")]
    english, indonesian = both
    assert len(re.findall("^## ", english, re.MULTILINE)) == len(re.findall("^## ", indonesian, re.MULTILINE))
    assert TABLE.findall(english) == TABLE.findall(indonesian)
    assert QUOTE.findall(english) == QUOTE.findall(indonesian)
    shown = [[block["shown"] for block in BLOCK.finditer(text) if block["shown"]] for text in both]
    assert shown[0] == shown[1]
    links = [{link["path"] for link in LINK.finditer(text)} - {"README.md", "README.id.md"} for text in both]
    assert links[0] == links[1]
    blocks = ["".join(block["code"] for block in BLOCK.finditer(text) if block["language"] == "sh") for text in both]
    commands = [re.findall(r"^\w+ \w+", code, re.MULTILINE) for code in blocks]
    assert commands[0] == commands[1]
    quoted = [set(re.findall("`([^`\n]+)`", re.sub("```.*?```", "", text, flags=re.DOTALL))) for text in both]
    assert quoted[0] == quoted[1]
