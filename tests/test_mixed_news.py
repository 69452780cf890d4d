"""Folders whose articles mostly tell of other things: what is in the way is left out, and said to be."""

import errno
import json
import os

import pytest
from batches import rows
from typer.testing import CliRunner

from pipeline.batches import Options, run
from pipeline.cli import app
from pipeline.report.facts import facts
from pipeline.report.tables import Folder
from pipeline.review.session import Session
from pipeline.write import atomic

TRADE = (
    "Misi dagang Jawa Timur di Ternate, Maluku Utara, membukukan transaksi Rp203,9 miliar, "
    "kata Gubernur Jatim Ratih Kusuma, Kamis (18/9/2025)."
)
OTHER = "Laga ke-{number} digelar di Bandung, Rabu (4/11/2019), dan berakhir imbang."


def folder_of(home, others):
    records = [{"id": "trade", "text": TRADE}]
    records += [{"id": f"other-{number}", "text": OTHER.format(number=number)} for number in range(others)]
    (home / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    list(run([home / "a.jsonl"], home / "outputs", Options(jobs=1)))
    return home / "outputs"


@pytest.fixture
def mixed(tmp_path):
    return folder_of(tmp_path, 6)


def niaga(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)
    return done.exit_code, " ".join(done.output.split())


def shown(document, table):
    return [row[0] for row in document[table]["rows"]]


def test_audit_of_trade_only(mixed):
    assert niaga("audit", mixed)[0] == 1
    assert {row["check"] for row in rows(mixed, "findings")} >= {"weekday"}
    assert niaga("audit", mixed, "--trade-only")[0] == 0
    assert {row["article_id"] for row in rows(mixed, "findings")} <= {"trade"}


def test_report_leaves_the_others_out_and_says_so(mixed):
    niaga("audit", mixed)
    assert shown(facts(Folder(mixed), "en"), "articles") == ["trade"]
    assert len(shown(facts(Folder(mixed, trade_only=False), "en"), "articles")) == 7
    niaga("report", mixed)
    page = (mixed / "report.html").read_text(encoding="utf-8")
    assert "Articles that state no trade between provinces and are left out: 6 (" in page
    assert "other-3" not in page
    niaga("report", mixed, "--all-articles")
    assert "other-3" in (mixed / "report.html").read_text(encoding="utf-8")


def test_review_leaves_them_out_or_puts_them_behind(mixed):
    niaga("audit", mixed)
    assert {item.row["article_id"] for item in Session(mixed, "ani").view().items} == {"trade"}
    items = Session(mixed, "ani", trade_only=False).view().items
    assert len(items) > 6
    places = [item.row["article_id"] for item in items]
    assert places == sorted(places, key=lambda name: name != "trade")


def test_where_most_articles_trade_all_are_shown(tmp_path):
    folder = folder_of(tmp_path, 1)
    assert len(shown(facts(Folder(folder), "en"), "articles")) == 2
    assert Session(folder, "ani").trading is None


def test_a_report_that_cannot_be_written_leaves_the_former_one(mixed, monkeypatch):
    niaga("report", mixed)
    before = (mixed / "report.html").read_bytes()

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic.os, "fsync", full)
    status, told = niaga("report", mixed, "--lang", "id")
    assert status == 2
    assert "can't be written (the disk is full); the former page, if any, stands as it was" in told
    assert (mixed / "report.html").read_bytes() == before
    assert not list(mixed.glob(".*partial"))
