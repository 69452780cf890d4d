"""Hostile articles, all the way from the record to rows: what a text may cost.

Rooms have tests of their own for their patterns; here stands what only the whole shows.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from time import process_time

import pytest
import sound
from batches import CORPUS
from cases import unmark
from growth import LINEAR, TRIES, growth

from pipeline import audit, lexicon, load, read
from pipeline.batches import Options, run
from pipeline.flow import process
from pipeline.model import ArticleFacts
from pipeline.read.record import Record
from pipeline.write import chunk

SIZE = 50_000
"""Letters of a text."""
DEARER = 7
"""How many times as much as news a text of one family may cost; a quadratic step costs hundreds of times as much."""

FAMILIES = {
    "digits": "7",
    "digits and dots": "1.234.",
    "dots": ".",
    "full stops": ". ",
    "closing quotes": '."”',
    "capitals": "A",
    "capitals apart": "ABC ",
    "glued words": "aB",
    "Rp": "Rp",
    "amounts": "Rp5 juta hingga ",
    "quantities": "5 ribu ton beras ",
    "numerals": "dua ratus ribu ",
    "percentages": "naik 5 persen dari 4% ",
    "opening quotes": "“",
    "quotes never closed": '"Kami menjual ',
    "brackets": "((",
    "nested enumeration": "Bali, Jatim, dan (NTB, NTT, serta (",
    "numbered list": "1) a) i) ",
    "title and company": "Direktur PT Maju ",
    "titles": "Direktur Direktur PT ",
    "titles joined": "Wakil Ketua Komisi II dan ",
    "titles and names": "Gubernur Jatim Budi Santoso, S.Sos., M.M., ",
    "honorifics": "Dr. H. ",
    "offices that point back": "Dinas Pangan Bali. Kepala dinas itu, Budi Santoso, ",
    "firms and offices": "PT Maju Jaya Budi. Direktur Maju Jaya Budi, ",
    "abbreviations explained": "Balai Uji Mutu (BUM) Kepala BUM Bali Budi Santoso ",
    "clauses that end in an office": "Setelah diterima Bupati, Hendra ",
    "months": "Januari ",
    "dates": "Senin, 1 Januari 2020 ",
    "days of publication": "kata Melati, Rabu (2/1/2019). Bazar dibuka Kamis. ",
    "provinces": "Jawa Timur dan ",
    "provinces and slashes": "NTB/",
    "misspelt provinces": "Banjarmsin Kalimatan ",
    "longer provinces": "Papua Selatn Nusa Teng. Ti ",
    "goods": "emas dan ",
    "goods that open clauses": "resin, ",
    "general goods": "berasnya ",
    "deals": "Misi dagang Jatim di Bali membukukan Rp5 miliar. ",
    "deals without an end": "Misi dagang Jatim di Bali membukukan Rp5 miliar ",
    "flows": "beras dari Jatim ke Bali, ",
    "firms of provinces": "sapi Lampung ke Dharma Jaya di Jakarta, ",
    "speakers": '"Harga naik," kata Budi, ',
    "datelines": "Surabaya (ANTARA) - ",
    "links": "Baca juga:\nHarga Naik Lagi\n",
    "markup": "<a href='http://a.b/'>",
    "line ends": "\r\n",
    "spaces": " \u00a0\t",
    "NULs": "a\0",
    "marks that join": "e\u0301",
    "right to left": "\u202eabc\u202c ",
}


def cost(text):
    """Return the processor time that an article takes from its record to rows."""
    begin = process_time()
    told = process(Record("hostile", text, "hostile.txt"))
    rows = chunk([told])
    assert isinstance(told, ArticleFacts), told
    assert rows.counts["articles"] == 1
    return process_time() - begin


NEWS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))


def dearness(text):
    """Return how many times as much a letter of a text costs as one of news, measured side by side, by the best try."""
    news = (NEWS * (len(text) // len(NEWS) + 1))[: len(text)]
    best = float("inf")
    for _ in range(TRIES):
        best = min(best, cost(text) / cost(news))
        if best < DEARER:
            break
    return best


@pytest.mark.parametrize("piece", FAMILIES.values(), ids=FAMILIES)
def test_a_text_of_one_family_is_quick(piece):
    assert dearness(piece * (SIZE // len(piece))) < DEARER


@pytest.mark.parametrize("name", lexicon.names())
def test_a_text_of_one_word_list_is_quick(name):
    """All cells of a list and its examples, in any order."""
    cells = [unmark(cell)[0] for row in lexicon.load(name) for cell in row.values() if cell and cell.count("[") < 2]
    text = " ".join(random.Random(name).choices(cells, k=SIZE // 20))[: SIZE // 2]  # noqa: S311 (no secret)
    assert dearness(text) < DEARER


def test_an_article_of_a_thousand_deals_is_linked_and_audited_quickly(tmp_path):
    """Pairs of deals of one article: one event for all of them, and every check over them."""

    def link_and_audit(text):
        folder = Path(mkdtemp(dir=tmp_path))
        (folder / "a.txt").write_text(text, encoding="utf-8")
        list(run([folder / "a.txt"], folder / "out", Options(jobs=1)))
        assert audit.findings(load(folder / "out"))

    piece = "Misi dagang Jatim di Bali membukukan Rp105,5 miliar. "
    assert growth(link_and_audit, piece, 1000 * len(piece)) < LINEAR


ODD = {
    "carriage return": "\r",
    "both": "\r\n",
    "NUL": "\0",
    "line separator": "\u2028",
    "file separator": "\x1c",
    "byte order mark": "\ufeff",
    "right to left": "\u202e",
    "right-to-left mark": "\u200f",
    "zero width": "\u200b",
    "decomposed": "e\u0301",
    "beyond the plane": "\U0001f600",
    "replacement": "\ufffd",
    "separators": ',";\t',
}


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite"])
def test_odd_characters_keep_rows_and_offsets(tmp_path, form):
    """Every row comes back with the words it rests on, from any form of the tables."""
    texts = {
        name: f"Misi dagang Jatim di Bali{odd} membukukan{odd} Rp5 miliar,{odd} kata Gubernur{odd} Jatim Budi{odd} Santoso.{odd}"
        for name, odd in ODD.items()
    }
    records = [json.dumps({"id": name, "text": text, "title": f"Beras{ODD[name]}"}) for name, text in texts.items()]
    (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
    list(run([tmp_path / "a.jsonl"], tmp_path / "out", Options(jobs=1, form=form)))
    told = load(tmp_path / "out")
    assert list(told["articles"]["article_id"]) == list(texts)
    assert set(texts) - set(told["amounts"]["article_id"]) == set()
    for table in ("provinces", "officials", "amounts", "deals"):
        for row in told[table].itertuples():
            assert told.text_of[row.article_id][row.start : row.stop] == row.text, (table, row.article_id)
    audit.findings(told)


def test_the_composed_articles_are_sound():
    """Seeds of the fuzzer: one of them had flows that were not in reading order."""
    found = list(sound.check_read(read(CORPUS)))
    assert len(found) == 36
    for article in found:
        sound.check_facts(article)


# What is written, and where

WATCHED = """
import os, sys
def watch(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        told(arguments[0])
    elif event in ("os.rename", "os.link", "os.symlink"):
        told(arguments[1], arguments[-1])
    elif event in ("os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.chown", "sqlite3.connect"):
        told(arguments[0], arguments[-1])
    elif event == "os.truncate":
        told(arguments[0])
    elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "socket.connect"):
        told(f"/{event} {arguments[0]}")
