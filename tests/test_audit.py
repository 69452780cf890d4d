"""The audit: every check against its cases, the seeds, the labels of the corpus, and the command."""

import csv
import importlib
import itertools
import json
import re
import shutil
import string
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from types import SimpleNamespace

import cases
import pytest
from given import replace_by_gold, replace_deals
from growth import LINEAR, growth
from typer.testing import CliRunner

from pipeline import audit, schema
from pipeline.audit import CHECKS, messages
from pipeline.audit.evidence import ArticleTables, Evidence
from pipeline.audit.finding import Finding
from pipeline.audit.markdown import markdown
from pipeline.batches import Options, run
from pipeline.cli import app
from pipeline.link import link
from pipeline.load import load

FOLDER = cases.FOLDER / "findings"


def extracted(folder, records):
    """Write the tables of records into a folder."""
    source = folder / "records.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    for _ in run([source], folder / "outputs", Options(jobs=1)):
        pass
    return folder / "outputs"


def case_rows(check):
    with (FOLDER / f"{check}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counts = Counter()
    for row in rows:
        counts[row["set"]] += 1
        row["id"] = f"{check}-{row['set']}-{counts[row['set']]}"
    return rows


def sets():
    for check in CHECKS:
        for number, rows in itertools.groupby(case_rows(check), key=lambda row: row["set"]):
            yield pytest.param(check, list(rows), id=f"{check}-{number}")


@pytest.fixture(scope="session")
def all_cases(tmp_path_factory):
    """The tables of the articles of all cases."""
    records = [
        {
            "id": row["id"],
            "published": row["published"],
            "text": cases.unmark(row["text"])[0],
            **({"title": cases.unmark(row["title"])[0]} if row["title"] else {}),
        }
        for check in CHECKS
        for row in case_rows(check)
    ]
    return extracted(tmp_path_factory.mktemp("cases"), records)


@pytest.fixture
def linked(all_cases, tmp_path):
    """A function that returns the tables of some cases alone, their deals given by hand, linked."""

    def alone(rows):
        ids = {row["id"] for row in rows}
        texts = (all_cases / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / "articles.jsonl").write_text("".join(t for t in texts if json.loads(t)["article_id"] in ids))
        for table in schema.names():
            if "article_id" in schema.columns(table):
                with (all_cases / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                    kept = [row for number, row in enumerate(csv.reader(file)) if not number or ids & set(row)]
                with (tmp_path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows(kept)
        replace_deals(tmp_path, {row["id"]: given(row) for row in rows})
        link(tmp_path)
        return load(tmp_path)

    return alone


def given(row):
    """Return the deals that a case gives its article."""
    deals = cases.expected(row.get("deals") or "")
    return [{name: cell.replace("+", ";") for name, cell in deal.items()} for deal in deals]


@pytest.mark.parametrize("check, rows", list(sets()))
def test_cases(check, rows, linked):
    tables = linked(rows)
    found = defaultdict(list)
    for finding in audit.findings(tables, [check]):
        assert tables.text_of[finding.article_id][finding.start : finding.stop] == finding.text
        found[finding.article_id].append(finding)
    for row in rows:
        marked = [mark for column in ("title", "text") for mark in marks(row[column])]
        assert [finding.text for finding in found[row["id"]]] == marked, found[row["id"]]
        for finding, want in zip(found[row["id"]], cases.expected(row["expect"]), strict=False):
            assert {name: getattr(finding, name) for name in want} == want


def marks(text):
    plain, spans = cases.unmark(text)
    return [plain[start:stop] for start, stop in spans]


ROOT = Path(__file__).parents[1]
GOLD = [json.loads(line) for line in (ROOT / "corpus" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
LABELS = [(article["id"], label) for article in GOLD for label in article["audit"]]

FOUND_BY = {
    "claim_depends_on_foreign": {"record_claim"},
    "conflicting_amount": {"conflicting_figures", "unit_slip"},
    "conflicting_date": {"conflicting_dates"},
    "cumulative_total": {"cumulative_total"},
    "derived_amount": {"surplus"},
    "duplicate_event": {"same_event"},
    "foreign_in_total": {"foreign_share"},
    "interim_vs_final": {"interim_total"},
    "intra_province_in_total": {"inside_part"},
    "name_variant": {"official_spellings"},
    "near_verbatim_copy": {"wire_copy"},
    "part_exceeds_total": {"part_over_total"},
    "province_typo": {"misspelt_province"},
    "rounded_title": {"title"},
    "source_error": {"confused_provinces"},
    "sum_mismatch": {"parts"},
    "target_vs_realised": {"far_below_target", "target_as_result"},
    "weekday_mismatch": {"weekday"},
    "wording": {"domestic_export"},
}
"""Kind of label -> the checks that find it."""

NO_DEAL = {"foreign_not_domestic", "intra_province", "not_trade", "transit_not_sale"}
"""Kinds of label that say what is no deal between provinces: the tables hold none."""


def statuses(deals):
    return {(deal.amount_idr, deal.status) for deal in deals.itertuples()}


SEEN_IN_DEALS = {
    # loan, budget and the link to another story are no deals
    "off_topic_amount": lambda deals: not {8_000_000_000, 13_500_000_000, 1_400_000_000_000} & set(deals.amount_idr),
    # an agreement alone is not trade done
    "agreement_vs_flow": lambda deals: not {"realised"} & set(deals.status),
    # the contract, not the potential
    "potential_vs_contract": lambda deals: statuses(deals) == {(4_700_000_000, "agreed")},
    "target_not_result": lambda deals: (
        {
            (792_600_000_000, "target"),
            (517_300_000_000, "realised"),
        }
        <= statuses(deals)
        and not {(792_600_000_000, "realised"), (3_963_000_000_000, "realised")} & statuses(deals)
    ),
    # an earlier total that is compatible with a part of it elsewhere: nothing may be found
    "cross_article_history": lambda deals: 97_500_000_000 not in set(deals.amount_idr),
}
"""Kinds of label that say how a figure must not be taken -> what deals.csv must hold of the article."""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """The tables of the corpus, and what is found in them."""
    folder = tmp_path_factory.mktemp("corpus")
    for _ in run([ROOT / "corpus" / "articles"], folder, Options(jobs=1)):
        pass
    link(folder)
    return load(folder), audit.findings(load(folder))


def test_every_kind_of_label_is_answered():
    answers = [*FOUND_BY, *NO_DEAL, *SEEN_IN_DEALS]
    assert sorted(answers) == sorted({label["kind"] for _, label in LABELS})


@pytest.fixture(scope="session")
def by_gold(corpus, tmp_path_factory):
    """What is found in the corpus when its deals are those of gold."""
    folder = tmp_path_factory.mktemp("gold") / "outputs"
    shutil.copytree(corpus[0].folder, folder)
    replace_by_gold(folder, GOLD)
    return audit.findings(load(folder))


FINDINGS = [each for each in LABELS if each[1]["kind"] in FOUND_BY]


@pytest.mark.parametrize("article_id, label", FINDINGS, ids=[f"{name}-{label['kind']}" for name, label in FINDINGS])
def test_labels_are_found(article_id, label, by_gold):
    about = [each for each in by_gold if each.article_id == article_id and each.check in FOUND_BY[label["kind"]]]
    assert about
    others = {each.related_article_id for each in about} - {""}
    assert not others or not label["with"] or others & set(label["with"])


BEYOND = {
    ("cumulative_total", "Rp142,6 miliar"): "right: the total of the three missions that follow",
    ("no_source", "Rp1,04 triliun"): "right: a rounded figure of title and caption, which nobody gives",
    ("same_event", "Rp75 miliar"): "right: the target and the result of one mission, of one event label",
}
"""Findings of the corpus that no label speaks of, each judged."""


def test_few_findings_beyond_the_labels(by_gold):
    labelled = {(name, check) for name, label in LABELS for check in FOUND_BY.get(label["kind"], ())}
    assert {(each.check, each.text) for each in by_gold if (each.article_id, each.check) not in labelled} == set(BEYOND)


READ_RIGHT = 0.8
"""Share of the labels about what no deal may hold that the models must keep to."""


def test_labels_about_deals_are_kept_by_the_models(corpus):
    every = corpus[0]["deals"]
    told = [(article_id, label["kind"]) for article_id, label in LABELS if label["kind"] not in FOUND_BY]
    broken = [
        (article_id, kind)
        for article_id, kind in told
        if not SEEN_IN_DEALS.get(kind, lambda deals: deals.empty)(every[every["article_id"] == article_id])
    ]
    assert len(broken) <= (1 - READ_RIGHT) * len(told), broken


def test_the_files_are_all_alike():
    """Every file with a CHECK is listed; each has name, severity, what, why and example, and cases of both kinds."""
    folder = ROOT / "pipeline" / "audit"
    rooms = [importlib.import_module(f"pipeline.audit.{path.stem}") for path in folder.glob("[a-z]*.py")]
    assert {room.CHECK for room in rooms if hasattr(room, "CHECK")} == set(CHECKS)
    for name, room in CHECKS.items():
        assert room.__name__ == f"pipeline.audit.{name}"
        assert room.SEVERITY in {"error", "warning", "note"}
        assert [word for word in ("What:", "Why:", "Example:") if f"\n{word} " not in room.__doc__] == []
        counts = Counter(bool(row["expect"]) for row in case_rows(name))
        assert counts[True]
        assert counts[False]
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(CHECKS)


def test_messages_are_sentences_in_both_languages():
    templates = messages.templates()
    assert {check for check, _ in templates} == set(CHECKS)
    for row in templates.values():
        fields = [
            {field for _, field, *_ in string.Formatter().parse(row[each]) if field} for each in messages.LANGUAGES
        ]
        assert fields[0] == fields[1]
        assert fields[0] <= set(messages.CELLS)
        assert [
            row[each] for each in messages.LANGUAGES if not row[each].endswith(".") and not row[each].endswith("?")
        ] == []


@pytest.mark.parametrize(
    "cell, spec, english, indonesian",
    [
        ("13200000000", "rupiah", "Rp13.2 billion", "Rp13,2 miliar"),
        ("1042615250000", "rupiah", "Rp1.04261525 trillion", "Rp1,04261525 triliun"),
        ("62000", "rupiah", "Rp62,000", "Rp62.000"),
        ("2021-03-09", "day", "Tuesday 2021-03-09", "Selasa 2021-03-09"),
        ("2021-03", "day", "2021-03", "2021-03"),
        ("25.0", "percent", "25 percent", "25 persen"),
        ("1;2", "figure", "1 and 2", "1 dan 2"),
        ("1200.5 t × Rp9400 / 1 kg", "sum", "1,200.5 t × Rp9,400 / 1 kg", "1.200,5 ton × Rp9.400 / 1 kilogram"),
        ("20 t/month × 12.2", "sum", "20 t/month × 12.2", "20 ton/bulan × 12,2"),
    ],
)
def test_cells_in_words(cell, spec, english, indonesian):
    assert format(messages.Words(cell, "en"), spec) == english
    assert format(messages.Words(cell, "id"), spec) == indonesian


FOREIGN = {
    "en": re.compile(r"(?i)\d (?:rb|ribu|juta|mil+[iy]?ar|triliun)\b|\d,\d{1,2}\b|\d\.\d{3}\b"),
    "id": re.compile(r"(?i)\d (?:thousand|million|billion|trillion)\b|\d\.\d{1,2}\b|\d,\d{3}\b"),
}
"""How the other language writes figures."""


def test_messages_write_figures_as_their_language_does(all_cases):
    found = audit.findings(load(all_cases))
    assert {"price", "quantity_parts", "rate_total", "quantity_slip"} <= {each.check for each in found}
    for language, foreign in FOREIGN.items():
        said = [re.sub("“.*?”", "", messages.say(each, language)) for each in found]
        assert [each for each in said if foreign.search(each)] == []


def test_docs_are_made_from_the_checks():
    assert (ROOT / "docs" / "audit.md").read_text(encoding="utf-8") == markdown()


def test_ids_come_from_the_content(corpus):
    tables, found = corpus
    again = audit.findings(load(tables.folder))
    assert [each.finding_id for each in again] == [each.finding_id for each in found]
    assert len({each.finding_id for each in found}) == len(found)


def test_two_events_of_one_sentence_are_two_findings():
    same = {"check": "outlier", "severity": "note", "article_id": "a", "start": 0, "stop": 9, "text": "Rp4 miliar"}
    ids = {Finding(**same, event_id=event).finding_id for event in ("", "e1", "e2")}
    assert len(ids) == 3


WITHOUT_PLACE = {"interim_total"}
"""Checks that read the words before a figure: they say nothing of one that a reviewer typed."""


def test_a_figure_that_a_reviewer_typed_is_weighed_like_any_other(all_cases, tmp_path):
    """Every deal of every case, its figure typed: the same values are doubted, at the deal's words."""
    shutil.copytree(all_cases, tmp_path / "typed")
    link(tmp_path / "typed")

    def doubted():
        found = audit.findings(load(tmp_path / "typed"))
        return {(each.check, each.article_id, each.reported) for each in found}

    before, path = doubted(), tmp_path / "typed" / "deals.csv"
    rows = [row | {"amount_start": ""} for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    path.write_text("".join(schema.csv_lines([rows[0], *(row.values() for row in rows)])), encoding="utf-8")
    missed = {check for check, _, _ in before - doubted()}
    assert missed <= WITHOUT_PLACE


def command(*arguments):
    return CliRunner().invoke(app, ["audit", *map(str, arguments)])


def written(folder):
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_command(corpus, tmp_path):
    """It writes what the schema says, and its exit status tells of errors, findings without one, and misuse."""
    folder = corpus[0].folder
    assert command(folder).exit_code == 1
    rows = written(folder)
    assert tuple(rows[0]) == schema.columns("findings")
    assert len(rows) == len(corpus[1])
    assert command(folder, "--check", "weekday", "--lang", "id").stdout.count("Rabu") == 1
    [row] = written(folder)
    assert row["message"] == "Selasa (7/12/2022): that day was a Wednesday 2022-12-07."
    assert row["message_indonesian"] == "Selasa (7/12/2022): hari itu adalah Rabu 2022-12-07."
    assert command(folder, "--check", "weekday", "--ignore", "weekday").exit_code == 0
    assert written(folder) == []
    for misuse in ([folder, "--check", "nothing"], [tmp_path], [folder, "--thresholds", tmp_path / "none.toml"]):
        assert command(*misuse).exit_code == 2


def test_thresholds_can_be_overridden(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text("[conflicting_figures]\nsame = 1.0\n\n[unit_slip]\nslack = 0.0\n")
    assert audit.limits(own)["conflicting_figures"]["same"] == 1.0
    assert audit.limits(own)["outlier"] == audit.limits()["outlier"]
    own.write_text("[outlier]\ntime = 3\n")
    with pytest.raises(audit.ThresholdsError, match=r"outlier\.time"):
        audit.limits(own)
    own.write_text("[outlier\n")
    with pytest.raises(audit.ThresholdsError, match=r"can't be read"):
        audit.limits(own)


def test_every_threshold_is_explained():
    lines = (ROOT / "pipeline" / "audit" / "thresholds.toml").read_text(encoding="utf-8").splitlines()
    tomllib.loads("\n".join(lines))
    assert set(audit.limits().values) <= set(CHECKS)
    for above, line in itertools.pairwise(lines):
        if " = " in line and not line.startswith("#"):
            assert above.startswith("#") or " = " in above


def test_an_unlinked_folder_is_audited_too(tmp_path):
    record = {"id": "one", "published": "2019-11-05", "text": "Pasar dibuka Rabu (4/11/2019)."}
    found = audit.findings(load(extracted(tmp_path, [record])))
    assert [each.check for each in found] == ["weekday"]


PIECES = (
    "1",
    "Rp1 ",
    "1,",
    "naik 5 persen dari ",
    "transaksi Rp5 per kg ",
    "terdiri atas Rp5 ",
    "A",
    "Dinas A",
    "(",
    "a ",
)


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_takes_linear_time(piece):
    def check(text):
        article = SimpleNamespace(title="", same_text_as="", published="2021-01-01", published_basis="metadata")
        evidence = object.__new__(Evidence)
        evidence.limits, evidence.stories = audit.limits(), {"hostile": ArticleTables("hostile", text, article, {})}
        vars(evidence).update(people=[], deals=[], events={})
        for room in CHECKS.values():
            list(room.check(evidence))

    assert growth(check, piece, 100_000) < LINEAR
