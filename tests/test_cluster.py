"""A real Dask cluster of two worker processes: equal bytes, also when one of them is killed during the run."""

import os
import signal

import pytest
from batches import batch, content, rows

from pipeline.scale import Options, run
from pipeline.write import FolderError

distributed = pytest.importorskip("distributed", reason="needs niaga[cluster]")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # dask warns of slow networks and of workers that were killed
]


@pytest.fixture(scope="module")
def scheduler():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return [batch(tmp_path_factory.mktemp("cluster") / "articles.jsonl", 240)]


@pytest.fixture(scope="module")
def local(inputs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster") / "local"
    list(run(inputs, folder, Options(jobs=1)))
    return content(folder)


def test_bytes_are_those_of_a_local_run(scheduler, inputs, local, tmp_path):
    list(run(inputs, tmp_path, Options(cluster=scheduler.scheduler_address, chunk=20)))
    assert content(tmp_path) == local


def test_a_killed_worker_costs_nothing(scheduler, inputs, local, tmp_path):
    with distributed.Client(scheduler.scheduler_address, set_as_default=False) as client:
        processes = client.run(os.getpid)
        progress = run(inputs, tmp_path, Options(cluster=scheduler.scheduler_address, chunk=10))
        for number, _ in enumerate(progress):
            if number == 3:
                os.kill(next(iter(processes.values())), signal.SIGKILL)
        assert content(tmp_path) == local
        client.wait_for_workers(2, timeout=60)
        assert set(client.run(os.getpid).values()) != set(processes.values())


def test_an_article_that_takes_too_long(scheduler, tmp_path):
    text = "Rp" + "1" * 30
    inputs = tmp_path / "a.jsonl"
    inputs.write_text("".join(f'{{"text": "{text} {number}"}}\n' for number in range(4)))
    list(run([inputs], tmp_path / "out", Options(cluster=scheduler.scheduler_address, article_timeout=0.000001)))
    errors = rows(tmp_path / "out", "errors")
    assert {row["error"] for row in errors} <= {"timeout"}
    assert len(errors) + len(rows(tmp_path / "out", "articles")) == 4


def test_no_scheduler(inputs, tmp_path):
    with pytest.raises(FolderError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(run(inputs, tmp_path, Options(cluster="tcp://127.0.0.1:9")))
