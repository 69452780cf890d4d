"""The SQL and R of the tutorial run on tables as they are written and say what pandas says (Python: test_docs)."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import load

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")


def block(language):
    [code] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return code


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tutorial") / "outputs"
    for command in (["extract", ROOT / "corpus/articles", "-o", folder, "--quiet"], ["link", folder]):
        subprocess.run([sys.executable, "-m", "pipeline", *map(str, command)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wide(outputs):
    rows = load(outputs).deals_wide()
    return rows[(rows["status"] == "realised") & (rows["scope"] == "event")]


def test_sql(outputs, wide, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(outputs)
    got = duckdb.sql(block("sql")).fetchall()
    pairs = [
        (row.hub_name, partner)
        for row in wide[wide["hub"] != ""].itertuples()
        for partner in row.partner_names.split(";")
    ]
    assert {(hub, partner): deals for hub, partner, deals, _ in got} == {pair: pairs.count(pair) for pair in pairs}
    assert max(largest or 0 for *_, largest in got) == wide.loc[wide["hub"] != "", "amount_idr"].max()


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_r(outputs, wide):
    done = subprocess.run(
        ["Rscript", "-e", block("r")], cwd=outputs, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    once = wide.dropna(subset=["amount_idr"])
    once = once[(once["event_id"] == "") | ~once["event_id"].duplicated()]
    sums = (once[once["hub"] != ""].groupby("hub_name")["amount_idr"].sum() / 1e9).sort_values(ascending=False)
    got = [line.rsplit(maxsplit=1) for line in done.stdout.strip().splitlines()[1:]]
    assert {name.strip(): float(billions) for name, billions in got} == pytest.approx(dict(sums), rel=1e-4)
