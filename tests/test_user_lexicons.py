"""Users' own word lists: checked by file, row and column, laid over ours, for every process that a run starts."""

import json
import os
import subprocess
import sys

import pytest

from pipeline import lexicon
from pipeline.lexicon import user_lists

SENTENCE = "Kalsel mengirim 5 ton kaduk kedak, beras dan jagung ke Kaltim."
"""`kaduk kedak` is a word of no list of ours."""


def niaga(*args, **environ):
    command = [sys.executable, "-m", "pipeline", *map(str, args)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"COLUMNS": "300"} | environ
    )


def python(code, *args):
    return subprocess.run([sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, check=False)


@pytest.fixture
def lists(tmp_path):
    """Return a function that writes one list into a folder of the user's own."""
    folder = tmp_path / "lists"
    folder.mkdir()

    def write(name, text, **how):
        (folder / f"{name}.csv").write_bytes(text.encode(**how))
        return folder

    return write


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


PROBLEMS = {
    "unknown list": ("komoditas", "a\n", "komoditas.csv, row 1: no list has this name"),
    "near name": ("commodity_alias", "a\n", "is commodity_aliases.csv meant?"),
    "empty file": ("nicknames", "", "nicknames.csv, row 1: empty; the first row names the columns: nickname,name"),
    "unknown column": ("nicknames", "nickname,nama\nCak X,Y\n", "row 1: unknown column 'nama'"),
    "semicolons": ("nicknames", "nickname;name\nCak X;Y\n", "separated by commas"),
    "key missing": ("nicknames", "name\nY\n", "row 1: column nickname is missing"),
    "column twice": ("nicknames", "nickname,name,name\nA,B,C\n", "row 1: a column stands twice"),
    "cells": ("nicknames", "nickname,name\nCak X,Y\nCak Z\n", "nicknames.csv, row 3: 1 cells, but 2 columns"),
    "key twice": (
        "deal_cues",
        "cue,kind,strength\nteken,trade,weak\nTeken,trade,weak\n",
        "row 3, column cue: stands in row 2",
    ),
    "key empty": ("nicknames", "nickname,name\n,Y\n", "row 2, column nickname: empty"),
    "not a value": ("months", "month,word,policy\n13,Smarch,alone\n", "row 2, column month: '13' is none of 01, 02"),
    "no id": ("commodity_aliases", "alias,commodity,policy\nx,yy,safe\n", "column commodity: 'yy' is no id of commod"),
    "no region": ("region_aliases", "alias,region,level,kind,policy\nX,99.99,city,name,safe\n", "'99.99' is no id of"),
    "form": ("relative_days", "word,unit,offset,count\nx,day,two,no\n", "column offset: 'two' is not of the form"),
    "pattern": ("boilerplate", "rule,cue,where,pattern\nmine,,,(a\n", "column pattern: no pattern: missing )"),
    "quotes": ("nicknames", 'nickname,name\n"A,B\n', "nicknames.csv, row 1: no CSV"),
}


@pytest.mark.parametrize(("name", "text", "message"), PROBLEMS.values(), ids=PROBLEMS)
def test_problems_name_file_row_and_column(lists, name, text, message):
    assert message in "\n".join(map(str, lexicon.check(lists(name, text))))


def test_not_utf8(lists):
    [problem] = lexicon.check(lists("nicknames", "nickname,name\nCafé,X\n", encoding="latin-1"))
    assert "not UTF-8" in str(problem)


def test_no_folder(tmp_path):
    assert [each.message for each in lexicon.check(tmp_path / "none")] == ["no such folder"]


def test_a_list_may_refer_to_new_ids_of_its_neighbour(lists):
    lists("commodities", "commodity,name,category,hs_basis\nkaduk,kaduk,estate_crop,none\n")
    assert lexicon.check(lists("commodity_aliases", "alias,commodity,policy\nkaduk,kaduk,safe\n")) == []


def test_files_of_a_spreadsheet(lists):
    """A byte order mark, CRLF, spaces around cells and decomposed letters are no problem."""
    folder = lists("nicknames", "\ufeffnickname,name\r\n Cak Re\u0301 ,Rene Wulandari\r\n")
    assert lexicon.check(folder) == []
    [row] = user_lists.checked(folder / "nicknames.csv", lexicon.load, lambda _: set())
    assert row == {"nickname": "Cak R\u00e9", "name": "Rene Wulandari"}


def test_rows_are_added_and_take_the_place_of_ours(lists):
    folder = lists("commodity_aliases", "alias,commodity,policy\nkaduk kedak,coffee,safe\nBERAS,rice,never_alone\n")
    assert lexicon.own_rows(folder) == {"commodity_aliases": (2, 1)}
    mine = user_lists.checked(folder / "commodity_aliases.csv", lexicon.load, lambda _: {"coffee", "rice"})
    rows = user_lists.merged("commodity_aliases", lexicon.load("commodity_aliases"), mine)
    assert len(rows) == len(lexicon.load("commodity_aliases")) + 1
    assert [row["policy"] for row in rows if row["alias"].casefold() == "beras"] == ["never_alone"]
    assert list(rows) == sorted(rows, key=lambda row: tuple(row.values()))


def test_columns_that_were_added_later_stay_ours(lists):
    """A list made for an earlier version lacks them: the rows it replaces keep what they say, new rows leave it open."""
    folder = lists("roles", "role,name\ngovernor,gubernur\nharbour_pilot,pandu\n")
    own = user_lists.checked(folder / "roles.csv", lexicon.load, lambda _: set())
    assert [(row["role"], row["name"], row["level"], row["example"]) for row in own] == [
        ("governor", "gubernur", "province", ""),
        ("harbour_pilot", "pandu", "", ""),
    ]


def test_check_command(lists):
    folder = lists("commodity_aliases", "alias,commodity,policy\nkaduk,coffee,safe\n")
    done = niaga("lexicon", "check", folder)
    assert (done.returncode, done.stdout) == (0, "commodity_aliases.csv: 1 rows, in place of 0 of ours\n")
    lists("nicknames", "nickname,name\n,Y\n")
    done = niaga("lexicon", "check", folder)
    assert done.returncode == 2
    assert done.stderr == "niaga: nicknames.csv, row 2, column nickname: empty\n"


def test_check_reads_examples_back(lists):
    """The words in brackets must be read as the row says; a policy that needs a cue keeps them out without one."""
    header = "alias,commodity,policy,example\n"
    rows = "kaduk,coffee,safe,Stok [kaduk] aman.\n\nkedak,coffee,context,Soal [kedak] itu.\nkidak,coffee,safe,\n"
    done = niaga("lexicon", "check", lists("commodity_aliases", header + rows))
    assert done.returncode == 0
    assert "commodity_aliases.csv: 3 rows" in done.stdout
    assert done.stderr.count("not read as the row says") == 1
    assert "commodity_aliases.csv, row 4, column example" in done.stderr
    lists(
        "region_aliases",
        "alias,region,level,kind,policy,example\nKota Kaduk,63.71,city,nickname,safe,Di [Kota Kaduk] ramai.\n",
    )
    assert "region_aliases.csv, row" not in niaga("lexicon", "check", lists("nicknames", "nickname\nCak X\n")).stderr


def test_a_folder_without_lists_is_no_success(tmp_path):
    done = niaga("lexicon", "check", tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "holds no lists" in done.stderr


def test_explain_takes_them(lists, article):
    folder = lists("commodity_aliases", "alias,commodity,policy\nkaduk kedak,coffee,safe\nberas,rice,never_alone\n")
    assert "kopi" not in niaga("explain", article).stdout
    shown = niaga("explain", article, "--lexicon", folder).stdout
    assert "commodity=coffee" in shown
    assert "commodity=rice" not in shown
    assert "commodity=maize" in shown or "commodity=corn" in shown


def test_a_bad_folder_stops_the_command(lists, article):
    done = niaga("explain", article, "--lexicon", lists("nicknames", "nickname,name\n,Y\n"))
    assert done.returncode == 2
    assert "row 2, column nickname: empty" in " ".join(done.stderr.split())


PROGRAM = """
import json, subprocess, sys
from pathlib import Path
from pipeline import lexicon
before = lexicon.digest("nicknames"), lexicon.digest("months")
lexicon.use_user_lists(Path(sys.argv[1]))
lexicon.use_user_lists(Path(sys.argv[1]))
child = "from pipeline import lexicon; print(any(row['nickname'] == 'Cak X' for row in lexicon.load('nicknames')))"
seen = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True).stdout.strip()
here = any(row["nickname"] == "Cak X" for row in lexicon.load("nicknames"))
changed = [one != other for one, other in zip(before, (lexicon.digest("nicknames"), lexicon.digest("months")))]
try:
    lexicon.use_user_lists(None)
except lexicon.LexiconError as error:
    late = str(error)
print(json.dumps([here, seen, changed, late]))
"""


def test_processes_inherit_digests_tell_and_late_is_an_error(lists):
    done = python(PROGRAM, lists("nicknames", "nickname,name\nCak X,Y\n"))
    here, seen, changed, late = json.loads(done.stdout)
    assert (here, seen, changed) == (True, "True", [True, False])
    assert "in use already" in late


def test_a_variable_that_names_no_folder_is_no_silence(article, tmp_path):
    done = niaga("explain", article, NIAGA_LEXICON=str(tmp_path / "gone"))
    assert done.returncode == 2
    assert "which is no folder" in done.stderr


def test_extract_takes_them_in_every_process(lists, tmp_path):
    """Worker processes read the user's lists too, and run.json tells that the list differs."""
    folder = lists("commodity_aliases", "alias,commodity,policy\nkaduk kedak,coffee,safe\n")
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(4):
        (articles / f"{number}.txt").write_text(SENTENCE, encoding="utf-8")
    made = []
    for name, options in {"mine": ["--lexicon", folder, "--jobs", 2], "theirs": []}.items():
        assert niaga("extract", articles, "-o", tmp_path / name, "--quiet", *options).returncode == 0
        rows = (tmp_path / name / "commodities.csv").read_text(encoding="utf-8")
        run = json.loads((tmp_path / name / "run.json").read_text(encoding="utf-8"))
        made.append((rows.count(",coffee,"), run["lexicons"]))
    (mine, lists_of_mine), (theirs, lists_of_theirs) = made
    assert (mine, theirs) == (4, 0)
    assert {name for name in lists_of_mine if lists_of_mine[name] != lists_of_theirs[name]} == {"commodity_aliases"}
