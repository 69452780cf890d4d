"""The read room: what the frame of an article says, what is set apart, which bytes are text, which input fails how."""

import csv
import json
import os
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from growth import LINEAR, growth
from sound import check_article

from pipeline import Article, lexicon, read
from pipeline.model import Boilerplate, ReadError
from pipeline.read import boilerplate, dateline, published, related
from pipeline.read.frame import to_article
from pipeline.read.record import Record

CASES = Path(__file__).parent / "cases" / "read.csv"
LINES = {"\\n": "\n", "\\r": "\r"}


def unmark(marked):
    """Return the plain text and the spans of its stretches in square brackets; `\\[` is a bracket, `\\n` a line end."""
    spans, plain = [], ""
    for piece in re.findall(r"\\[nr\[\]]|[^\\]|\\", marked):
        if piece == "[":
            spans.append(len(plain))
        elif piece == "]":
            spans[-1] = (spans[-1], len(plain))
        else:
            plain += LINES.get(piece, piece[-1])
    return plain, spans


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if row["xfail"] else []
            yield pytest.param(row, id=(row["published"] or row["url"] or row["text"])[:60], marks=marks)


def written(value):
    return "+".join(value) if isinstance(value, tuple) else (value or "").replace("\n", "\\n")


def merged(skipped):
    """Return spans with those that touch joined: two rules side by side are one stretch to a reader."""
    spans = []
    for item in skipped:
        if spans and spans[-1][1] == item.start:
            spans[-1] = (spans[-1][0], item.stop)
        else:
            spans.append((item.start, item.stop))
    return spans


@pytest.mark.parametrize("row", list(cases()))
def test_cases(row):
    text, spans = unmark(row["text"])
    cells = {name: row[name] or None for name in ("title", "url", "publisher", "published")}
    article = to_article(Record("case", text, "case.txt", **cells))
    wanted = dict(pair.split("=", 1) for pair in row["expect"].split(";") if pair)
    assert {name: written(getattr(article, name)) for name in wanted} == wanted
    shift = len(article.text) - len(text)
    marked = merged(Boilerplate(a + shift, b + shift, "") for a, b in spans)
    assert [article.text[a:b] for a, b in merged(article.skipped)] == [article.text[a:b] for a, b in marked]
    assert merged(article.skipped) == marked


@pytest.mark.parametrize("row", lexicon.load("boilerplate"), ids=lambda row: row["example"][:50])
def test_boilerplate_example(row):
    text, spans = unmark(row["example"])
    found = re.compile(row["pattern"], re.MULTILINE).finditer(text)
    assert [match.span() for match in found] == spans
    assert any(cue in text.lower() for cue in lexicon.split(row["cue"]))


@pytest.mark.parametrize("row", lexicon.load("outlets"), ids=lambda row: row["outlet"])
def test_outlet_example(row):
    text, spans = unmark(row["example"])
    found = dateline.find(text, 0)
    assert found.outlet.outlet == row["outlet"]
    assert text[slice(*found.tags[0])].strip("()") == text[slice(*spans[0])]


@pytest.mark.parametrize("row", lexicon.load("frame_words"), ids=lambda row: f"{row['use']} {row['word']}")
def test_frame_word_example(row):
    """The frame of the example reads in another way with another word in its place."""
    text, [(start, stop)] = unmark(row["example"])
    assert text[start:stop].casefold() == row["word"].casefold()
    other = "x" * (stop - start)
    said, unsaid = (to_article(Record("case", each, "case.txt")) for each in (text, text[:start] + other + text[stop:]))
    assert replace(said, text="") != replace(unsaid, text="")


@pytest.mark.parametrize("name", ["boilerplate", "editions", "frame_words", "headline_words", "outlets"])
def test_lists_are_in_order_and_without_doubles(name):
    rows = [tuple(row.values()) for row in lexicon.load(name)]
    assert rows == sorted(set(rows))


def test_editions_belong_to_an_outlet():
    domains = {row["domain"] for row in lexicon.load("outlets")}
    assert {row["domain"].split(".", 1)[1] for row in lexicon.load("editions")} <= domains


