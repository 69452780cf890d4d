"""Tables against gold: the figures agree with the scorer beside the project, and every error leads to its words."""

import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import Article, extract, read, schema
from pipeline.cli import app
from pipeline.evaluate import FoundTables, GoldError, changes, figures, from_facts, judge, read_gold
from pipeline.evaluate.figures import shares
from pipeline.evaluate.match import HIT, MISSED, WRONG, Item, as_bags, as_pairs, as_sets
from pipeline.read.frame import to_article
from pipeline.read.record import Record

ROOT = Path(__file__).parents[1]
SHARED = os.environ.get("NIAGA_SHARED")
needs_shared = pytest.mark.skipif(not SHARED, reason="set NIAGA_SHARED to the folder of real articles and the scorer")
SCORED = ("articles", "provinces", "officials", "commodities", "amounts", "quantities", "dates", "deals", "flows")

TEXT = (
    "Kalsel dan Kaltim Berdagang\n\nBanjarmasin (12/3/2021) - Transaksi misi dagang Kalsel dengan Kaltim mencapai "
    "Rp13,7 miliar, kata Gubernur Kalsel Melati Wulandari. Kalsel memasok 12 ton beras ke Kaltim."
)
GOLD = {
    "id": "one",
    "published": "2021-03-12",
    "provinces": ["63", "64"],
    "officials": [{"name": "Melati Wulandari", "title": "Gubernur", "province": "63"}],
    "commodities": ["beras"],
    "amounts": [{"text": "Rp13,7 miliar", "idr_min": 13700000000, "idr_max": 13700000000, "bound": "exact"}],
    "quantities": [{"text": "12 ton", "value": 12, "unit": "ton", "kg": 12000, "bound": "exact", "commodity": "beras"}],
    "dates": [{"text": "12/3/2021", "iso": "2021-03-12"}],
    "deals": [{"parties": ["63", "64"], "hub": "63", "amount_idr": 13700000000, "status": "realised"}],
    "flows": [{"commodity": "beras", "from": "63", "to": "64", "quantity": "12 ton"}],
}


def sets_of(gold, articles):
    found = from_facts(extract(each) for each in read(articles) if isinstance(each, Article))
    return read_gold(gold), found


@pytest.fixture(scope="module")
def corpus():
    return sets_of(ROOT / "corpus/gold.jsonl", ROOT / "corpus/articles")


