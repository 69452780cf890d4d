"""A real Dask scheduler and its worker processes: equal bytes, whichever of them is killed during the run."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest
from batches import batch, content, rows

from pipeline.batches import Options, cluster, run
from pipeline.write import FolderError

distributed = pytest.importorskip("distributed", reason="needs niaga[cluster]")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # dask warns of slow networks and of workers that were killed
]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract", "--jobs", "1"]


class Cluster:
    """A scheduler and its workers as processes of their own, each with all its children in a group."""

    def __init__(self):
        self.processes = []
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = next(line.split()[-1] for line in self.scheduler.stderr if "Scheduler at:" in line)

    def add_worker(self, *options):
        """Start a worker process without a nanny that would start it anew."""
        return self.start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", *options)

    def start(self, *command):
        script = "import sys; from dask.__main__ import main; sys.exit(main())"
        process = subprocess.Popen(
            [sys.executable, "-c", script, *command], stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self.processes.append(process)
        return process

    def kill(self, process):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()


@contextmanager
def a_cluster(workers):
    made = Cluster()
    try:
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        for process in made.processes:
            made.kill(process)


@pytest.fixture(scope="module")
def lasting():
    with a_cluster(2) as made:
        yield made


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return [batch(tmp_path_factory.mktemp("cluster") / "articles.jsonl", 240)]


@pytest.fixture(scope="module")
def local(inputs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster") / "local"
    list(run(inputs, folder, Options(jobs=1, chunk=10)))
    return content(folder)


def in_chunks(inputs, folder, made):
    return run(inputs, folder, Options(cluster=made.address, chunk=10))


def tables(folder):
    return {name: cells for name, cells in content(folder).items() if not name.startswith(".work")}


def test_bytes_are_those_of_a_local_run(lasting, inputs, local, tmp_path):
    list(in_chunks(inputs, tmp_path, lasting))
    assert content(tmp_path) == local


def test_workers_killed_in_turn_cost_nothing(inputs, local, tmp_path):
    with a_cluster(0) as made:
        workers = [made.add_worker(), made.add_worker()]
        for number, _ in enumerate(in_chunks(inputs, tmp_path, made)):
            if number in {3, 6, 9, 12, 15}:
                made.kill(workers.pop(0))
                workers.append(made.add_worker())
    assert content(tmp_path) == local


def test_a_lost_scheduler_loses_nothing(inputs, local, tmp_path):
    with a_cluster(2) as made:
        progress = in_chunks(inputs, tmp_path, made)
        for _ in range(4):
            next(progress)
        made.kill(made.scheduler)
        with pytest.raises(FolderError, match=r"scheduler.*is lost.*run the command again"):
            list(progress)
    with a_cluster(1) as made:
        *_, last = in_chunks(inputs, tmp_path, made)
    assert last.resumed >= 30
    assert content(tmp_path) == local


def test_a_scheduler_that_falls_silent_is_given_up(inputs, local, tmp_path, monkeypatch):
    with a_cluster(1) as made:
        progress = in_chunks(inputs, tmp_path, made)
        for _ in range(4):
            next(progress)
        monkeypatch.setattr(
            cluster, "PATIENCE_SECONDS", 3.0
        )  # not before: a busy machine takes its time to start a worker
        made.scheduler.send_signal(signal.SIGSTOP)
        with pytest.raises(FolderError, match=r"scheduler.*is lost.*run the command again"):
            list(progress)
    list(run(inputs, tmp_path, Options(jobs=1, chunk=10)))
    assert content(tmp_path) == local


def test_no_worker_left_for_a_time(inputs, local, tmp_path, monkeypatch):
    with a_cluster(0) as made:
        worker = made.add_worker()
        progress = in_chunks(inputs, tmp_path, made)
        for _ in range(4):
            next(progress)
        made.kill(worker)
        with monkeypatch.context() as sooner:
            sooner.setattr(cluster, "PATIENCE_SECONDS", 3.0)
            with pytest.raises(FolderError, match=r"no worker .*dask worker tcp.*run the command again"):
                list(progress)
        made.add_worker()
        list(in_chunks(inputs, tmp_path, made))
    assert content(tmp_path) == local


def test_the_command_ends_with_one_line(inputs, tmp_path):
    with a_cluster(1) as made:
        command = [*COMMAND, str(inputs[0]), "-o", str(tmp_path), "--cluster", made.address, "--quiet"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        while not list((tmp_path / ".work" / "chunks").glob("*.chunk")) and process.poll() is None:
            time.sleep(0.01)
        made.kill(made.scheduler)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == 2
    assert len(complaint.splitlines()) == 1, complaint
    assert "is lost" in complaint


def killer(folder, name):
    """Return an article that kills the worker that reads it: its worker has a plugin for that."""
    lines = [f'{{"id": "{number}", "text": "Beras {number}."}}' for number in range(8)]
    lines[3] = f'{{"id": "{name}", "text": "Beras."}}'
    path = folder / "a.jsonl"
    path.write_text("\n".join(lines))
    return path


PRELOAD = """
import os
from pipeline.batches import worker
from pipeline.flow import process
worker.process = lambda found, least: os._exit(9) if found.article_id == "kills" else process(found, least)
"""


def test_an_article_that_kills_its_workers_is_the_only_one_lost(tmp_path):
    (tmp_path / "kills.py").write_text(PRELOAD)
    inputs = killer(tmp_path, "kills")
    with a_cluster(0) as made:
        made.start(
            *("worker", made.address, "--nworkers", "2", "--nthreads", "1", "--no-dashboard"),
            *("--preload", str(tmp_path / "kills.py")),
        )
        list(run([inputs], tmp_path / "out", Options(cluster=made.address, chunk=4)))
    assert [(row["record"], row["error"]) for row in rows(tmp_path / "out", "errors")] == [("4", "worker_died")]
    assert len(rows(tmp_path / "out", "articles")) == 7


def test_workers_of_another_program_are_refused(lasting, inputs, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "program", lambda: {"version": "0.0.1"})
    with pytest.raises(FolderError, match="another niaga, other word lists or models"):
        list(in_chunks(inputs, tmp_path, lasting))


def test_an_article_that_takes_too_long(lasting, tmp_path):
    text = "Rp" + "1" * 30
    inputs = tmp_path / "a.jsonl"
    inputs.write_text("".join(f'{{"text": "{text} {number}"}}\n' for number in range(4)))
    list(run([inputs], tmp_path / "out", Options(cluster=lasting.address, article_timeout=0.000001)))
    errors = rows(tmp_path / "out", "errors")
    assert {row["error"] for row in errors} <= {"timeout"}
    assert len(errors) + len(rows(tmp_path / "out", "articles")) == 4


def test_no_scheduler(inputs, tmp_path):
    with pytest.raises(FolderError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(run(inputs, tmp_path, Options(cluster="tcp://127.0.0.1:9")))
