"""Linking: who is one person, what is one event, which text repeats another; ids that stay, lists that overrule."""

import csv
import itertools
import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline import schema
from pipeline.link import OverridesError, link, names
from pipeline.link.figures import ReportedValue, agree, slip
from pipeline.load import TablesError

ROOT = Path(__file__).parents[1]
SHARED = os.environ.get("NIAGA_SHARED")
TEXT = "x"


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, table, content):
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.columns(table), lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(content)


def tables(folder, articles, officials=(), deals=(), **more):
    """Write a folder as niaga extract would; articles are (article_id, published, text)."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, "articles", [{"article_id": each[0], "published": each[1]} for each in articles])
    texts = [json.dumps({"article_id": each[0], "text": each[2]}) for each in articles]
    (folder / "articles.jsonl").write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    write(folder, "officials", officials)
    write(folder, "deals", deals)
    write(folder, "amounts", more.get("amounts", ()))
    write(folder, "flows", more.get("flows", ()))
    return folder


def official(article_id, name, title="Kepala Dinas Perdagangan", province="ID-KS", **more):
    official_id = f"{name.lower().replace(' ', '-')}{province[2:].lower()}"
    said = {"name": name, "title": title, "province": province, "role": "department_head", "official_id": official_id}
    return {"article_id": article_id, "start": 0, "stop": 1, "text": TEXT, "rule": "title_name", **said, **more}


def deal(article_id, number=1, amount="", bound="exact", **more):
    value = {"bound": bound, "amount_idr": amount if bound in {"exact", "about"} else ""}
    value |= {
        "amount_min_idr": "" if bound == "at_most" else amount,
        "amount_max_idr": "" if bound == "at_least" else amount,
    }
    said = {"kind": "trade_mission", "status": "realised", "hub": "ID-JI", "parties": "ID-JI;ID-SG", "scope": "event"}
    place = {"article_id": article_id, "start": number, "stop": number + 1, "text": TEXT, "rule": "event_figure"}
    return {**place, "deal_id": f"{article_id}-{number}", **said, **(value if amount else {}), **more}


def case_rows(name):
    """Return the rows of a case file."""
    with (ROOT / "tests" / "cases" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(name):
    """Return the rows of a case file by case, as pytest parameters."""
    found = defaultdict(list)
    for row in case_rows(name):
        found[row.pop("case")].append(row)
    return [pytest.param(group, id=case) for case, group in found.items()]


def dated(group):
    """Return the articles of a case, in order, each without a text worth comparing."""
    return [
        (article, published, TEXT) for article, published in {row["article"]: row["published"] for row in group}.items()
    ]


def partition(labels):
    """Return which of a list of things are one, whatever they are called."""
    return [labels.index(label) for label in labels]


@pytest.mark.parametrize("row", case_rows("link_names"))
def test_names(row):
    left, right = names.words(row["left"]), names.words(row["right"])
    assert names.compare(left, right) == (row["expected"] or None)
    assert names.compare(right, left) == (row["expected"] or None)


@pytest.mark.parametrize("group", grouped("link_people"))
def test_people(tmp_path, group):
    keys = ("name", "title", "role", "province", "regency")
    said = [official(row["article"], **{key: row[key] for key in keys}) for row in group]
    link(tables(tmp_path, dated(group), officials=said))
    found = [row["official_id"] for row in rows(tmp_path, "officials")]
    assert partition(found) == partition([row["person"] for row in group])
    assert {row["official_id"] for row in rows(tmp_path, "people")} == set(found)


@pytest.mark.parametrize("group", grouped("link_events"))
def test_events(tmp_path, group):
    keys = ("kind", "status", "hub", "parties", "amount", "bound", "scope", "date")
    told = [deal(row["article"], number, **{key: row[key] for key in keys}) for number, row in enumerate(group)]
    link(tables(tmp_path, dated(group), deals=told))
    assert partition([row["event_id"] for row in rows(tmp_path, "deals")]) == partition([row["event"] for row in group])
    events = {row["event_id"]: row for row in rows(tmp_path, "events")}
    maybe = [row for row in events.values() if row["maybe_same_as"]]
    assert bool(maybe) == any(row["note"] == "maybe_same_as" for row in group)


def test_a_person_is_told_with_all_spellings(tmp_path):
    said = [official("a", "Bierhasani"), official("b", "Birhasani"), official("b", "Birhasani")]
    link(tables(tmp_path, [("a", "2019-01-02", TEXT), ("b", "2021", TEXT)], officials=said))
    (person,) = rows(tmp_path, "people")
    assert person == {
        "official_id": "bierhasani-ks",
        "name": "Bierhasani",
        "variants": "Birhasani",
        "titles": "Kepala Dinas Perdagangan",
        "provinces": "ID-KS",
        "first_seen": "2019-01-02",
        "last_seen": "2021",
        "articles": "2",
        "name_ids": "bierhasani-ks;birhasani-ks",
        "reason": "birhasani-ks (spelling)",
    }


def test_speakers_carry_the_id_of_the_person(tmp_path):
    said = [official("a", "Bierhasani"), official("b", "Birhasani")]
    value = {"article_id": "b", "start": 0, "stop": 1, "text": TEXT, "rule": "money", "speaker": "birhasani-ks"}
    articles = [("a", "2019-01-02", TEXT), ("b", "2021", TEXT)]
    link(tables(tmp_path, articles, said, [deal("b", speaker="birhasani-ks")], amounts=[value]))
    ids = {row["speaker"] for table in ("deals", "amounts") for row in rows(tmp_path, table)}
    assert ids == {row["official_id"] for row in rows(tmp_path, "officials")} == {"bierhasani-ks"}


def listed(tmp_path, *lines):
    path = tmp_path / "people of mine.csv"
    path.write_text("kind,left,right,note\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def people(folder, said, overrides=None):
    ids = dict.fromkeys(row["article_id"] for row in said)
    link(tables(folder, [(article_id, "2021-01-01", TEXT) for article_id in ids], officials=said), overrides)
    return [row["official_id"] for row in rows(folder, "officials")]


def test_a_list_overrules(tmp_path):
    said = [official("a", "Birhasani"), official("b", "Bierhasani"), official("c", "Haji Bir", "Camat Sukamaju")]
    apart = listed(tmp_path, "not_same,birhasani-ks,bierhasani-ks,brothers")
    assert people(tmp_path / "1", said, apart) == ["birhasani-ks", "bierhasani-ks", "haji-bir-ks"]
    same = listed(tmp_path, "same_as,haji-bir-ks,bierhasani-ks,", "not_same,birhasani-ks,haji-bir-ks,")
    assert people(tmp_path / "2", said, same) == ["birhasani-ks", "bierhasani-ks", "bierhasani-ks"]
    assert rows(tmp_path / "2", "people")[1]["reason"] == "haji-bir-ks (same_as)"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["same_as,a,"], "line 2: kind, left and right are needed"),
        (["same,a,b,"], "line 2: kind is 'same'"),
        (["same_as,a,b,", "same_as,b,c,", "not_same,c,a,"], "c and a are both"),
    ],
)
def test_a_list_that_is_none(tmp_path, lines, message):
    with pytest.raises(OverridesError, match=message):
        people(tmp_path / "out", [official("a", "Birhasani")], listed(tmp_path, *lines))
    with pytest.raises(OverridesError, match="can't be read"):
        people(tmp_path / "out", [official("a", "Birhasani")], tmp_path / "none.csv")


def test_a_list_that_speaks_of_nobody(tmp_path):
    with pytest.warns(UserWarning, match="speaks of nobody-ks"):
        people(tmp_path / "out", [official("a", "Birhasani")], listed(tmp_path, "same_as,birhasani-ks,nobody-ks,"))


def event(tmp_path, told, published=None):
    articles = [
        (each, (published or {}).get(each, "2022-06-16"), TEXT)
        for each in dict.fromkeys(row["article_id"] for row in told)
    ]
    link(tables(tmp_path, articles, deals=told))
    (found,) = rows(tmp_path, "events")
    return found


VALUE = ("amount_idr", "amount_min_idr", "amount_max_idr", "conflict", "status")


def test_values_that_agree(tmp_path):
    day = {"date": "2022-06-15"}
    told = [
        deal("a", 1, 214_600_000_000, **day),
        deal("b", 1, 214_000_000_000, **day),
        deal("c", 1, 200 * 10**9, "at_least", **day),
    ]
    found = event(tmp_path, told)
    assert [found[column] for column in VALUE] == ["214600000000"] * 3 + ["false", "realised"]
    assert (found["articles"], found["independent_articles"], found["deals"]) == ("3", "3", "3")


def test_values_that_do_not_agree(tmp_path):
    told = [deal("a", 1, 214_600_000_000, date="2022-06-15"), deal("b", 1, 241_600_000_000, date="2022-06-15")]
    found = event(tmp_path, told)
    assert [found[column] for column in VALUE] == ["", "214600000000", "241600000000", "true", "realised"]


def test_a_target_is_no_result(tmp_path):
    told = [deal("a", 1, 10**10, status="target"), deal("a", 2, 132 * 10**8, date="2022-06-15")]
    found = event(tmp_path, told)
    assert [found[column] for column in VALUE] == ["13200000000"] * 3 + ["false", "realised"]
    assert (found["target_min_idr"], found["target_max_idr"]) == ("10000000000", "10000000000")


def test_only_a_target(tmp_path):
    found = event(tmp_path, [deal("a", 1, 10**10, "at_least", status="target")])
    assert [found[column] for column in VALUE] == ["", "", "", "false", "target"]
    assert (found["target_min_idr"], found["target_max_idr"]) == ("10000000000", "")


def test_a_result_counts_more_than_a_signature(tmp_path):
    told = [deal("a", 1, 10**10, status="agreed", date="2022-06-15"), deal("b", 1, 9 * 10**9, date="2022-06-15")]
    assert [event(tmp_path, told)[column] for column in VALUE] == ["9000000000"] * 3 + ["false", "realised"]


def test_the_last_count_is_the_value(tmp_path):
    told = [deal("a", 1, 203_900_000_000, date="2022-06-15"), deal("a", 2, 188_400_000_000)]
    assert event(tmp_path, told)["amount_idr"] == "203900000000"


def test_the_date_that_most_give(tmp_path):
    told = [deal("a", date="2022-06-14"), deal("b", date="2022-06-15"), deal("c", date="2022-06-15")]
    assert event(tmp_path, told)["date"] == "2022-06-15"


def flow(article_id, deal_id=""):
    return {
        "article_id": article_id,
        "start": 0,
        "stop": 1,
        "deal_id": deal_id,
        "commodity": "beras",
        "status": "realised",
    }


def test_years_and_what_they_rest_on(tmp_path):
    """A date of the text, else that of another report of the event, else the first publication."""
    articles = [("a", "2021-03-11", "x"), ("b", "2021-03-12", "y"), ("c", "2020-01-01", "z"), ("d", "", "w")]
    deals = [
        *(deal("a", amount=7, date="2021-03-10"), deal("b", amount=7), deal("c", amount=9, parties="ID-JI;ID-BA")),
        deal("d", amount=5, parties="ID-BA;ID-AC", hub="ID-BA"),
    ]
    flows = [flow("a", "a-1"), flow("b", "b-1"), flow("b"), flow("c", "c-1"), flow("d")]
    folder = tables(tmp_path, articles, deals=deals, flows=flows)
    link(folder)
    found = {
        table: [(row["year"], row["year_basis"]) for row in rows(folder, table)]
        for table in ("events", "deals", "flows")
    }
    stated, event, published, none = ("2021", "stated"), ("2021", "event"), ("2020", "published"), ("", "")
    assert found["events"] == [stated, published, none]
    assert found["deals"] == [stated, event, published, none]
    assert found["flows"] == [stated, event, ("2021", "published"), published, none]


def test_no_deal_no_event(tmp_path):
    link(tables(tmp_path, [("a", "2021", TEXT)]))
    assert rows(tmp_path, "events") == rows(tmp_path, "people") == []


def exact(value):
    return ReportedValue(value, value, exact=True)


def test_rounded_values_agree():
    assert agree(exact(1_042_615_250_000), exact(1_040_000_000_000))
    assert agree(exact(13_290_000_000), exact(13_200_000_000))  # cut
    assert agree(exact(13_260_000_000), exact(13_300_000_000))  # rounded
    assert not agree(exact(13_200_000_000), exact(13_300_000_000))
    assert not agree(exact(1_400_000_000_000), exact(10**12))
    assert agree(ReportedValue(100, 100, exact=False), exact(103))
    assert not agree(ReportedValue(None, 100, exact=False), exact(103))
    assert slip(exact(13_200_000_000), exact(13_200_000))
    assert not slip(exact(13_200_000_000), exact(13_300_000))


STORY = """Dinas Perdagangan Kalimantan Selatan menggelar pasar murah di halaman balai kota mulai Senin pagi. Sebanyak {tons} ton
beras, minyak goreng dan gula dijual di bawah harga pasar kepada warga yang membawa kartu keluarga. Kepala dinas berharap harga
turun menjelang hari raya, karena pasokan dari provinsi tetangga sempat tersendat akibat gelombang tinggi di laut. Warga antre
sejak subuh dan sebagian mengaku datang dari kabupaten yang jauh demi selisih harga yang lumayan. Pasar murah akan berpindah
ke kecamatan lain setiap pekan sampai stok yang disiapkan habis terjual kepada masyarakat yang membutuhkan."""
EDITED = (
    STORY.replace("halaman balai kota", "alun-alun")
    .replace("menjelang hari raya", "sebelum Lebaran")
    .rpartition("Warga")[0]
)
OWN = """Ratusan warga berburu sembako di pasar murah yang dibuka pemerintah provinsi di pusat kota. Ibu-ibu membawa pulang 120 ton
beras hanya dalam tiga jam, kata seorang petugas. Menurut kepala dinas, langkah serupa diulang pekan depan di kecamatan lain,
sebab pasokan belum pulih benar setelah kapal-kapal tertahan cuaca buruk. Pedagang pasar mengeluh dagangannya sepi pembeli,
namun memahami tujuan pemerintah. Seorang pembeli mengatakan selisih harganya cukup untuk ongkos sekolah anaknya."""


def copies(tmp_path, *articles):
    link(tables(tmp_path, articles))
    return {row["article_id"]: row["same_text_as"] for row in rows(tmp_path, "articles")}


def test_copies(tmp_path):
    story = STORY.format(tons=120)
    articles = [("b", "2021-03-10", story), ("own", "2021-03-09", OWN), ("a", "2021-03-09", EDITED.format(tons=120))]
    assert copies(tmp_path, *articles) == {"b": "a", "own": "", "a": ""}


def test_copies_with_another_footer(tmp_path):
    story = STORY.format(tons=120)
    articles = [("a", "2021-03-09", f"{story}\nHak cipta 2021"), ("b", "2021-03-09", f"{story}\nDibaca 33 kali")]
    assert copies(tmp_path, *articles) == {"a": "", "b": "a"}


def test_copies_without_a_day(tmp_path):
    story = STORY.format(tons=120)
    found = copies(
        tmp_path, ("a", "2021", story), ("b", "2021-03-09", story), ("c", "", story), ("d", "2020-03-09", story)
    )
    assert found == {"a": "b", "b": "", "c": "b", "d": ""} or found["c"] in {"b", "d"}


def test_last_years_text_and_other_figures_are_no_copies(tmp_path):
    articles = [
        ("a", "2021-03-09", STORY.format(tons=120)),
        ("b", "2021-03-10", STORY.format(tons=95)),
        ("c", "2020-03-09", STORY.format(tons=120)),
    ]
    assert set(copies(tmp_path, *articles).values()) == {""}


def test_copies_are_counted_once(tmp_path):
    story = STORY.format(tons=120)
    articles = [("a", "2022-06-16", story), ("b", "2022-06-17", story), ("c", "2022-06-17", OWN)]
    told = [deal(each, 1, 214_600_000_000, date="2022-06-15") for each in "abc"]
    link(tables(tmp_path, articles, deals=told))
    (found,) = rows(tmp_path, "events")
    assert (found["articles"], found["independent_articles"]) == ("3", "2")


def content(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def batch(number):
    """Return articles, officials and deals of one made-up batch."""
    ids = [f"{number}{letter}" for letter in "abcdef"]
    days = [f"2022-0{number}-1{day}" for day, _ in enumerate(ids)]
    articles = [(each, day, STORY.format(tons=len(ids) * number)) for each, day in zip(ids, days, strict=True)]
    spelt = itertools.cycle(["Birhasani", "Melati Wulandari", "Bierhasani", "Melati", "Rusdi Harun"])
    told = [deal(each, 1, 10**9 * number, date=day) for each, day in zip(ids, days, strict=True)]
    return articles, [official(each, name) for each, name in zip(ids, spelt, strict=False)], told


def test_again_and_with_more(tmp_path):
    first, second = batch(1), batch(2)
    link(tables(tmp_path / "one", *first))
    once = content(tmp_path / "one")
    link(tmp_path / "one")
    assert content(tmp_path / "one") == once
    both = tables(tmp_path / "both", *(left + right for left, right in zip(first, second, strict=True)))
    link(both)
    for table, column in (("officials", "official_id"), ("deals", "event_id")):
        before = [row[column] for row in rows(tmp_path / "one", table)]
        assert [row[column] for row in rows(both, table)][: len(before)] == before


DAYS = {"a": "2022-06-15", "b": "2022-06-15", "c": "2022-08-20"}


def rerun(home, *told, said=()):
    """Link a re-run of a folder, which replaces its tables, as extract does; return the event of each deal."""
    articles = [(each, DAYS[each[0]], TEXT) for each in dict.fromkeys(row["article_id"] for row in (*told, *said))]
    aside = tables(home / "aside", articles, said, told)
    link(aside, home=home)
    for path in aside.iterdir():
        path.replace(home / path.name)
    return [row["event_id"] for row in rows(home, "deals")]


def changes(home):
    return [tuple(row.values()) for row in rows(home, "id_changes")]


def test_an_event_keeps_its_id_when_models_find_one_more_deal_before_it(tmp_path):
    """Ids are made of the first deal: a deal found anew in front of it, and other numbers of deals, change nothing."""
    later = [deal("b", 5, 10**9, date=DAYS["b"]), deal("c", 7, 3 * 10**9, date=DAYS["c"])]
    before = rerun(tmp_path, *later)
    first = deal("a", 1, 10**9, date=DAYS["a"])
    renumbered = [{**later[0], "deal_id": "b-new"}, {**later[1], "deal_id": "b-5"}]
    assert rerun(tmp_path, first, *renumbered) == [before[0], *before]
    assert changes(tmp_path) == []


def test_events_that_merge_and_part(tmp_path):
    one, other = deal("a", 1, 10**9, date=DAYS["a"]), deal("b", 1, 2 * 10**9, date="2022-07-30")
    first, second = rerun(tmp_path, one, other)
    joined = {**other, "date": DAYS["a"]}
    assert rerun(tmp_path, one, joined) == [first, first]
    assert changes(tmp_path) == [("event", second, first, "merged")]
    assert rerun(tmp_path, one, other) == [first, second]
    assert changes(tmp_path) == [("event", first, second, "parted")]


def test_an_event_that_is_gone_leaves_its_id_to_nobody(tmp_path):
    gone = deal("a", 1, 10**9, date=DAYS["a"])
    [former] = rerun(tmp_path, gone)
    stranger = deal("a", 9, 10**9, deal_id=gone["deal_id"], parties="ID-KI;ID-KS", date=DAYS["c"])
    [now] = rerun(tmp_path, stranger)
    assert now == f"{former}-2"
    assert changes(tmp_path) == [("event", former, "", "gone")]
    assert rerun(tmp_path, stranger) == [now]


def test_a_person_keeps_the_id_when_another_spelling_is_read_first(tmp_path):
    said = [official("b", "Birhasani")]
    rerun(tmp_path, said=said)
    speaks = deal("a", 1, speaker="bierhasani-ks")
    rerun(tmp_path, speaks, said=[official("a", "Bierhasani"), *said])
    assert [row["official_id"] for row in rows(tmp_path, "people")] == ["birhasani-ks"]
    assert {row["official_id"] for row in rows(tmp_path, "officials")} == {"birhasani-ks"}
    assert [row["speaker"] for row in rows(tmp_path, "deals")] == ["birhasani-ks"]
    assert changes(tmp_path) == []


def test_persons_whom_a_list_joins_or_parts(tmp_path):
    said = [official("a", "Birhasani"), official("b", "Haji Bir", "Camat Sukamaju")]
    people(tmp_path / "out", said)
    link(tmp_path / "out", listed(tmp_path, "same_as,haji-bir-ks,birhasani-ks,"))
    assert changes(tmp_path / "out") == [("person", "haji-bir-ks", "birhasani-ks", "merged")]
    link(tmp_path / "out", listed(tmp_path, "not_same,haji-bir-ks,birhasani-ks,"))
    assert changes(tmp_path / "out") == [("person", "birhasani-ks", "haji-bir-ks", "parted")]


def test_former_tables_that_can_not_be_read_stop_nothing(tmp_path):
    [before] = rerun(tmp_path, deal("a", 1, 10**9))
    (tmp_path / "deals.csv").write_text("event_id,article_id\nx\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="its ids are made anew"):
        assert rerun(tmp_path, deal("a", 1, 10**9)) == [before]


def test_all_or_nothing(tmp_path):
    link(tables(tmp_path, [("a", "2021", TEXT)], deals=[deal("a")]))
    before = content(tmp_path)
    (tmp_path / "amounts.csv").unlink()
    with pytest.raises(TablesError, match="is missing; make the tables again"):
        link(tmp_path)
    assert content(tmp_path) == {name: text for name, text in before.items() if name != "amounts.csv"}


def test_no_tables(tmp_path):
    with pytest.raises(TablesError, match="niaga extract"):
        link(tmp_path)


def test_command(tmp_path):
    tables(tmp_path / "out", [("a", "2021", TEXT)], [official("a", "Birhasani")])
    niaga = [sys.executable, "-m", "pipeline", "link", str(tmp_path / "out"), "--same-as"]
    done = subprocess.run(
        [*niaga, str(listed(tmp_path, "same_as,birhasani-ks,x-ks,"))], capture_output=True, text=True, check=True
    )
    assert "x-ks" in done.stderr
    broken = subprocess.run([*niaga, str(tmp_path / "none.csv")], capture_output=True, text=True, check=False)
    assert (broken.returncode, broken.stderr.count("\n")) == (2, 1)
