"""The review page tells when a retraining is worthwhile, starts it and shows how far it is."""

import sys
import time

import pytest
import review_folder as sample

pytest.importorskip("starlette", reason="needs the extra review")
from review_client import Client

from pipeline.review import training


@pytest.fixture
def folder(tmp_path):
    return sample.make(tmp_path / "outputs")


def complete(folder, article_id, *, blind):
    whole = {"article_id": article_id, "text": "", "start": 0, "stop": 0}
    rows = [("deals", row) for row in sample.deals() if row["article_id"] == article_id] + [
        ("flows", row) for row in sample.flows() if row["article_id"] == article_id
    ]
    for table, row in rows:
        sample.decide(folder, "accept", table, row, blind=blind)
    sample.decide(folder, "accept", "articles", whole, blind=blind)


def waited(client):
    for _ in range(100):
        page = client.get("/training")[2]
        if "Training:" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError(page)


def test_only_blind_reviews_count(folder):
    complete(folder, "a", blind=False)
    assert "retraining" not in Client(folder).get()[2]
    complete(folder, "b", blind=True)
    assert "Articles reviewed blind: 1. With 13 more, a retraining is worthwhile." in Client(folder).get()[2]


@pytest.mark.parametrize(("status", "told"), [(0, "Trained; use it with"), (2, "Training failed: what went wrong")])
def test_it_trains_beside_the_page(folder, monkeypatch, status, told):
    complete(folder, "b", blind=True)
    script = f"import pathlib, sys; pathlib.Path(sys.argv[-1]).mkdir(exist_ok=True); print('niaga: what went wrong'); sys.exit({status})"
    monkeypatch.setattr(training, "COMMAND", (sys.executable, "-c", script))
    monkeypatch.setattr(training, "ENOUGH_ARTICLES", 1)
    client = Client(folder)
    assert "A retraining is worthwhile" in client.get()[2]
    client.post("/train")
    assert told in waited(client)
    assert [path.name for path in (folder / "training" / "gold").iterdir()]
    missing = client.session.training.stand(client.session.view().overlaid).missing
    assert missing == (1 if status == 0 else 0)
    assert client.get("/training")[1].get("hx-push-url") is None
