"""Batches: equal bytes for any number of processes, stops at any moment, limits, full disks, additions."""

import errno
import gc
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batches import batch, content, rows

from pipeline import flow
from pipeline.batches import Options, pool, run, worker
from pipeline.batches.tasks import cut
from pipeline.model import ReadError
from pipeline.read import records
from pipeline.write import FolderError, atomic, manifest, read_run

SMALL = {"jobs": 1, "chunk": 5}
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract"]
IN_CHUNKS = """
import sys
from pathlib import Path
from pipeline.batches import Options, run
for progress in run([sys.argv[1]], Path(sys.argv[2]), Options(jobs=int(sys.argv[3]), chunk=10)):
    print(progress.done, flush=True)
"""


def done(paths, folder, **options):
    """Run to the end and return how far it came."""
    return [*run(paths, folder, Options(**{**SMALL, **options}))]


def tables(folder):
    """Return what a user sees of a folder."""
    return {name: cells for name, cells in content(folder).items() if not name.startswith(".work")}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return [batch(tmp_path_factory.mktemp("inputs") / "articles.jsonl", 24)]


@pytest.fixture(scope="module")
def undisturbed(inputs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs") / "undisturbed"
    done(inputs, folder)
    return content(folder)


def test_rows_are_those_of_the_articles(undisturbed):
    ids = [json.loads(line)["article_id"] for line in undisturbed["articles.jsonl"].splitlines()]
    assert len(ids) == 24
    assert [line.split(b",")[0].decode() for line in undisturbed["articles.csv"].splitlines()[1:]] == ids
    assert undisturbed["deals.csv"].count(b"\n") > 24


@pytest.mark.parametrize("options", [{"jobs": 2}, {"jobs": 3, "chunk": 3}, {"chunk": 1000}, {"jobs": 2, "chunk": 1}])
def test_bytes_are_equal_for_any_number_of_processes(inputs, undisturbed, tmp_path, options):
    done(inputs, tmp_path / "out", **options)
    assert content(tmp_path / "out") == undisturbed


def test_no_input_gives_empty_tables(tmp_path):
    (tmp_path / "in").mkdir()
    done([tmp_path / "in"], tmp_path / "out")
    assert [row["error"] for row in rows(tmp_path / "out", "errors")] == ["no_articles"]
    assert rows(tmp_path / "out", "articles") == []


def test_chunks_depend_on_the_inputs_alone(inputs):
    tasks = list(cut(records(*inputs), 7))
    assert [len(task.records) for task in tasks] == [7, 7, 7, 3]
    assert tasks == list(cut(records(*inputs), 7))


# Stopped and gone on with


def test_a_stopped_run_goes_on(inputs, undisturbed, tmp_path):
    begun = run(inputs, tmp_path, Options(**SMALL))
    assert [next(begun).done for _ in range(3)] == [0, 5, 10]
    begun.close()
    assert not (tmp_path / "articles.csv").exists()
    assert done(inputs, tmp_path)[-1].resumed == 10
    assert content(tmp_path) == undisturbed


class Killed(BaseException):
    """Stands for SIGKILL: nothing catches it."""


STEPS = [(Path, "replace"), (Path, "rename"), (Path, "unlink"), (shutil, "rmtree"), (os, "fsync"), (Path, "mkdir")]


def kill_before_step(monkeypatch, number):
    """Let the process die before its `number`th change of the folder."""
    left = [number]

    def sabotaged(step):
        def instead(*args, **kwargs):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return step(*args, **kwargs)

        return instead

    for home, name in STEPS:
        monkeypatch.setattr(home, name, sabotaged(getattr(home, name)))


@pytest.mark.parametrize("add", [False, True])
def test_killed_before_any_change_of_the_folder(tmp_path, monkeypatch, add):
    first, second = batch(tmp_path / "a.jsonl", 1), tmp_path / "b.jsonl"
    second.write_text(batch(tmp_path / "all.jsonl", 3).read_text().partition("\n")[2])

    def begun(folder):
        if add:
            done([first], folder, chunk=1)
        return folder

    done([second], begun(tmp_path / "whole"), add=add, chunk=1)
    whole, steps = content(tmp_path / "whole"), 0
    while True:
        folder = begun(tmp_path / f"killed-{steps}")
        with monkeypatch.context() as patched:
            kill_before_step(patched, steps)
            try:
                done([second], folder, add=add, chunk=1)
            except Killed:
                steps += 1
            else:
                break
        if tables(folder) != whole:
            done([second], folder, add=add, chunk=1)
        assert tables(folder) == whole
    assert steps > 25


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path):
    inputs, moments = batch(tmp_path / "articles.jsonl", 600), random.Random(20)  # noqa: S311
    done([inputs], tmp_path / "whole", jobs=2, chunk=10)
    folder, kills = tmp_path / "killed", 0
    while kills < 20:
        process = subprocess.Popen(
            [sys.executable, "-c", IN_CHUNKS, inputs, folder, str(kills % 2 + 1)], stdout=subprocess.PIPE
        )
        process.stdout.readline()
        try:
            process.wait(moments.uniform(0, 2.5) if kills % 2 else moments.uniform(0, 1))
        except subprocess.TimeoutExpired:
            process.kill()
            kills += 1
        process.stdout.close()
        if process.wait() == 0:
            assert content(folder) == content(tmp_path / "whole")
            shutil.rmtree(folder)
    done([inputs], folder, jobs=2, chunk=10)
    assert content(folder) == content(tmp_path / "whole")


