"""Speed, memory and start-up, beside the peers; writes RESULTS.md.

    python benchmarks/speed.py [--articles FILE.jsonl] [--peers PYTHON] [--sizes 1000,10000,100000]

All measures run on the same texts, one after the other in every round, so that a busy machine slows all alike: read
the ratios. EDS-NLP and price-parser live in an environment of their own (`pip install edsnlp price-parser dateparser`),
named by --peers.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from batches import batch  # noqa: E402

RESULTS = HERE / "RESULTS.md"
NAMES = {
    "spacy_blank": '(a) `spacy.blank("id")`, tokenizer alone',
    "niaga": "(b) niaga, text to rows, one core",
    "edsnlp": "(d) EDS-NLP: sentences, word lists, two patterns, dates",
    "hand_made": "(e) dateparser.search, price-parser, EntityRuler",
}
EXTRACT = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract"]
ROUNDS = 5
SLOW = {"edsnlp", "hand_made"}
FEW = 40
"""Texts for the slow measures."""


class Measure:
    """One measure in its process."""

    def __init__(self, name, python, texts):
        self.name, self.texts = name, texts
        command = [python, str(HERE / "measures.py"), name, str(texts)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.built = float(self.process.stdout.readline() or "nan")
        self.seconds = []

    def go(self):
        """Run once."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.seconds.append(float(self.process.stdout.readline()))


def compared(texts, few, peers):
    """Return name -> (articles/s, MB/s, seconds to build), measures taking turns."""
    pythons = {"spacy_blank": sys.executable, "niaga": sys.executable}
    if peers:
        pythons |= dict.fromkeys(SLOW, peers)
    measures = [Measure(name, python, few if name in SLOW else texts) for name, python in pythons.items()]
    for _ in range(ROUNDS):
        for measure in measures:
            measure.go()
    results = {}
    for measure in measures:
        content = [json.loads(line)["text"] for line in measure.texts.open(encoding="utf-8")]
        size = sum(len(text.encode()) for text in content)
        seconds = statistics.median(measure.seconds)
        results[measure.name] = (len(content) / seconds, size / seconds / 1e6, measure.built)
        measure.process.kill()
    return results


def memory(pid):
    """Return the megabytes of a process and all below it; what they share counts once."""
    total, left = 0, [pid]
    while left:
        each = left.pop()
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            left += map(int, Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii").split())
        except (OSError, StopIteration):
            continue
    return total / 1024


def extracted(inputs, folder, jobs):
    """Run `niaga extract` and return (seconds, peak megabytes)."""
    begun, peak = time.perf_counter(), 0.0
    command = [*EXTRACT, str(inputs), "-o", str(folder), "--jobs", str(jobs), "--quiet", "--restart"]
    process = subprocess.Popen(command)
    while process.poll() is None:
        peak = max(peak, memory(process.pid))
        time.sleep(0.1)
    return time.perf_counter() - begun, peak


def table(label, results):
    """Return the lines of one comparison."""
    base = results["niaga"][0]
    return [
        f"## {label}\n",
        "| what | articles/s | MB/s | as fast as niaga | start-up, s |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {NAMES[name]} | {rate:,.0f} | {size:.2f} | {rate / base:.2f} | {built:.1f} |"
            for name, (rate, size, built) in results.items()
        ),
        "",
    ]


def report(tables, jobs, start, sizes):
    """Return the text of RESULTS.md."""
    how = f"on {time.strftime('%Y-%m-%d')}, Python {platform.python_version()}, {platform.machine()}"
    turns = f"Medians of {ROUNDS} rounds in which all take turns."
    lines = [
        "# Speed\n",
        f"Written by `python benchmarks/speed.py` {how}. {turns}\n",
        *(line for label, results in tables.items() for line in table(label, results)),
        "## The whole command, composed articles\n",
        f"- (c) `--jobs 2` is {jobs:.2f} times as fast as `--jobs 1`.",
        f"- One article, cold: {start:.2f} s.\n",
        "| articles | seconds, 2 jobs | ms per article | peak memory, MB |",
        "|---:|---:|---:|---:|",
        *(f"| {n:,} | {s:.1f} | {s / n * 1000:.2f} | {peak:.0f} |" for n, s, peak in sizes),
    ]
    return "\n".join(lines) + "\n"


def compare_all(home, args):
    """Return the comparisons by the name of their texts."""
    sets = {"Composed articles": batch(home / "composed.jsonl", 360)}
    if args.articles:
        sets["News articles"] = home / "news.jsonl"
        with args.articles.open(encoding="utf-8") as file:
            sets["News articles"].write_text("".join(islice(file, 400)), encoding="utf-8")
    tables = {}
    for label, texts in sets.items():
        few = texts.with_suffix(".few")
        few.write_text("".join(texts.read_text(encoding="utf-8").splitlines(keepends=True)[:FEW]), encoding="utf-8")
        tables[label] = compared(texts, few, args.peers)
    return tables


def main():
    """Measure all and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--peers")
    parser.add_argument("--sizes", default="1000,10000,100000")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        tables = compare_all(home, args)
        many = batch(home / "many.jsonl", 1500)
        pairs = [[extracted(many, home / "out", jobs)[0] for jobs in (1, 2)] for _ in range(3)]
        one = home / "one.txt"
        one.write_text(
            json.loads((home / "composed.jsonl").open(encoding="utf-8").readline())["text"], encoding="utf-8"
        )
        start = min(extracted(one, home / "out", 1)[0] for _ in range(5))
        counts = [int(size) for size in args.sizes.split(",")]
        sizes = [(size, *extracted(batch(home / "batch.jsonl", size), home / "out", 2)) for size in counts]
    text = report(tables, statistics.median(a / b for a, b in pairs), start, sizes)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
