"""Training: labels and folds on small gold, equal bytes, and models that fit the corpus they were made from."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from typer.testing import CliRunner

from pipeline import lexicon
from pipeline.cli import app
from pipeline.evaluate import GoldError
from pipeline.extract import find_mentions
from pipeline.language import Document
from pipeline.model import Article
from pipeline.normalize import normalize_mentions
from pipeline.relate import models
from pipeline.relate.discourse import Discourse
from pipeline.relate.scorer import Scorer

train = pytest.importorskip("pipeline.train", reason="needs the extra train")
calibrate = pytest.importorskip("pipeline.train.calibrate")
fit = pytest.importorskip("pipeline.train.fit")
labels = pytest.importorskip("pipeline.train.labels")
sets = pytest.importorskip("pipeline.train.sets")

CORPUS = Path(__file__).parents[1] / "corpus"

TEXT = """Misi dagang Kalimantan Selatan dan Jawa Timur mencatat transaksi Rp46,3 miliar.

Kalimantan Selatan menjual rotan ke Jawa Timur."""

GOLD = {
    "deals": [{"parties": ["63", "35"], "hub": "35", "amount_idr": 46_300_000_000, "status": "realised"}],
    "flows": [{"commodity": "rotan", "from": "63", "to": "35"}],
    "flows_optional": [{"commodity": "rotan", "from": "35", "to": "63"}],
}


@pytest.fixture(scope="module")
def discourse():
    document = Document(Article("a", TEXT))
    return Discourse(document, normalize_mentions(document, find_mentions(document)))


@pytest.fixture(scope="module")
def truth(discourse):
    return labels.truth_of(GOLD, discourse)


def test_the_shipped_models_are_of_this_corpus():
    made = json.loads((models.SHIPPED / models.CARD).read_text(encoding="utf-8"))["corpus"]
    if made != train.digest([CORPUS]):
        pytest.fail("the corpus has changed since the shipped models were trained: run `make train`", pytrace=False)


def test_the_shipped_models_know_these_words():
    """What a cue means is a feature: with another meaning the models would decide by what they never saw."""
    made = json.loads((models.SHIPPED / models.CARD).read_text(encoding="utf-8"))["lists"]
    changed = sorted(name for name in train.LISTS if made.get(name) != lexicon.digest(name))
    if changed:
        pytest.fail(
            f"{', '.join(changed)} changed since the shipped models were trained: run `make train`", pytrace=False
        )


def test_the_lowest_score_leaves_a_share_below():
    assert calibrate.lowest([0.5, -1.0, 2.0, 3.0], 0.0) == -1.0
    assert calibrate.lowest([float(score) for score in range(1000)], 0.002) == 1.0
    assert calibrate.lowest([], 0.5) == calibrate.NEVER_LOG_ODDS


def test_ways_are_labelled(truth):
    assert labels.way(truth, ("rattan", "ID-KS", "ID-JI")) == 1
    assert labels.way(truth, ("rattan", "ID-JI", "ID-KS")) == labels.UNKNOWN
    assert labels.way(truth, ("rattan", "ID-KS", "ID-BA")) == 0


def test_sentences_are_labelled(truth, discourse):
    assert [labels.sentence(truth, discourse, number) for number in (0, 1)] == [0, 1]
    others = truth._replace(ways=frozenset({("rattan", "ID-BA", "ID-RI"), ("rice", "ID-KS", "ID-JI")}))
    assert labels.sentence(others, discourse, 1) == labels.UNKNOWN
    assert labels.sentence(others._replace(ways_maybe=frozenset()), discourse, 1) == 0


def test_ends_are_labelled(truth):
    assert labels.end(truth, "rattan", "ID-KS", 1) == 1
    assert labels.end(truth, "rattan", "ID-KS", 2) == labels.UNKNOWN
    assert labels.end(truth, "rattan", "ID-BA", 1) == 0


def test_statements_and_their_provinces_are_labelled(truth, discourse):
    (figure,) = discourse.amounts
    assert labels.statement(truth, figure) == 1
    assert [labels.party(truth, figure, code) for code in ("ID-KS", "ID-JI", "ID-BA")] == [1, 1, 0]
    assert labels.hub(truth, figure, "ID-JI") == 1
    assert labels.hub(truth, figure, "ID-KS") == 0
    assert labels.pair(truth, figure, "ID-KS", "ID-JI") == 1
    assert labels.pair(truth, figure, "ID-KS", "ID-BA") == 0
    assert [labels.status(truth, figure, each) for each in ("realised", "target")] == [1, 0]


def test_partners_are_labelled_by_any_deal(truth):
    assert labels.partners(truth, "ID-JI", "ID-KS") == 1
    assert labels.partners(truth, "ID-BA", "ID-KS") == 0


def test_a_deal_without_a_figure_is_labelled_beside_one_with_it(truth):
    both = ("ID-JI", "ID-KS")
    assert labels.bare(truth, *both) == 0
    signed = labels.Deal(frozenset(both), None, None, "agreed")
    more = truth._replace(deals=(*truth.deals, signed))
    assert [labels.bare(more, *both, each) for each in (None, "agreed", "planned")] == [1, 1, 0]
    assert labels.bare(truth._replace(deals_maybe=(signed,)), *both, "agreed") == labels.UNKNOWN
    assert labels.bare(more, "ID-BA", "ID-KS") == 0
    assert labels.bare(more, "ID-BA", "ID-KS", "agreed") == labels.UNKNOWN


def test_a_trigger_without_a_deal_of_its_own_is_none(truth, discourse):
    triggers = discourse.triggers[0, "deal"]
    assert triggers
    assert {labels.statement(truth, each) for each in triggers} == {0}


def example(hand, length, *, told=True):
    gold = {"flows": [{"commodity": "beras"}]} if told else {"flows": [], "deals": []}
    return SimpleNamespace(hand=hand, document=SimpleNamespace(article=SimpleNamespace(text="x" * length)), gold=gold)


def test_folds_hold_whole_hands_and_about_as_much_text():
    """A hand of many short passages is no larger than one of a few long articles."""
    found = [*(example("short", 10) for _ in range(40)), example("a", 300), example("b", 50), example("a", 200)]
    assert sets.folds(found, 2) == [1] * 40 + [0, 1, 0]
    assert sets.folds(found[::-1], 2) == sets.folds(found, 2)[::-1]
    assert set(sets.folds(found, 5)) == {0, 1, 2}


def test_hands_of_ordinary_news_are_dealt_to_different_folds():
    quiet = [example(hand, size, told=False) for hand, size in (("q", 10), ("r", 400), ("s", 20))]
    found = [*quiet, *(example(hand, 300) for hand in "abc")]
    assert sorted(sets.folds(found, 3)[:3]) == [0, 1, 2]
    assert sets.ordinary(found) == set("qrs")


def test_no_fold_takes_most_of_the_ordinary_news_away():
    """Many short pieces are as much ordinary news as many long ones."""
    pieces = {"q": (10, 8), "r": (400, 3), "s": (400, 2)}
    quiet = [example(hand, size, told=False) for hand, (size, count) in pieces.items() for _ in range(count)]
    assert sets.folds([*quiet, example("a", 300)], 2) == [0] * 8 + [1] * 3 + [1] * 2 + [0]


def test_the_threshold_has_the_best_f1_with_enough_precision():
    scored = [(0.9, 1), (0.8, 1), (0.7, 1), (0.6, 1), (0.5, 0), (0.4, 1), (0.3, 0), (0.2, 0)]
    assert calibrate.threshold(scored, 5, 0.8) == 0.4
    assert calibrate.threshold(scored[:4] + scored[6:], 4, 0.8) == 0.6
    assert calibrate.threshold([], 3, 0.8) == 1.0


def test_where_no_score_is_precise_enough_the_most_precise_one_stands_in():
    """The first rows are wrong, 70 of the next 100 right, hardly any of the last 900: not all are taken."""
    scored = [(0.99, 0), (0.98, 0), *((0.9 - n / 1000, int(n % 10 < 7)) for n in range(100))]
    scored += [(0.5 - n / 9000, int(n % 100 == 0)) for n in range(900)]
    assert calibrate.threshold(scored, 80, 0.95) > 0.8


def test_a_calibration_curve_rises():
    scored = [(score / 1000, int((score * 7) % 1000 < score)) for score in range(1000)]
    scores, shares = calibrate.curve(scored)
    assert scores == sorted(scores)
    assert shares == sorted(shares)
    assert all(abs(score - share) < 0.15 for score, share in zip(scores, shares, strict=True))
    assert calibrate.curve([]) == ([0.0], [0.0])


def test_rows_without_an_error_make_none_certain():
    few, many = (calibrate.curve([(0.9, 1)] * count)[1][0] for count in (20, 319))
    assert few < many < 1
    sure = models.Models(Scorer({}, {}), {"calibration": {"way": [[0.5], [0.999]]}})
    assert sure.confidence("way", 0.9) == 0.99


def slice_of(hands, articles, folder):
    """Copy the first articles of some sets of the corpus."""
    for hand in hands:
        source, target = CORPUS / hand, folder / hand
        (target / "articles").mkdir(parents=True)
        lines = (source / "gold.jsonl").read_text(encoding="utf-8").splitlines()[:articles]
        (target / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for line in lines:
            shutil.copy(source / "articles" / f"{json.loads(line)['id']}.txt", target / "articles")
    return folder


def test_scaled_steps_come_further_than_plain_ones(monkeypatch):
    """The penalised loss on rows of common and rare n-grams, of which some tell the label."""
    random = np.random.default_rng(1)
    codes = random.zipf(1.3, (4000, 30)) % 50000 + 1
    labels = (codes[:, :3].min(axis=1) > 2).astype(int)
    grams = fit.matrix([codes])

    def loss():
        model = fit.fit_linear(grams, labels)
        odds = np.where(labels > 0, 1, -1) * (grams @ model.weights + model.bias)
        return np.logaddexp(0, -odds).sum() + 0.5 * (model.weights**2).sum() / fit.STRENGTH

    scaled = loss()
    monkeypatch.setattr(fit, "SCALE_POWER", 0)
    plain = loss()
    monkeypatch.setattr(fit, "MOST_STEPS", 500)
    least = loss()
    assert scaled - least < 0.5 * (plain - least)


@pytest.mark.slow
def test_equal_gold_gives_equal_bytes(tmp_path, monkeypatch):
    """Few trees and steps are enough to show it."""
    monkeypatch.setattr(fit, "MOST_STEPS", 4)
    gold = slice_of(("ma", "bz", "kl"), 8, tmp_path / "gold")
    for name in ("one", "two"):
        done = CliRunner().invoke(app, ["train", str(gold), "-o", str(tmp_path / name), "--trees", "12"])
        assert done.exit_code == 0, done.output
        assert "24 articles" in done.output
    for name in (models.ARRAYS, models.CARD):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    card = models.read(tmp_path / "one").card
    assert card["hands"] == {"bz": 8, "kl": 8, "ma": 8}
    assert card["corpus"] == train.digest([gold])


FEW_HANDS = """
import sys
from pathlib import Path
from pipeline import train
from pipeline.train import fit
fit.MOST_STEPS = 2
hands = "ma", "hn", "hq", "kl", "bz", "sr"
stack = train.fitted(train.stack_of(train.examples([Path(sys.argv[1]) / hand for hand in hands]), 6))
assert stack.scorer.forests
"""


@pytest.mark.slow
def test_a_few_hands_can_be_learned_from():
    """Forests of some rows of a small table whose features are bundled end the process (LightGBM 4.7)."""
    done = subprocess.run([sys.executable, "-c", FEW_HANDS, CORPUS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_gold_of_one_hand_is_too_little(tmp_path):
    done = CliRunner().invoke(app, ["train", str(slice_of(("ma",), 3, tmp_path / "gold")), "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "--corpus all" in " ".join(done.output.split())
    assert not (tmp_path / "out").exists()


def test_the_shipped_corpus_is_named_without_a_path(tmp_path):
    assert sets.shipped("all") == [CORPUS]
    assert sets.shipped("ma, kl") == [CORPUS / "ma", CORPUS / "kl"]
    done = CliRunner().invoke(app, ["train", "--corpus", "ma,xx", "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "no hand 'xx': give all, or some of" in " ".join(done.output.split())


def test_a_wheel_holds_the_corpus_and_an_editable_install_does_not():
    builder = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    wheel = builder.WheelBuilder(str(CORPUS.parent))
    held = {}
    for version in ("standard", "editable"):
        data = wheel.get_default_build_data() | {"force_include": {}}
        wheel.get_build_hooks(str(CORPUS.parent))["custom"].initialize(version, data)
        held[version] = data["force_include"]
    assert held == {"standard": {"corpus": "pipeline/corpus"}, "editable": {}}


def test_an_installed_corpus_is_found_beside_the_program(tmp_path, monkeypatch):
    monkeypatch.setattr(sets, "__file__", str(tmp_path / "pipeline" / "train" / "sets.py"))
    assert sets.corpus() == tmp_path / "corpus"
    (tmp_path / "pipeline" / "corpus").mkdir(parents=True)
    assert sets.corpus() == tmp_path / "pipeline" / "corpus"


def test_no_gold_is_one_line(tmp_path):
    with pytest.raises(GoldError, match=r"no gold\.jsonl"):
        train.folders([tmp_path])


def test_a_missing_extra_says_what_to_install(tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("pipeline.train")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("pipeline.train", raising=False)
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    done = CliRunner().invoke(app, ["train", str(CORPUS), "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "lightgbm is not installed: pip install 'niaga[train]'" in " ".join(done.output.split())