def told(path, folder=-1):
    if not isinstance(path, int):
        base = os.readlink(f"/proc/self/fd/{folder}") if isinstance(folder, int) and folder > 2 else os.getcwd()
        os.write(report, os.path.normpath(os.path.join(base, os.fsdecode(path))).encode(errors="replace") + b"\\n")
report = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from pipeline.cli import main
main()
"""
"""Runs the command and writes down whatever it opens for writing, makes, moves, removes or starts."""

IDS = [
    "../../outside",
    "/etc/passwd",
    "..",
    "a/../../b",
    "C:\\\\x",
    "~/x",
    "$(touch x)",
    "x\u0000y",
    "é" * 300,
    "-rf",
    "\u202egpj.exe",
]


needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="names of open folders are read from /proc")


@pytest.fixture
def watched(tmp_path):
    """Run the command in a folder of its own; return its exit status, what it said, and what it wrote to."""

    def run_it(*arguments):
        report = tmp_path / "report"
        report.write_bytes(b"")
        command = [sys.executable, "-c", WATCHED, str(report), *map(str, arguments)]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
        return ended.returncode, ended.stderr.decode(), set(report.read_text(encoding="utf-8").splitlines())

    return run_it


@needs_linux
@pytest.mark.parametrize("form", ["csv", "sqlite"])
def test_nothing_is_written_outside_the_output_folder(tmp_path, watched, form):
    """Ids, titles and file names that would lead elsewhere, and every command that writes."""
    (tmp_path / "in").mkdir()
    lines = [
        json.dumps({"id": each, "title": each, "url": each, "text": f"Misi dagang Jatim di Bali Rp{number} miliar."})
        for number, each in enumerate(IDS, 1)
    ]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "in" / "..%2f..%2fb$(x).txt").write_text("Misi dagang Jatim di Bali.", encoding="utf-8")
    out = tmp_path / "out"
    status, said, wrote = watched("extract", tmp_path / "in", "-o", out, "--format", form)
    assert status == 0, said
    assert wrote
    assert {
        path for path in wrote if not path.startswith(f"{out}{os.sep}") and path not in {str(out), os.devnull}
    } == set()
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out", "report"}


@needs_linux
def test_audits_and_exports_stay_in_their_folder(tmp_path, watched):
    (tmp_path / "a.jsonl").write_text(
        "\n".join(json.dumps({"id": each, "text": "Misi dagang Jatim di Bali Rp5 miliar."}) for each in IDS)
    )
    out, other = tmp_path / "out", tmp_path / "other"
    assert watched("extract", tmp_path / "a.jsonl", "-o", out)[0] == 0
    for arguments in (("audit", out), ("export", out, "--to", "brat", "-o", other)):
        status, said, wrote = watched(*arguments)
        assert status in {0, 1}, said
        inside = tuple(f"{folder}{os.sep}" for folder in (out, other))
        assert {path for path in wrote if not path.startswith(inside) and path not in {str(other), os.devnull}} == set()


# One bad article among others


def test_a_line_of_ten_megabytes_does_not_stop_the_others(tmp_path):
    """Whether it is done in time or not, what stands before and behind it is."""
    good = "Misi dagang Jatim di Bali membukukan Rp5 miliar."
    texts = {"a": good, "b": "Harga beras naik " * 600_000, "c": good, "d": "7" * 10_000_000, "e": good}
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": name, "text": text}) for name, text in texts.items()))
    list(run([tmp_path / "a.jsonl"], tmp_path / "out", Options(jobs=1, article_timeout=2)))
    told = load(tmp_path / "out")
    assert set(told["errors"]["error"]) <= {"timeout"}
    assert set(told["articles"]["article_id"]) | {"b", "d"} == set(texts)
    assert list(told["deals"]["article_id"]) == ["a", "c", "e"]
