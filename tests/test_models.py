"""The models in use: the shipped ones or a folder of the user's own, in every process, told in run.json."""

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from pipeline import load
from pipeline.flow import extract
from pipeline.model import Article, ModelError
from pipeline.relate import models
from pipeline.relate.scorer import Linear, Scorer

TEXT = """BANJARMASIN (ANTARA) - Misi dagang Kalimantan Selatan dan Jawa Timur mencatat transaksi Rp46,3 miliar.

Kalimantan Selatan menjual rotan ke Jawa Timur, sedangkan Jawa Timur memasok beras ke Kalimantan Selatan."""


def niaga(*args, **environ):
    command = [sys.executable, "-m", "pipeline", *map(str, args)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"COLUMNS": "300"} | environ
    )


@pytest.fixture
def own(tmp_path):
    """A folder of models that find nothing sure enough."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(models.SHIPPED / models.ARRAYS, folder)
    card = json.loads((models.SHIPPED / models.CARD).read_text(encoding="utf-8"))
    card["thresholds"] = dict.fromkeys(card["thresholds"], 2.0)
    (folder / models.CARD).write_text(json.dumps(card), encoding="utf-8")
    return folder


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    return folder


def rows(folder, table):
    return load(folder)[table]


def test_extract_takes_them_in_every_process(own, articles, tmp_path):
    made = {}
    for name, options in {"mine": ["--models", own, "--jobs", 2], "theirs": []}.items():
        done = niaga("extract", articles, "-o", tmp_path / name, "--quiet", *options)
        assert (done.returncode, done.stderr) == (0, "")
        run = json.loads((tmp_path / name / "run.json").read_text(encoding="utf-8"))
        made[name] = len(rows(tmp_path / name, "deals")) + len(rows(tmp_path / name, "flows")), run["models"]
    assert made["mine"][0] == 0
    assert made["theirs"][0] >= 6
    assert made["mine"][1] != made["theirs"][1]


def test_tables_of_other_models_are_not_mixed(own, articles, tmp_path):
    assert niaga("extract", articles, "-o", tmp_path / "out", "--quiet").returncode == 0
    done = niaga("extract", articles, "-o", tmp_path / "out", "--quiet", "--add", "--models", own)
    assert done.returncode == 2
    assert "made with other models" in done.stderr
    done = niaga("extract", articles, "-o", tmp_path / "out", "--quiet", "--add", "--min-confidence", 0.9)
    assert done.returncode == 2
    assert "made with other least confidence" in done.stderr
    assert "add --min-confidence 0" in done.stderr


@pytest.mark.parametrize("command", ["extract", "explain", "evaluate"])
def test_a_bad_folder_is_one_line(articles, tmp_path, command):
    path = next(articles.iterdir()) if command == "explain" else articles
    done = niaga(command, path, "--models", tmp_path / "gone")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "gone: no models that can be read (No such file or directory); make some with niaga train" in line


def test_a_variable_that_names_no_models_is_no_silence(articles, tmp_path):
    done = niaga("extract", articles, "-o", tmp_path / "out", NIAGA_MODELS=str(tmp_path / "gone"))
    assert done.returncode == 2
    assert "no models that can be read" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (models.CARD, b"{"),
        (models.CARD, b"[]"),
        (models.CARD, b"{}"),
        (models.ARRAYS, b"PK no archive"),
        (models.ARRAYS, b""),
        (models.ARRAYS, None),
    ],
)
def test_models_that_are_broken(own, name, content):
    if content is None:
        np.savez_compressed(own / name, other=np.zeros(1))
    else:
        (own / name).write_bytes(content)
    with pytest.raises(ModelError, match="no models that can be read"):
        models.read(own)


def test_models_of_another_version(own):
    card = json.loads((own / models.CARD).read_text(encoding="utf-8"))
    card["forests"]["way"][0] = "another.feature"
    (own / models.CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelError, match="another version of niaga"):
        models.read(own)


def test_the_component_takes_them(own):
    code = (
        "import spacy, sys; nlp = spacy.blank('id'); nlp.add_pipe('niaga', config={'models': sys.argv[1] or None});"
        "doc = nlp(sys.argv[2]); print(len(doc._.niaga['deals']))"
    )
    deals = [
        subprocess.run([sys.executable, "-c", code, folder, TEXT], capture_output=True, text=True, check=True).stdout
        for folder in ("", str(own))
    ]
    assert (int(deals[0]) > 0, int(deals[1])) == (True, 0)


def test_the_shipped_ones_are_small():
    assert sum((models.SHIPPED / name).stat().st_size for name in (models.ARRAYS, models.CARD)) < 5_000_000


def test_weights_too_small_to_matter_are_not_kept(tmp_path):
    least = models.LEAST_WEIGHT
    weights = np.array([0.5 * least, -0.5 * least, 2 * least, -2 * least], dtype=np.float32)
    models.write(tmp_path, Scorer({"way": Linear(weights, 0.5 * least)}, {}), {})
    with np.load(tmp_path / models.ARRAYS) as arrays:
        kept = arrays["linear.way"]
    assert kept.tolist() == pytest.approx([0, 0, 2 * least, -2 * least, 0.5 * least], rel=1e-3)


def test_of_a_weight_as_many_bits_are_kept_as_tell_something(tmp_path):
    """What was read and written again stays as it is."""
    weights = np.random.default_rng(1).normal(size=1000).astype(np.float32)
    for step in ("one", "two"):
        models.write(tmp_path / step, Scorer({"way": Linear(weights, 0.0)}, {}), {})
        with np.load(tmp_path / step / models.ARRAYS) as arrays:
            kept = arrays["linear.way"].astype(np.float32)[:-1]
        assert np.abs(kept - weights).max() <= 2**-models.WEIGHT_BITS * np.abs(weights).max()
        parts, _ = np.frexp(kept)
        assert (np.ldexp(parts, models.WEIGHT_BITS) % 1 == 0).all()
        before, weights = weights, kept
    assert (weights == before).all()


def test_what_is_less_sure_goes_to_unresolved():
    """Nothing is lost, flows name only deals that are there, and an amount is a deal's only where the deal is told."""
    whole = extract(Article("a", TEXT), 0.0)
    shares = sorted({fact.value.confidence for kind in ("deals", "flows") for fact in whole[kind]})
    for least in (*shares, 1.0):
        facts = extract(Article("a", TEXT), least)
        kept = {fact.value.deal_id for fact in facts["deals"]}
        left = [item for item in facts.unresolved if item.reason.startswith("less sure than a row must be: 0.")]
        for kind in ("deals", "flows"):
            mine = [item for item in left if item.mention.kind == kind]
            assert len(facts[kind]) + len(mine) == len(whole[kind])
            assert all(fact.value.confidence >= least for fact in facts[kind])
        assert {fact.value.deal_id for fact in facts["flows"]} <= {None, *kept}
        values = {deal.value.amount_start for deal in facts["deals"]} - {None}
        assert {fact.start for fact in facts["amounts"] if fact.value.kind == "deal_value"} == values