# Files and folders


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def jsonl(folder, *records, name="a.jsonl"):
    return write(folder, name, "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records))


def errors(found):
    return [(Path(item.source).name, item.record, item.error) for item in found if isinstance(item, ReadError)]


def articles(found):
    return [item for item in found if isinstance(item, Article)]


def test_folders_are_walked_in_sorted_order_for_known_endings(tmp_path):
    for name in ("b/z.txt", "a.txt", "b/y.TXT", "c.md", ".hidden.txt"):
        write(tmp_path, name, "Petani senang.")
    assert [item.article_id for item in read(tmp_path)] == ["a", "y", "z"]
    assert [item.article_id for item in read(str(tmp_path), tmp_path / "a.txt")] == ["a", "y", "z"]


def test_ids_of_records(tmp_path):
    path = jsonl(
        tmp_path,
        {"id": "x 1", "text": "Satu."},
        {"text": "Dua."},
        '{"id": 00012, "text": "x"}',
        {"id": 12, "text": "Tiga."},
    )
    found = list(read(path))
    assert [item.article_id for item in articles(found)] == ["x 1", "a-2", "12"]
    assert [item.source for item in articles(found)] == [f"{path}:1", f"{path}:2", f"{path}:4"]
    assert errors(found) == [("a.jsonl", "3", "broken_json")]


def test_a_long_number_stays_as_written(tmp_path):
    path = jsonl(tmp_path, '{"id": 1.10, "text": "Satu."}', '{"id": 123456789012345678901234567890, "text": "Dua."}')
    assert [item.article_id for item in read(path)] == ["1.10", "123456789012345678901234567890"]


def test_fields_are_mapped(tmp_path):
    path = jsonl(tmp_path, {"nid": "n1", "content": "Petani senang.", "headline": "Panen", "date": "2020-01-02"})
    [item] = read(path, fields={"id": "nid", "text": "content", "title": "headline", "published": "date"})
    assert (item.article_id, item.text, item.title, item.published) == (
        "n1",
        "Panen\nPetani senang.",
        "Panen",
        "2020-01-02",
    )


def test_an_unknown_field_name_is_the_callers_mistake(tmp_path):
    with pytest.raises(ValueError, match="unknown field names"):
        list(read(tmp_path, fields={"body": "text"}))


def test_two_articles_with_one_id(tmp_path):
    write(tmp_path, "a.txt", "Satu.")
    jsonl(tmp_path, {"id": "a", "text": "Dua."}, {"id": "b", "text": "Tiga."}, name="b.jsonl")
    found = list(read(tmp_path))
    assert [item.text for item in articles(found)] == ["Satu.", "Tiga."]
    assert errors(found) == [("b.jsonl", "1", "duplicate_id")]
    assert "the id 'a'" in found[1].message


@pytest.mark.parametrize(
    "name, content, error",
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"%PDF-1.4\nteks", "binary"),
        ("a.txt", b"PK\x03\x04teks", "binary"),
        ("a.txt", bytes(range(256)) * 8, "binary"),
        ("a.txt", b"harga \x81 naik", "undecodable"),
        ("a.docx", b"teks", "unknown_ending"),
        ("a", b"teks", "unknown_ending"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n \n", "empty"),
        ("a.jsonl", b"\x89PNG\r\n", "binary"),
    ],
)
def test_a_file_that_gives_nothing(tmp_path, name, content, error):
    write(tmp_path, name, content)
    [item] = read(tmp_path / name)
    assert (item.error, item.record) == (error, "")
    assert item.message.endswith(".")


@pytest.mark.parametrize(
    "line, error",
    [
        ("{", "broken_json"),
        ('{"text": "a"} x', "broken_json"),
        ("[" * 100_000, "broken_json"),
        ("[1]", "no_object"),
        ("null", "no_object"),
        ('"teks"', "no_object"),
        ("{}", "no_text"),
        ('{"text": null}', "no_text"),
        ('{"text": " "}', "no_text"),
        ('{"text": ["a"]}', "no_text"),
    ],
)
def test_a_bad_line_does_not_stop_the_others(tmp_path, line, error):
    path = jsonl(tmp_path, {"text": "Satu."}, line, {"text": "Dua."})
    found = list(read(path))
    assert [item.text for item in articles(found)] == ["Satu.", "Dua."]
    assert errors(found) == [("a.jsonl", "2", error)]


