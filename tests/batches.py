"""Batches for tests and benchmarks: the composed articles of corpus/, again and again, each copy with an id of its own."""

import csv
import json
import sys
from itertools import count, islice
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"


def copies():
    """Yield records without end; no two have the same text."""
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.txt"))]
    for number in count():
        for stem, text in texts:
            yield {"id": f"{stem}-{number}", "text": f"{text}\nNomor {number}."}


def batch(path, size):
    """Write `size` records as JSON Lines and return the path."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in islice(copies(), size))
    return path


def content(folder):
    """Return all that a run wrote but run.json, whose durations differ."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name != "run.json"}


def rows(folder, table):
    """Return the rows of a CSV table."""
    csv.field_size_limit(sys.maxsize)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