def test_extract_takes_a_least_confidence_in_every_process(articles, tmp_path):
    options = ["--min-confidence", 1, "--jobs", 2]
    assert niaga("extract", articles, "-o", tmp_path / "out", "--quiet", *options).returncode == 0
    assert len(rows(tmp_path / "out", "deals")) == len(rows(tmp_path / "out", "flows")) == 0
    assert rows(tmp_path / "out", "unresolved")["reason"].str.startswith("less sure than a row must be").sum() >= 6
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["options"]["min_confidence"] == 1


def test_what_is_too_much_to_weigh_is_told():
    goods = f"Kalimantan Selatan mengirim {'beras, gula, ' * 90} dan kopra ke Jawa Timur."
    figures = " ".join(f"Misi dagang Kalimantan Selatan dengan Jawa Timur mencatat Rp{n} miliar." for n in range(2, 70))
    reasons = [item.reason for item in extract(Article("a", f"{goods}\n\n{figures}")).unresolved]
    assert reasons.count("too many goods in one article to weigh them all") == 31
    told = "in a sentence about trade, no deal: too many figures in one article to weigh them all"
    assert reasons.count(told) == 8


def test_totals_of_all_trade_are_no_deals():
    text = "Nilai perdagangan Jawa Timur dan Bali pada 2022 mencapai Rp5,2 triliun, kata kepala dinas."
    facts = extract(Article("a", text))
    assert facts["deals"] == ()
    assert [fact.value.kind for fact in facts["amounts"]] == ["trade_statistics"]


def test_models_of_a_version_that_asked_for_other_thresholds(own):
    card = json.loads((own / models.CARD).read_text(encoding="utf-8"))
    del card["thresholds"][f"way_{models.DOUBT}"]
    (own / models.CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelError, match="another version of niaga; make them anew with niaga train"):
        models.read(own)