def test_ctrl_c_says_how_to_go_on(tmp_path):
    inputs = batch(tmp_path / "articles.jsonl", 10_000)
    command = [*COMMAND, str(inputs), "-o", str(tmp_path / "out"), "--jobs", "2"]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background ignore it, and so would the run
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    chunk_files = tmp_path / "out" / ".work" / "chunks"
    deadline = time.monotonic() + 60
    while not list(chunk_files.glob("*.chunk")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert complaint.splitlines()[-1] == "niaga: stopped; what is finished is kept: run the same command again to go on"
    assert list(chunk_files.glob("*.chunk"))


@pytest.mark.parametrize(
    "options, named",
    [({"fields": {"text": "body"}}, "fields"), ({"article_timeout": 9.0}, "article timeout"), ({"chunk": 7}, "chunk")],
)
def test_another_run_is_refused_until_restart(inputs, undisturbed, tmp_path, options, named):
    begun = run(inputs, tmp_path, Options(**{**SMALL, **options}))
    next(begun)
    begun.close()
    with pytest.raises(FolderError, match=f"begun with other {named}; add --restart"):
        done(inputs, tmp_path)
    done(inputs, tmp_path, restart=True)
    assert content(tmp_path) == undisturbed


@pytest.mark.parametrize(
    "options, named",
    [
        ({"fields": {"text": "body"}}, "fields"),
        ({"article_timeout": 9.0}, "article timeout"),
        ({"form": "sqlite"}, "form"),
    ],
)
def test_finished_tables_are_replaced_by_the_same_command_only(inputs, undisturbed, tmp_path, options, named):
    done(inputs, tmp_path)
    with pytest.raises(FolderError, match=f"made with other {named}; add --restart"):
        done(inputs, tmp_path, **options)
    assert content(tmp_path) == undisturbed
    done(inputs, tmp_path)
    assert content(tmp_path) == undisturbed
    before = read_run(tmp_path)["options"]
    done(inputs, tmp_path, **options, restart=True)
    assert read_run(tmp_path)["options"] != before


def test_other_inputs_or_versions_do_not_replace_finished_tables(inputs, undisturbed, tmp_path, monkeypatch):
    done(inputs, tmp_path)
    (tmp_path.parent / "empty").mkdir(exist_ok=True)
    with pytest.raises(FolderError, match="made with other inputs; add --restart"):
        done([tmp_path.parent / "empty"], tmp_path)
    monkeypatch.setattr(manifest, "VERSION", "0.0.1")
    with pytest.raises(FolderError, match="made with other version; add --restart"):
        done(inputs, tmp_path)
    assert content(tmp_path) == undisturbed


def test_a_path_written_otherwise_is_the_same_input(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    batch(folder / "a.jsonl", 2)
    for path in (folder, f"{folder}/", tmp_path / "." / "in"):
        done([path], tmp_path / "out")


def test_inputs_that_went_away_do_not_empty_finished_tables(inputs, tmp_path):
    copied = tmp_path / "in" / "articles.jsonl"
    copied.parent.mkdir()
    shutil.copy(inputs[0], copied)
    done([copied.parent], tmp_path / "out")
    before = content(tmp_path / "out")
    copied.unlink()
    with pytest.raises(FolderError, match=r"no article could be read .* left as they are"):
        done([copied.parent], tmp_path / "out")
    assert content(tmp_path / "out") == before
    shutil.copy(inputs[0], copied)
    done([copied.parent], tmp_path / "out")
    assert content(tmp_path / "out") == before


def test_changed_inputs_are_refused(tmp_path):
    inputs = batch(tmp_path / "articles.jsonl", 12)
    begun = run([inputs], tmp_path / "out", Options(**SMALL))
    assert [next(begun).done for _ in range(2)] == [0, 5]
    begun.close()
    inputs.write_text(inputs.read_text().replace("Nomor 0", "Nomor 1"))
    with pytest.raises(FolderError, match="inputs have changed"):
        done([inputs], tmp_path / "out")


def emptied(chunk):
    return chunk[:0]


def cut_short(chunk):
    return chunk[:-40]


def without_header(chunk):
    return chunk[30:]


def lengthened(chunk):
    return chunk + b"x"


def flipped(chunk):
    """Change one byte of a figure somewhere in the rows."""
    place = chunk.index(b"Rp") + 2
    return chunk[:place] + bytes([chunk[place] ^ 1]) + chunk[place + 1 :]


def flipped_count(chunk):
    return chunk.replace(b'"articles": 5', b'"articles": 7')


HARM = (emptied, cut_short, without_header, lengthened, flipped, flipped_count)


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_chunk_is_done_again(inputs, undisturbed, tmp_path, harm):
    begun = run(inputs, tmp_path, Options(**SMALL))
    assert [next(begun).done for _ in range(3)] == [0, 5, 10]
    begun.close()
    first = min((tmp_path / ".work" / "chunks").glob("*.chunk"))
    sound = first.read_bytes()
    first.write_bytes(harm(sound))
    assert first.read_bytes() != sound
    with pytest.warns(UserWarning, match=r"0000000\.chunk is damaged; its articles are read again"):
        assert done(inputs, tmp_path)[-1].resumed == 5
    assert content(tmp_path) == undisturbed


def test_a_chunk_damaged_at_the_end_stops_the_run(inputs, undisturbed, tmp_path):
    for progress in (begun := run(inputs, tmp_path, Options(**SMALL))):
        if progress.done == 24:
            first = min((tmp_path / ".work" / "chunks").glob("*.chunk"))
            first.write_bytes(flipped(first.read_bytes()))
            break
    with pytest.raises(FolderError, match=r"chunk is damaged; run the command again"):
        list(begun)
    with pytest.warns(UserWarning, match="is damaged"):
        done(inputs, tmp_path)
    assert content(tmp_path) == undisturbed


def test_one_run_at_a_time(inputs, tmp_path):
    begun = run(inputs, tmp_path, Options(**SMALL))
    next(begun)
    with pytest.raises(FolderError, match="another niaga is at work"):
        done(inputs, tmp_path)
    begun.close()


def test_former_tables_stay_until_the_new_ones_are_done(inputs, undisturbed, tmp_path):
    done(inputs, tmp_path)
    begun = run([batch(tmp_path.parent / "other.jsonl", 12)], tmp_path, Options(**SMALL, restart=True))
    assert [next(begun).done for _ in range(3)] == [0, 5, 10]
    begun.close()
    assert tables(tmp_path) == undisturbed


# Added


def test_an_added_batch_is_as_if_read_with_the_first(inputs, tmp_path):
    lines = inputs[0].read_text().splitlines(keepends=True)
    parts = [tmp_path / "articles.jsonl", tmp_path / "more.jsonl"]
    parts[0].write_text("".join(lines[:11]))
    parts[1].write_text("".join(lines[11:]))
    done(parts, tmp_path / "once")
    done(parts[:1], tmp_path / "twice")
    done(parts[1:], tmp_path / "twice", add=True)
    assert content(tmp_path / "twice") == content(tmp_path / "once")
    assert read_run(tmp_path / "twice")["counts"] == read_run(tmp_path / "once")["counts"]
    assert [each["inputs"] for each in read_run(tmp_path / "twice")["earlier"]] == [[str(parts[0])]]


def test_ids_are_unique_across_batches(inputs, undisturbed, tmp_path):
    done(inputs, tmp_path)
    done(inputs, tmp_path, add=True)
    assert {row["error"] for row in rows(tmp_path, "errors")} == {"duplicate_id"}
    assert (tmp_path / "articles.csv").read_bytes() == undisturbed["articles.csv"]


def test_tables_of_another_make_are_not_added_to(inputs, tmp_path, monkeypatch):
    with pytest.raises(FolderError, match="no finished tables to add to"):
        done(inputs, tmp_path, add=True)
    done(inputs, tmp_path)
    monkeypatch.setattr(manifest, "VERSION", "0.0.1")
    with pytest.raises(FolderError, match=r"made with other version.*from the inputs so far .run.json lists them"):
        done(inputs, tmp_path, add=True)


# Limits


def sabotage(found, *rest):
    """Take an article; some ids do harm."""
    deeds = {
        "sleeps": lambda: time.sleep(60),
        "hangs": lambda: sum(range(10**12)),
        "dies": lambda: os._exit(7),
        "crashes": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "fails": lambda: 1 / 0,
    }
    if not isinstance(found, ReadError):
        deeds.get(found.article_id, int)()
    return flow.process(found, *rest)


def with_culprit(path, culprit):
    lines = batch(path, 12).read_text().splitlines()
    lines[7] = json.dumps({"id": culprit, "text": "Beras."})
    path.write_text("\n".join(lines))
    return path


@pytest.mark.parametrize(
    "culprit, jobs, told",
    [
        ("sleeps", 1, ("timeout", "more than 0.8 s")),
        ("sleeps", 2, ("timeout", "more than 0.8 s")),
        ("hangs", 2, ("worker_died", f"signal {signal.SIGPROF:d}")),
        ("dies", 2, ("worker_died", "exit status 7")),
        ("crashes", 2, ("worker_died", "signal 9")),
    ],
)
def test_one_article_does_no_harm_to_others(tmp_path, monkeypatch, culprit, jobs, told):
    monkeypatch.setattr(worker, "process", sabotage)
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("fork"))
    inputs = with_culprit(tmp_path / "articles.jsonl", culprit)
    done([inputs], tmp_path / "out", jobs=jobs, article_timeout=0.8 if culprit in {"sleeps", "hangs"} else 30, chunk=4)
    [row] = rows(tmp_path / "out", "errors")
    assert (row["source"], row["record"], row["error"]) == (str(inputs), "8", told[0])
    assert told[1] in row["message"]
    assert len(rows(tmp_path / "out", "articles")) == 11


def test_a_bug_is_an_error_row(tmp_path, monkeypatch):
    monkeypatch.setattr(flow, "find_mentions", lambda *_: 1 / 0)
    done([batch(tmp_path / "articles.jsonl", 2)], tmp_path / "out")
    messages = [row["message"] for row in rows(tmp_path / "out", "errors")]
    assert ["ZeroDivisionError" in message and "bug of niaga" in message for message in messages] == [True, True]


def test_a_killed_worker_costs_nothing(inputs, undisturbed, tmp_path, monkeypatch):
    workers = []
    start = pool.Pool._start  # noqa: SLF001 (to know the processes)
    monkeypatch.setattr(pool.Pool, "_start", lambda self: workers.append(start(self)) or workers[-1])
    for number, _ in enumerate(run(inputs, tmp_path, Options(jobs=2, chunk=3))):
        if number in {1, 2}:
            workers[-1].process.kill()
    assert len(workers) > 2
    assert content(tmp_path) == undisturbed


# Full disks


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_is_one_message(inputs, undisturbed, tmp_path, monkeypatch, code):
    written = []

    def fsync(_):
        written.append(1)
        if len(written) == 4:  # the plan, two chunks, then no more
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(atomic.os, "fsync", fsync)
    why = {errno.ENOSPC: "the disk is full", errno.EROFS: "Read-only file system"}[code]
    with pytest.raises(FolderError, match=f"can't be written .{why}.*run the command again"):
        done(inputs, tmp_path)
    assert done(inputs, tmp_path)[-1].resumed == 10
    assert content(tmp_path) == undisturbed


# The command


def test_word_lists_are_out_of_the_collectors_sight():
    worker.warm()
    assert gc.get_freeze_count() > 0
    assert gc.isenabled()


def test_command(inputs, undisturbed, tmp_path):
    ended = subprocess.run(
        [*COMMAND, inputs[0], "-o", tmp_path, "--jobs", "2", "--quiet"], capture_output=True, check=True
    )
    assert (ended.stdout, ended.stderr) == (b"", b"")
    assert content(tmp_path) == undisturbed


def test_one_article_needs_nothing_heavy(tmp_path):
    article = next((Path(__file__).parents[1] / "corpus" / "articles").glob("*.txt"))
    code = (
        "import sys; from pathlib import Path; from pipeline.batches import Options, run;"
        f"list(run([{str(article)!r}], Path({str(tmp_path)!r}), Options()));"
        "print(*{'pandas', 'pyarrow', 'trafilatura', 'dask', 'multiprocessing.forkserver'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip() == ""
