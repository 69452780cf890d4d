"""Formats: what every kind of input gives, chosen by content and name, and every form of the tables with equal content."""

import csv
import functools
import gzip
import io
import json
import os
import random
import sqlite3
import sys
import threading
from contextlib import closing
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from batches import batch
from growth import LINEAR, growth

from pipeline import Article, load, read, schema
from pipeline.batches import Options, run
from pipeline.model import ReadError
from pipeline.read import pages
from pipeline.read import tables as columns
from pipeline.read import unpacking as limits
from pipeline.write import FolderError, tables

TEXT = "Harga beras naik menjadi Rp15.000 per kilogram di Banjarmasin, kata seorang pedagang di pasar."
TITLE = "Harga Beras Naik"
URL = "https://kalsel.antaranews.com/berita/123/harga-beras-naik"
PAGE = f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{TITLE} - ANTARA News Kalimantan Selatan</title>
<meta property="og:title" content="{TITLE}"><meta property="og:url" content="{URL}">
<meta property="article:published_time" content="2024-03-05T10:00:00+08:00"></head>
<body><nav><ul><li><a href="/">Beranda</a></li><li><a href="/politik">Politik</a></li></ul></nav>
<article><h1>{TITLE}</h1><p>Banjarmasin (ANTARA) - {TEXT}</p>
<p>Menurut dia, pasokan dari Jawa Timur berkurang sejak awal bulan karena gelombang tinggi di Laut Jawa.</p>
<p>Ia berharap kapal dapat berlayar lagi pekan depan sehingga harga kembali seperti semula.</p></article>
<footer>Copyright 2024</footer></body></html>"""


gzipped = functools.partial(gzip.compress, mtime=0)  # the time of packing would stand in the names of tests


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(*paths, **options):
    """Return the one article of an input."""
    [article] = read(*paths, **options)
    assert isinstance(article, Article), article
    return article


def failure(*paths):
    """Return the one error of an input."""
    [error] = read(*paths)
    assert isinstance(error, ReadError), error
    return error


def table(rows, separator=","):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def parquet(rows):
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def warc(*answers, compressed=True):
    """Return an archive of (address, HTTP answer)."""
    records = []
    for number, (url, answer) in enumerate(answers):
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-03-06T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzipped(record) if compressed else record)
    return b"".join(records)


def answer(page=PAGE, status="200 OK", kind="text/html; charset=utf-8"):
    body = page.encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


RECORD = {"id": "a1", "url": URL, "title": TITLE, "published": "2024-03-05", "text": TEXT}
NEWS_PLEASE = {
    "authors": ["A"],
    "date_publish": "2024-03-05 10:00:00",
    "maintext": TEXT,
    "source_domain": "kalsel.antaranews.com",
    "title": TITLE,
    "url": URL,
    "language": "id",
}
TRAFILATURA = {
    "title": TITLE,
    "author": "A",
    "hostname": "antaranews.com",
    "date": "2024-03-05",
    "source-hostname": "ANTARA News",
    "source": URL,
    "text": TEXT,
    "raw_text": TEXT.replace(" ", "  "),
}
LINE = json.dumps(RECORD) + "\n"


@pytest.mark.parametrize(
    "name, content, article_id",
    [
        ("a.jsonl", LINE, "a1"),
        ("a.json", LINE, "a1"),
        ("a.json", json.dumps(RECORD, indent=2), "a1"),
        ("a.json", json.dumps([RECORD], indent=2), "a1"),
        ("a.json", json.dumps(NEWS_PLEASE), "a-1"),
        ("a.jsonl", json.dumps(TRAFILATURA), "a-1"),
        ("a.csv", table([RECORD]), "a1"),
        ("a.csv", table([RECORD], ";"), "a1"),
        ("a.tsv", table([RECORD], "\t"), "a1"),
        ("a.csv", "\ufeff" + table([RECORD]), "a1"),
        ("a.parquet", parquet([RECORD]), "a1"),
        ("a.html", PAGE, "a"),
        ("a.htm", PAGE, "a"),
        ("a.txt", PAGE, "a"),
        ("page", PAGE, "page"),
        ("lines", LINE, "a1"),
        ("table", parquet([RECORD]), "a1"),
        ("a.warc", warc((URL, answer()), compressed=False), "a-1"),
        ("a.warc.gz", warc((URL, answer())), "a-1"),
        ("a.jsonl.gz", gzipped(LINE.encode()), "a1"),
        ("a.jsonl.zst", zstandard.compress(LINE.encode()), "a1"),
        ("a.csv.gz", gzipped(table([RECORD]).encode()), "a1"),
        ("a.html.zst", zstandard.compress(PAGE.encode()), "a"),
        ("a.jsonl", gzipped(LINE.encode()), "a1"),
    ],
)
def test_formats(tmp_path, name, content, article_id):
    article = only(write(tmp_path / name, content))
    assert (article.article_id, article.title, article.url) == (article_id, TITLE, URL)
    assert (article.published, article.published_basis, article.outlet) == ("2024-03-05", "metadata", "antara")
    assert article.text.startswith(TITLE + "\n")
    assert TEXT in article.text
    assert "Beranda" not in article.text


def test_plain_text_may_be_compressed(tmp_path):
    article = only(write(tmp_path / "b.txt.gz", gzipped(TEXT.encode())))
    assert (article.article_id, article.text) == ("b", TEXT)


def test_own_names_of_columns(tmp_path):
    rows = [{"nomor": 7, "isi": TEXT, "judul": TITLE, "hari": "2024-03-05", "text": "x"}]
    fields = {"id": "nomor", "text": "isi", "title": "judul", "published": "hari"}
    for path in (write(tmp_path / "a.csv", table(rows)), write(tmp_path / "a.parquet", parquet(rows))):
        article = only(path, fields=fields)
        assert (article.article_id, article.text, article.published) == ("7", f"{TITLE}\n{TEXT}", "2024-03-05")


def test_rows_are_numbered(tmp_path):
    rows = [{"text": "Satu."}, {"text": ""}, {"text": "Dua\nbaris."}]
    for path in (write(tmp_path / "a.csv", table(rows)), write(tmp_path / "a.parquet", parquet(rows))):
        found = list(read(path))
        assert [getattr(item, "error", None) for item in found] == [None, "no_text", None]
        assert [found[0].source, found[1].record, found[2].source] == [f"{path}:1", "2", f"{path}:3"]


def test_only_pages_that_were_found(tmp_path):
    answers = [
        (URL, answer(status="404 Not Found")),
        (URL, answer(kind="image/png")),
        (URL, answer()),
        (URL, answer("<html><body></body></html>")),
    ]
    found = list(read(write(tmp_path / "a.warc.gz", warc(*answers))))
    assert [getattr(item, "article_id", None) or item.error for item in found] == ["a-3", "no_text"]


def test_a_page_in_the_encoding_it_names(tmp_path):
    page = PAGE.replace("utf-8", "windows-1252").replace("kata", "“kata”")
    assert "“kata”" in only(write(tmp_path / "a.html", page.encode("cp1252"))).text


def test_an_index_tells_what_a_page_does_not(tmp_path):
    write(tmp_path / "a.html", PAGE[PAGE.index("<article>") : PAGE.index("<footer>")].replace(f"<h1>{TITLE}</h1>", ""))
    write(
        tmp_path / "index.jsonl", json.dumps({"file": "a.html", "url": URL, "title": TITLE, "published": "2024-03-05"})
    )
    article = only(tmp_path)
    assert (article.title, article.outlet, article.published) == (TITLE, "antara", "2024-03-05")


@pytest.mark.parametrize(
    "name, content, error",
    [
        ("a.html", "", "empty"),
        ("a.html", "<html><body><p></p></body></html>", "no_text"),
        ("a.json", "", "broken_json"),
        ("a.json", "{\n", "broken_json"),
        ("a.json", "[1]", "no_object"),
        ("a.csv", "", "empty"),
        ("a.csv", b"\x89PNG\r\n", "binary"),
        ("a.csv", "isi\nBeras.\n", "no_text"),
        ("a.parquet", "teks", "broken_parquet"),
        ("a.warc", "teks", "broken_warc"),
        ("a.warc.gz", warc((URL, answer()))[:200], "cut_short"),
        ("a.txt.gz", gzipped(TEXT.encode())[:40], "cut_short"),
        ("a.txt.zst", zstandard.compress(TEXT.encode())[:40], "cut_short"),
        ("a.jsonl.zst", zstandard.compress(LINE.encode())[:-9] + b"\xff" * 9, "unreadable"),
        ("a.docx", b"PK\x03\x04", "unknown_ending"),
    ],
)
def test_an_input_that_gives_nothing(tmp_path, name, content, error):
    assert failure(write(tmp_path / name, content)).error == error


@pytest.mark.parametrize("pack", [gzipped, zstandard.compress])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv", "a.html"])
def test_bombs(tmp_path, monkeypatch, pack, name):
    for home in (limits, sys.modules["pipeline.read.lines"], pages):
        monkeypatch.setattr(home, "LARGEST_BYTES", 1 << 20)
    path = write(tmp_path / f"{name}.bomb", pack(b"{" + b" " * (4 << 20)))
    assert failure(path.rename(tmp_path / name)).error == "too_large"


def test_a_bomb_of_empty_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "INFLATED_BYTES", 1 << 20)
    assert failure(write(tmp_path / "a.jsonl.gz", gzipped(b"\n" * (4 << 20)))).error == "too_large"


def test_a_line_of_wide_letters_without_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["pipeline.read.lines"], "LARGEST_BYTES", 1 << 20)
    assert failure(write(tmp_path / "a.jsonl", ("\ufeff" + "a" * (2 << 20)).encode("utf-16-le"))).error == "too_large"


def test_one_document_of_many_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["pipeline.read.records"], "LARGEST_BYTES", 1 << 20)
    error = failure(write(tmp_path / "a.json", "[\n" + '{"text":\n"Beras."},\n' * 100_000))
    assert error.error == "too_large"
    assert ".jsonl" in error.message


def test_a_column_that_unpacks_beyond_measure(tmp_path, monkeypatch):
    monkeypatch.setattr(columns, "INFLATED_BYTES", 1 << 20)
    rows = [{"text": "Beras. " * 300_000 + str(number)} for number in range(3)]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink, compression="zstd", use_dictionary=False)
    assert failure(write(tmp_path / "a.parquet", sink.getvalue())).error == "too_large"


def test_one_large_cell_for_many_rows_is_held_a_few_times(tmp_path, monkeypatch):
    """A dictionary keeps it once; unpacked it would stand in memory for every row."""
    monkeypatch.setattr(columns, "INFLATED_BYTES", 1 << 20)
    path = write(tmp_path / "a.parquet", parquet([{"text": "Beras. " * 70_000}] * 64))
    held = pa.total_allocated_bytes()
    found = read(path)
    next(found)
    assert pa.total_allocated_bytes() - held < 8 << 20
    assert len(list(found)) == 63


def test_a_large_cell_does_not_stop_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["pipeline.read.fields"], "LARGEST_BYTES", 1000)
    rows = [{"text": "Satu."}, {"text": "Beras. " * 1000}, {"text": "Dua."}]
    for path in (write(tmp_path / "a.csv", table(rows)), write(tmp_path / "a.parquet", parquet(rows))):
        assert [getattr(item, "error", None) for item in read(path)] == [None, "too_large", None]


def test_a_field_that_is_never_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(columns, "LARGEST_BYTES", 100_000)
    default = csv.field_size_limit()
    found = list(read(write(tmp_path / "a.csv", 'text\nSatu.\n"' + "Beras.\n" * 50_000)))
    csv.field_size_limit(default)
    assert [getattr(item, "error", None) for item in found] == [None, "broken_csv"]


def test_a_page_in_an_archive_that_unpacks_beyond_measure(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "LARGEST_BYTES", 1 << 20)
    body = gzipped(PAGE.encode() + b" " * (4 << 20))
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    found = list(read(write(tmp_path / "a.warc.gz", warc((URL, head.encode() + body), (URL, answer())))))
    assert [getattr(item, "error", None) for item in found] == ["too_large", None]


@pytest.mark.parametrize("tag", ["<p>a ", "<br>", "<div>", "<a href='x'>b"])
def test_a_page_of_a_million_tags(tmp_path, tag):
    """Trafilatura would take minutes; what is refused is refused before it is parsed."""

    def refuse(tags):
        assert failure(write(tmp_path / "a.html", PAGE + tags)).error == "too_large"

    assert growth(refuse, tag, 400_000 * len(tag), times=4) < LINEAR


def test_a_page_of_a_thousand_levels(tmp_path):
    page = "<html><body>" + "<div>" * 40_000 + TEXT
    [found] = read(write(tmp_path / "a.html", page))
    assert isinstance(found, ReadError | Article)


@pytest.mark.parametrize(
    "name, module, extra",
    [
        ("a.html", "trafilatura", "html"),
        ("a.parquet", "pyarrow.parquet", "parquet"),
        ("a.warc", "warcio", "warc"),
        ("a.jsonl.zst", "zstandard", "warc"),
    ],
)
def test_a_missing_extra_says_how_to_install_it(tmp_path, monkeypatch, name, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(pages, "find_spec", lambda _: None)
    error = failure(write(tmp_path / name, zstandard.compress(b"{}") if extra == "warc" else PAGE))
    assert error.error == "missing_extra"
    assert error.message.endswith(f"pip install 'niaga[{extra}]'")


BROKEN = {
    "a.csv": table([RECORD] * 3).encode(),
    "a.html": PAGE.encode(),
    "a.json": json.dumps([RECORD] * 3).encode(),
    "a.jsonl.gz": gzipped(LINE.encode() * 3),
    "a.jsonl.zst": zstandard.compress(LINE.encode() * 3),
    "a.parquet": parquet([RECORD] * 3),
    "a.warc": warc((URL, answer()), (URL, answer()), compressed=False),
    "a.warc.gz": warc((URL, answer()), (URL, answer())),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("seed", range(12))
def test_broken_bytes_give_articles_or_errors(tmp_path, name, seed):
    chance, content = random.Random(seed), bytearray(BROKEN[name])  # noqa: S311
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(content))
        content[at : at + chance.choice([0, 1, 40])] = chance.randbytes(chance.choice([0, 1, 20]))
    assert list(read(write(tmp_path / name, bytes(content))))


# Where inputs lie


def test_patterns(tmp_path):
    for name in ("b/1.txt", "a/2.txt", "a/3.md"):
        write(tmp_path / name, TEXT)
    assert [item.article_id for item in read(f"{tmp_path}/*/*.txt")] == ["2", "1"]
    assert [item.article_id for item in read(f"{tmp_path}/**/[1-2].txt")] == ["2", "1"]
    assert failure(f"{tmp_path}/*.html").error == "missing"


@pytest.mark.parametrize(
    "content, article_id",
    [
        (TEXT, "stdin"),
        (LINE, "a1"),
        (json.dumps([RECORD]), "a1"),
        (gzipped(LINE.encode()), "a1"),
        (PAGE, "stdin"),
    ],
)
def test_standard_input(monkeypatch, content, article_id):
    content = content if isinstance(content, bytes) else content.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))
    assert only("-").article_id == article_id


def test_object_storage():
    memory = fsspec.filesystem("memory")
    for name, content in [("b.txt", TEXT), ("a.jsonl", LINE), ("c.md", "x"), ("sub/d.html", PAGE)]:
        memory.pipe(f"/bucket/{name}", content.encode())
    memory.pipe("/bucket/e.jsonl.gz", gzipped(LINE.replace("a1", "e1").encode()))
    assert [item.article_id for item in read("memory://bucket")] == ["a1", "b", "e1", "d"]
    assert [item.article_id for item in read("memory://bucket/*.jsonl*")] == ["a1", "e1"]
    article = only("memory://bucket/b.txt")
    assert (article.text, article.source) == (TEXT, "memory://bucket/b.txt")
    assert failure("memory://bucket/none.txt").error == "missing"


def test_addresses(tmp_path):
    write(tmp_path / "a.jsonl.gz", gzipped(LINE.encode()))
    write(tmp_path / "berita" / "123", PAGE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    try:
        assert only(f"{home}/a.jsonl.gz").source == f"{home}/a.jsonl.gz:1"
        assert only(f"{home}/berita/123").title == TITLE
        assert failure(f"{home}/none.txt").error == "missing"
    finally:
        server.shutdown()
        server.server_close()
    assert failure(f"{home}/a.jsonl.gz").error == "missing"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_):
        """Say nothing."""


def test_remedies_fit_what_is_wrong(tmp_path):
    broken = write(tmp_path / "a.jsonl.zst", zstandard.compress(b"{}")[:4] + b"nonsense")
    assert "fetch it again" in failure(broken).message
    assert "permissions" not in failure("http://127.0.0.1:9/a.jsonl").message
    assert "network" in failure("http://127.0.0.1:9/a.jsonl").message


def test_an_unknown_protocol_is_an_error():
    assert failure("carrier-pigeon://a/b.txt").error == "unreadable"


@pytest.mark.skipif("NIAGA_SHARED" not in os.environ, reason="needs NIAGA_SHARED, the folder of publishers' articles")
def test_pages_of_outlets():
    found = list(read(Path(os.environ["NIAGA_SHARED"]) / "articles" / "html"))
    assert [item for item in found if isinstance(item, ReadError)] == []
    assert {item.outlet for item in found} == {"bisnis", "detik", "kompas"}
    assert all(item.title and item.published_basis == "metadata" and len(item.text) > 300 for item in found)


# Forms of the tables


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Return an outputs folder per form, made of the same articles."""
    home = tmp_path_factory.mktemp("forms")
    inputs = [batch(home / "a.jsonl", 24), home / "odd.pdf"]
    inputs[1].touch()
    for form in ("csv", "parquet", "sqlite"):
        list(run(inputs, home / form, Options(jobs=1, form=form)))
    return {form: home / form for form in ("csv", "parquet", "sqlite")}


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
@pytest.mark.parametrize("table", schema.names())
def test_all_forms_hold_the_same(folders, form, table):
    plain, other = (list(tables.rows(folders[each], table)) for each in ("csv", form))
    assert other == plain
    pd.testing.assert_frame_equal(load(folders[form])[table], load(folders["csv"])[table])


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_a_form_takes_the_place_of_another(folders, form, tmp_path):
    inputs = [batch(tmp_path / "a.jsonl", 6)]
    for each in ("csv", form):
        list(run(inputs, tmp_path / "out", Options(jobs=1, form=each, restart=True)))
    kept = {path.name for path in folders[form].iterdir()}
    assert {path.name for path in (tmp_path / "out").iterdir()} == kept
    assert not any(name.endswith(".csv") for name in kept)


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_a_batch_is_added_in_any_form(folders, form, tmp_path):
    lines = (folders[form].parent / "a.jsonl").read_text().splitlines(keepends=True)
    for name, part in [("a", lines[:10]), ("b", lines[10:])]:
        (tmp_path / f"{name}.jsonl").write_text("".join(part))
        list(run([tmp_path / f"{name}.jsonl"], tmp_path / "out", Options(jobs=1, form=form, add=name == "b")))
    for table in set(schema.names()) - {"articles", "errors"}:
        assert list(tables.rows(tmp_path / "out", table)) == list(tables.rows(folders[form], table))


def test_another_form_is_not_added_to(folders, tmp_path):
    inputs = [batch(tmp_path / "a.jsonl", 2)]
    with pytest.raises(FolderError, match="other form"):
        list(run(inputs, folders["csv"], Options(jobs=1, form="sqlite", add=True)))


def test_the_database_has_keys(folders):
    with closing(sqlite3.connect(folders["sqlite"] / "niaga.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert {key[2] for key in database.execute("PRAGMA foreign_key_list(flows)")} >= {"articles", "codes_provinces"}
        assert database.execute("PRAGMA index_list(amounts)").fetchall()
        query = "SELECT substr(texts.text, start + 1, stop - start) FROM amounts JOIN texts USING (article_id) ORDER BY amounts.rowid"
        said = [row[0] for row in database.execute(query)]
        assert said == [row[0] for row in database.execute("SELECT text FROM amounts ORDER BY rowid")]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_packages_are_valid(folders, form):
    package = json.loads((folders[form] / "datapackage.json").read_text())
    assert all((folders[form] / each["path"]).exists() for each in package["resources"])
    assert pq.read_schema(folders["parquet"] / "amounts.parquet").field("amount_idr").type == pa.int64()