def test_gold_is_no_source_of_articles(tmp_path):
    gold = {"id": "a", "provinces": ["35"], "deals": []}
    jsonl(tmp_path, gold, gold)
    write(tmp_path, "b.json", json.dumps([gold, {"id": "b", "text": "Petani senang.", "provinces": ["35"]}]))
    with pytest.warns(UserWarning, match=r"facts and no articles: .*a\.jsonl and 1 more"):
        found = list(read(tmp_path))
    assert [item.article_id for item in found] == ["b"]


@pytest.mark.parametrize(
    "record",
    [
        {"id": "a", "title": "Judul"},
        {"id": "a", "dates": "2021"},
        {"provinces": ["35"]},
        {"id": "a", "text": "", "deals": []},
    ],
)
def test_a_record_that_should_hold_a_text_is_no_gold(tmp_path, record):
    assert errors(read(jsonl(tmp_path, record))) == [("a.jsonl", "1", "no_text")]


def test_missing_paths_and_folders_without_articles(tmp_path):
    (tmp_path / "empty").mkdir()
    write(tmp_path, "a.txt", "Petani senang.")
    found = list(read(tmp_path / "none", tmp_path / "none.txt", tmp_path / "empty", "a\0b", tmp_path / "a.txt"))
    assert [item.error for item in found[:4]] == ["missing", "missing", "no_articles", "unreadable"]
    assert [item.article_id for item in found[4:]] == ["a"]