def scorer(gold, found, folder):
    """Return what the scorer beside the project says of tables."""
    for table in SCORED:
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, schema.columns(table))
            writer.writeheader()
            writer.writerows(row for one in found.values() for row in one.tables[table])
    (folder / "gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in gold), encoding="utf-8")
    command = [sys.executable, f"{SHARED}/tools/score.py", str(folder / "gold.jsonl"), str(folder), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def ours(gold, found):
    return figures(judge(gold, found), [one["id"] for one in gold])


def assert_agree(gold, found, folder):
    mine = ours(gold, found)
    scored = scorer(gold, found, folder)
    for kind in scored:
        theirs = scored[kind]
        assert (mine[kind].tp, mine[kind].fp, mine[kind].fn) == (theirs["tp"], theirs["fp"], theirs["fn"]), kind
        for name in ("p", "r", "f1"):
            assert getattr(mine[kind], name) == pytest.approx(theirs[name], abs=0.0005), (kind, name)


SETS = {
    "corpus": lambda: (ROOT / "corpus/gold.jsonl", ROOT / "corpus/articles"),
    "features and negatives": lambda: (ROOT / "corpus/mx/gold.jsonl", ROOT / "corpus/mx/articles"),
    "statistics": lambda: (ROOT / "corpus/st/gold.jsonl", ROOT / "corpus/st/articles"),
    "real": lambda: (Path(SHARED, "gold/real_dev.jsonl"), Path(SHARED, "articles/realnews_dev.jsonl")),
    "seeds": lambda: (Path(SHARED, "gold/seeds.jsonl"), Path(SHARED, "articles/seeds")),
}


@needs_shared
@pytest.mark.parametrize("name", SETS)
def test_agrees_with_the_scorer(name, tmp_path):
    assert_agree(*sets_of(*SETS[name]()), tmp_path)


def spoilt(found, seed):
    """Return the tables of a bad run: rows left out, doubled, or with a cell of another row."""
    chance = random.Random(seed)  # noqa: S311 (a bad run, no secret)
    worse = {}
    for article, one in found.items():
        worse[article] = FoundTables(one.text)
        for table, rows in one.tables.items():
            worse[article].tables[table] = kept = []
            for row in rows:
                lot = chance.random()
                column = chance.choice(schema.columns(table)[1:])
                other = chance.choice(rows)
                kept += [] if lot < 0.2 else [row, row] if lot < 0.4 else [{**row, column: other[column]}]
    return worse


@needs_shared
@pytest.mark.parametrize("seed", range(6))
def test_agrees_with_the_scorer_on_bad_tables(corpus, seed, tmp_path):
    gold, found = corpus
    assert_agree(gold, spoilt(found, seed), tmp_path)


def test_perfect_and_empty_tables(found):
    assert {kind: figure for kind, figure in ours([GOLD], found).items() if figure.f1 < 1} == {}
    nothing = ours([GOLD], {})
    assert {figure.r for figure in nothing.values()} == {0.0}
    assert {figure.p for figure in nothing.values()} == {1.0}


@pytest.fixture(scope="module")
def found():
    """What is found in TEXT."""
    return from_facts([extract(to_article(Record("one", TEXT, "one")))])


@pytest.mark.parametrize(
    ("optional", "wrong"),
    [
        ({"from": "63", "to": "64"}, 0),
        ({"from": None, "to": "64"}, 0),
        ({"from": None, "to": None}, 0),
        ({"from": "64", "to": "63"}, 1),
        ({"from": "64", "to": None}, 1),
    ],
)
def test_an_optional_flow_excuses_no_other_direction(found, optional, wrong):
    gold = {**GOLD, "flows": [], "flows_optional": [{"commodity": "beras", **optional}]}
    assert ours([gold], found)["flows"].fp == wrong


def test_an_optional_flow_excuses_one_that_leaves_an_end_open():
    found = from_facts([extract(to_article(Record("one", TEXT, "one")))])
    found["one"].tables["flows"] = [{**row, "origin": ""} for row in found["one"].tables["flows"]]
    gold = {**GOLD, "flows": [], "flows_optional": [{"commodity": "beras", "from": "63", "to": "64"}]}
    assert ours([gold], found)["flows"].fp == 0


def test_an_optional_official_of_one_name_gives_an_office_that_is_right_too(found):
    governor = GOLD["officials"][0]
    gold = {**GOLD, "officials": [{**governor, "title": "Wakil Gubernur"}], "officials_optional": [governor]}
    assert ours([gold], found)["officials: name+title+province"].f1 == 1
    assert ours([{**gold, "officials_optional": []}], found)["officials: name+title+province"].tp == 0


def things(*keys):
    return [Item(key, str(key)) for key in keys]


def outcomes(verdicts):
    return [(outcome, thing.label) for outcome, thing in verdicts]


def test_sets():
    got = outcomes(as_sets(things("a", "b", "b"), things("b", "c", "c", "d"), things("d")))
    assert got == [(MISSED, "a"), (HIT, "b"), (WRONG, "c")]


def test_bags_count_repeats():
    got = outcomes(as_bags(things(1, 1, 2), things(1, 3, 3), things(3)))
    assert got == [(HIT, "1"), (MISSED, "1"), (MISSED, "2"), (WRONG, "3")]


def test_pairs_are_one_to_one():
    got = outcomes(as_pairs(things("ab", "ac"), things("a", "x"), things("xy"), lambda a, b: a.key.startswith(b.key)))
    assert got == [(HIT, "ab"), (MISSED, "ac")]


@pytest.mark.parametrize(
    ("counts", "expected"), [((0, 0, 0), (1, 1, 1)), ((0, 1, 1), (0, 0, 0)), ((3, 1, 3), (0.75, 0.5, 0.6))]
)
def test_shares(counts, expected):
    assert shares(*counts) == pytest.approx(expected)


def test_intervals_hold_the_figure_and_stay_the_same(corpus):
    gold, found = corpus
    one, again = ours(gold, spoilt(found, 1)), ours(gold, spoilt(found, 1))
    assert one == again
    for figure in one.values():
        assert figure.f1_95[0] <= figure.f1 <= figure.f1_95[1]
    assert one["provinces"].f1_95[0] < one["provinces"].f1_95[1]


def test_exact_readings_are_stricter(corpus):
    gold, found = corpus
    got = ours(gold, spoilt(found, 2))
    for lenient, exact in [
        ("published: compatible", "published"),
        ("officials: name", "officials: name+title+province"),
        ("commodities", "commodities: same words"),
        ("amounts: value", "amounts: value+bound"),
        ("deals: parties+amount", "deals: parties+amount+status"),
        ("flows", "flows: same ends"),
    ]:
        assert got[exact].tp <= got[lenient].tp
        assert (got[exact].reading, got[lenient].reading) == ("exact", "lenient")


def test_errors_lead_to_their_words(found):
    gold = {
        **GOLD,
        "provinces": ["63"],
        "amounts": [],
        "commodities": ["beras", "banjarmasin"],
    }
    wrong = [verdict for verdict in judge([gold], found) if verdict.outcome != HIT]
    by_kind = {verdict.kind: verdict for verdict in wrong}
    assert [TEXT[words.start : words.stop] for words in by_kind["provinces"].evidence] == ["Kaltim"] * 3
    assert by_kind["amounts: value"].evidence[0].text == "Rp13,7 miliar"
    missed = by_kind["commodities"]
    assert (missed.outcome, missed.evidence[0].text, missed.evidence[0].rule) == (MISSED, "Banjarmasin", "")
    assert json.loads(json.dumps(missed.as_json()))["label"] == "banjarmasin"


def test_a_missed_fact_says_why_its_words_were_not_used():
    text = "Kepala dinas memberikan penjelasan soal emas itu kepada Kalsel."
    found = from_facts([extract(Article("one", text))])
    [verdict] = [each for each in judge([{"id": "one", "commodities": ["emas"]}], found) if each.kind == "commodities"]
    assert [words.reason for words in verdict.evidence] == ["homonym without a cue"]


def test_what_nobody_judged_does_not_count(found):
    gold = {"id": "one", "judged": ["provinces"], "provinces": ["63", "64"]}
    assert {verdict.kind for verdict in judge([gold], found)} == {"provinces"}


def test_changes_case_by_case():
    error = {"kind": "dates", "article_id": "a", "outcome": "missed", "label": "2021-01"}
    other = {**error, "label": "2022-02"}
    got = changes([error, error], [error, other])
    assert got.gains == [("dates", "a", "missed", "2021-01")]
    assert got.losses == [("dates", "a", "missed", "2022-02")]


BAD = {
    "no JSON": ('{"id": "a"}\n{"id"', "line 2: no JSON"),
    "no id": ('{"provinces": []}', "line 1: no object with an id"),
    "twice": ('{"id": "a"}\n{"id": "a"}', "line 2: a second article has the id 'a'"),
    "no list": ('{"id": "a", "dates": "2021"}', "line 1: dates is no list"),
    "empty": ("\n", "holds no articles"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_bad_gold(tmp_path, text, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_gold(path)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps({**GOLD, "provinces": ["63"]}), encoding="utf-8")
    return tmp_path


def niaga(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_command_prints_figures_and_errors(folder):
    done = niaga("evaluate", folder, "--kind", "provinces")
    assert done.exit_code == 0
    assert "amounts: value+bound" in done.output
    assert "wrong  one: 64" in done.output
    assert "[Kaltim]" in done.output


def test_command_against_an_earlier_run(folder):
    before = niaga("evaluate", folder, "--json").output
    (folder / "before.json").write_text(before, encoding="utf-8")
    gold = {**GOLD, "commodities": ["beras", "jagung"]}
    (folder / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    done = niaga("evaluate", folder, "--against", folder / "before.json")
    assert "1 gains, 2 losses" in done.output
    assert "+ provinces: one: was wrong: 64" in done.output
    assert "- commodities: one: now missed: jagung" in done.output
    report = json.loads(niaga("evaluate", folder, "--against", folder / "before.json", "--json").output)
    assert (len(report["gains"]), len(report["losses"])) == (1, 2)
    assert report["kinds"]["provinces"]["f1"] == 1.0


def test_command_takes_records_and_outputs(folder):
    records = folder / "records.jsonl"
    records.write_text(json.dumps({"id": "one", "body": TEXT}), encoding="utf-8")
    done = niaga("evaluate", records, "--gold", folder / "gold.jsonl", "--field", "text=body", "--json")
    assert json.loads(done.output)["kinds"]["amounts: value"]["tp"] == 1


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite"])
def test_command_takes_outputs_of_every_form(folder, form):
    tables = folder / form
    assert niaga("extract", folder / "articles", "-o", tables, "--quiet", "--format", form).exit_code == 0
    done = niaga("evaluate", tables, "--gold", folder / "gold.jsonl", "--json")
    kinds = json.loads(done.output)["kinds"]
    assert [kinds[kind]["f1"] for kind in ("flows", "amounts: value+bound", "deals: parties+amount+status")] == [
        1,
        1,
        1,
    ]
    assert niaga("export", tables, "--to", "brat", "-o", folder / "brat").exit_code == 0


def test_command_says_what_is_amiss(folder):
    assert niaga("evaluate", folder / "articles").exit_code == 2
    (folder / "before.json").write_text("{}", encoding="utf-8")
    assert niaga("evaluate", folder, "--against", folder / "before.json").exit_code == 2
    for name in ("articles.jsonl", "run.json"):
        (folder / name).touch()
    done = niaga("evaluate", folder, "--gold", folder / "gold.jsonl")
    assert (done.exit_code, "holds no tables of niaga" in done.stderr) == (2, True)
    (folder / "articles/one.txt").unlink()
    done = niaga("evaluate", folder)
    assert "1 of 1 articles of the gold are not there" in done.stderr
