"""Linking grows with the number of articles: time and memory of `pipeline.link.link` on made-up batches.

    python benchmarks/link.py [SMALL LARGE]

Makes two outputs folders of so many articles (10,000 and 100,000), links each in a process of its own, and prints
seconds of one core, peak memory and the ratios. The batches hold what is costly: copies and edited re-runs, names
spelt in several ways, common first names, busy pairs of provinces.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from pipeline import lexicon, schema
from pipeline.link import link

SIZES = (10_000, 100_000)
WORDS = 250
"""Of an article."""
COPIES = 0.2
"""Part of the articles that repeat one of the last fifty, a word in thirty changed."""
PROVINCES = [row["province"] for row in lexicon.load("provinces")]
KINDS = ("trade_mission", "business_meeting", "cooperation", "purchase", "supply")
OFFICES = 40
"""Of a province; each has a handful of holders in the years of the batch."""
STATUSES = ("realised", "agreed", "target", "planned")
LETTERS = "aiueonrtskdmglbp"
BEGIN = date(2019, 1, 1)


class Batch:
    """Rows of one made-up folder; equal numbers give equal bytes."""

    def __init__(self, articles: int) -> None:
        self.random = random.Random(0)  # noqa: S311 (a benchmark, no secret)
        self.articles = articles
        self.words = ["".join(self.random.choices(LETTERS, k=self.random.randint(3, 9))) for _ in range(8000)]
        self.people = [self._person() for _ in range(max(500, articles // 12))]
        self.texts: list[list[str]] = []

    def _person(self) -> tuple[str, str, str, int]:
        given = self.random.choice(("Ahmad", "Sri", "Andi", "Muhammad", self.word()))
        name = f"{given} {self.word()} {self.word()}".title()
        return name, name.replace("u", "oe", 1), self.random.choice(PROVINCES), self.random.randrange(OFFICES)

    def word(self) -> str:
        """Return a word, the first ones of the list more often."""
        return self.words[int(len(self.words) * self.random.random() ** 3)]

    def text(self) -> str:
        """Return the next text, now and then one of the last again."""
        if self.texts and self.random.random() < COPIES:
            words = [word if self.random.random() > 1 / 30 else self.word() for word in self.random.choice(self.texts)]
        else:
            words = [self.word() for _ in range(WORDS)]
        self.texts = [*self.texts[-49:], words]
        return " ".join(words)

    def write(self, folder: Path) -> None:
        """Write the tables that linking reads."""
        folder.mkdir()
        files = {name: (folder / f"{name}.csv").open("w", newline="") for name in schema.names()}
        tables = {name: csv.DictWriter(file, schema.columns(name)) for name, file in files.items()}
        for table in tables.values():
            table.writeheader()
        with (folder / "articles.jsonl").open("w") as texts:
            for number in range(self.articles):
                article_id = f"a{number:07}"
                published = (BEGIN + timedelta(days=number * 2000 // self.articles)).isoformat()
                texts.write(json.dumps({"article_id": article_id, "text": self.text()}) + "\n")
                tables["articles"].writerow({"article_id": article_id, "published": published})
                for table, row in self._facts(article_id, published):
                    tables[table].writerow(row)
        for file in files.values():
            file.close()

    def _facts(self, article_id: str, published: str) -> list[tuple[str, dict[str, Any]]]:
        told = [self._official(article_id, start) for start in range(self.random.randint(0, 5))]
        deals = [self._deal(article_id, number, published) for number in range(self.random.choice((0, 0, 1, 1, 2)))]
        return [*(("officials", row) for row in told), *(("deals", row) for row in deals)]

    def _official(self, article_id: str, start: int) -> dict[str, Any]:
        name, other, province, office = self.random.choice(self.people)
        said = self.random.choices((name, other, name.rsplit(" ", 1)[0]), (8, 1, 1))[0]
        slug = f"{said.lower().replace(' ', '-')}-{province[3:].lower()}"
        person = {
            "official_id": slug,
            "name": said,
            "title": f"Kepala Dinas {self.words[office]}",
            "role": "department_head",
        }
        return {"article_id": article_id, "start": start, "stop": start + 1, "province": province, **person}

    def _deal(self, article_id: str, number: int, published: str) -> dict[str, Any]:
        pair = self.random.sample(PROVINCES[: self.random.choice((8, 20, 38))], 2)
        value = self.random.randint(10, 999) * 10**9
        amounts = {"amount_idr": value, "amount_min_idr": value, "amount_max_idr": value, "bound": "exact"}
        said = {"kind": self.random.choice(KINDS), "status": self.random.choice(STATUSES)}
        when = {"date": self.random.choice((published, "", published[:7])), "scope": "event"}
        place = {"hub": pair[0], "parties": ";".join(pair)}
        known = amounts if self.random.random() < 2 / 3 else {}
        return {"article_id": article_id, "deal_id": f"{article_id}-{number}", **said, **when, **place, **known}


def measured(folder: Path) -> dict[str, float]:
    """Link in a process of its own; return seconds and peak memory in MB."""
    made = subprocess.run([sys.executable, __file__, "--link", str(folder)], check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(made.stdout)
    return result


def main(sizes: tuple[int, ...]) -> None:
    """Print the figures of each size, and the ratios of the last to the first."""
    results = []
    with tempfile.TemporaryDirectory() as home:
        for size in sizes:
            folder = Path(home) / str(size)
            Batch(size).write(folder)
            results.append(measured(folder))
            rows = {name: sum(1 for _ in (folder / f"{name}.csv").open()) - 1 for name in ("people", "events")}
            print(f"{size:>8,} articles  {results[-1]['seconds']:7.1f} s  {results[-1]['mb']:6.0f} MB  {rows}")
    first, last = results[0], results[-1]
    times = sizes[-1] / sizes[0]
    print(f"{times:.0f} times the articles: {last['seconds'] / first['seconds']:.1f} times the time, ", end="")
    print(f"{last['mb'] / first['mb']:.1f} times the memory")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--link"]:
        begun = process_time()
        link(Path(sys.argv[2]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": process_time() - begun, "mb": peak}))
    else:
        main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