def test_links_in_a_circle(tmp_path):
    """A link to itself is an error; a folder that holds itself is walked once, and a second name is no second article."""
    write(tmp_path, "a.txt", "Petani senang.")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").symlink_to("c.txt")
    (tmp_path / "d").symlink_to(tmp_path)
    found = list(read(tmp_path, f"{tmp_path}/**/*.txt", tmp_path / "c.txt", tmp_path / "d" / "d" / "a.txt"))
    assert [item.article_id for item in articles(found)] == ["a"]
    assert {error for _, _, error in errors(found)} == {"unreadable"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    path = write(tmp_path, "a.txt", "Petani senang.")
    path.chmod(0)
    assert errors(read(path)) == [("a.txt", "", "unreadable")]


# Encodings

TEXT = "Harga “kakao” naik – Rp90.000\r\nPetani sénang.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path, encoding):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    write(tmp_path, "a.txt", (mark + TEXT).encode(encoding))
    write(tmp_path, "b.jsonl", (mark + json.dumps({"text": TEXT}, ensure_ascii=False) + "\n{}\n").encode(encoding))
    found = list(read(tmp_path))
    assert [item.text for item in articles(found)] == [TEXT, TEXT]
    assert errors(found) == [("b.jsonl", "2", "no_text")]


def test_utf_16_without_a_mark(tmp_path):
    for encoding in ("utf-16-le", "utf-16-be"):
        [item] = read(write(tmp_path, f"{encoding}.txt", TEXT.encode(encoding)))
        assert item.text == TEXT


def test_utf_8_cut_short_stays_utf_8(tmp_path):
    [item] = read(write(tmp_path, "a.txt", TEXT.encode() + "é".encode()[:1]))
    assert item.text == TEXT + "\ufffd"


def test_one_line_of_another_encoding(tmp_path):
    lines = [json.dumps({"text": "Pétani"}, ensure_ascii=False).encode(code) for code in ("utf-8", "cp1252")]
    assert [item.text for item in read(write(tmp_path, "a.jsonl", b"\n".join(lines)))] == ["Pétani", "Pétani"]


def test_single_nuls_are_text(tmp_path):
    [item] = read(write(tmp_path, "a.txt", b"Petani\0 senang sekali hari ini."))
    assert item.text == "Petani\0 senang sekali hari ini."


def test_lone_surrogates_become_replacement_characters(tmp_path):
    [item] = read(jsonl(tmp_path, r'{"id": "a\ud800", "title": "\udfff", "text": "Petani \ud83d senang \ud83d\ude00"}'))
    assert (item.article_id, item.text) == ("a\ufffd", "\ufffd\nPetani \ufffd senang \U0001f600")


# Whatever comes in

PIECES = [
    b"Baca juga: ", b"BACA JUGA\n", b"Bisnis.com, ", b"KENDARI", b" - ", b"(ANTARA)", b"\n", b"\r\n", b"\0", b"\xff", b"Editor: ",
    b"Pewarta: A/B", b"COPYRIGHT \xc2\xa9 ANTARA 2021", b"{", b"}", b'"text": "', b"\\ud800", b" " * 9, b"Foto: ", b"(zal)", b"<p>",
    b"Rp5 Triliun ", b"\xe2\x80\x94", b"Daftar Isi\n", b"14 jam lalu\n", b"|", b"2025-01-01", b"Selain itu, ",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_any_bytes_give_articles_or_errors(tmp_path, seed):
    dice = random.Random(seed)  # noqa: S311 (noise for a test)
    for name in ("a.txt", "b.jsonl"):
        noise = [dice.randbytes(dice.randint(0, 9)) if seed % 2 else b"" for _ in range(40)]
        write(tmp_path, name, b"".join(dice.choice(PIECES) + dice.choice(noise) for _ in range(dice.randint(0, 80))))
    record = {
        "title": dice.choice(PIECES).decode(errors="replace"),
        "text": "".join(p.decode(errors="replace") for p in dice.choices(PIECES, k=50)),
    }
    jsonl(tmp_path, record, name="c.jsonl")
    for item in read(tmp_path):
        assert isinstance(item, Article | ReadError)
        if isinstance(item, Article):
            check_article(item)


HOSTILE = sorted(
    {unmark(row["example"])[0] for row in lexicon.load("boilerplate")}
    | {row["cue"].split(";")[0].upper() + " " for row in lexicon.load("boilerplate")}
    | {
        "Baca juga ",
        "Baca juga: ",
        "BACA JUGA\n",
        "Editor: ",
        "Pewarta: A ",
        "A",
        "a",
        " ",
        "\n",
        "\r",
        "(",
        "|",
        "<a ",
        "- ",
        "-",
        "_",
        "A, ",
        "A.",
        "0",
        "Rp",
        '"',
        "©",
        "Copyright © ",
    }
)


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_hostile_text_costs_linear_time(piece):
    def check(text):
        check_article(to_article(Record("a", text, "a.txt")))
        check_article(to_article(Record("a", "x" + text + "x", "a.txt", title=text, url=text, published=text)))

    assert growth(check, piece, 100_000) < LINEAR


def test_a_dateline_far_down_is_none():
    assert dateline.find("Petani senang.\n" * 200 + "Kendari (ANTARA) - Harga naik.", 0) is None


def test_links_end_before_prose():
    text = "Senang. Baca Juga Harga Kakao Naik Lagi di Kendari Menurut Budi, pasar ramai."
    [link] = related.find(text)
    assert text[link.stop :] == " Menurut Budi, pasar ramai."


def test_overlaps_are_cut():
    spans = [Boilerplate(0, 5, "a"), Boilerplate(3, 8, "b"), Boilerplate(4, 6, "c"), Boilerplate(8, 9, "d")]
    assert boilerplate.ordered(reversed(spans)) == (
        Boilerplate(0, 5, "a"),
        Boilerplate(5, 8, "b"),
        Boilerplate(8, 9, "d"),
    )


def test_times_abroad_are_brought_to_jakarta():
    assert published.from_metadata("2025-06-12T23:30:00-05:00") == ("2025-06-13", False)
    assert published.from_metadata("2025-06-12T23:30:00+09:00") == ("2025-06-12", False)
