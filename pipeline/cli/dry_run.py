"""`niaga run --dry-run`: what would be read and skipped, how long it would take, and which texts look wrong."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from pipeline.cli.terminal import UNUSABLE, complain, counted, out, warnings_as_lines

if TYPE_CHECKING:
    from pipeline.batches import Options
    from pipeline.model import Article, ReadError

SAMPLE_ARTICLES = 20
"""Articles that are extracted to tell the speed."""
NAMED_EXAMPLES = 3
"""Examples that are named of each kind."""
WORD = re.compile(r"[a-z]+")
LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands for bytes that are no letter in any encoding that we know."""
DOUBTS = {
    "English": "in English; niaga reads Indonesian and misses most of what they say",
    "hard-wrapped": "with lines wrapped at a column; they are read as if joined",
    "damaged": "with damaged letters; names and figures may be missed",
}
"""What looks wrong with a text -> what is said of such articles."""


@dataclass(slots=True)
class Foreseen:
    """What the inputs hold."""

    articles: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    """Inputs that can't be read, by error."""
    examples: dict[str, list[str]] = field(default_factory=dict)
    """Kind of doubt or error -> the first articles or sources of it."""
    doubted: Counter[str] = field(default_factory=Counter)
    """Articles by what looks wrong with them."""
    sample: list[Article] = field(default_factory=list)

    def add(self, one: Article | ReadError) -> None:
        """Count an article or an error."""
        from pipeline.model import ReadError  # noqa: PLC0415 (start-up: --help needs nothing heavy)

        if isinstance(one, ReadError):
            self.skipped[one.error] += 1
            self._name(one.error, f"{' '.join(filter(None, (one.source, one.record)))}: {one.message}")
            return
        self.articles += 1
        self.sample += [one] if len(self.sample) < SAMPLE_ARTICLES else []
        for doubt in doubts(one.text):
            self.doubted[doubt] += 1
            self._name(doubt, one.article_id)

    def _name(self, kind: str, example: str) -> None:
        named = self.examples.setdefault(kind, [])
        named += [example] if len(named) < NAMED_EXAMPLES else []


def doubts(text: str) -> list[str]:
    """Return what looks wrong with a text, as in DOUBTS."""
    from pipeline.language.wrapping import unwrapped  # noqa: PLC0415 (start-up)
    from pipeline.lexicon import load  # noqa: PLC0415

    told = Counter(WORD.findall(text.lower()))
    words: Counter[str] = Counter()
    for row in load("language_words"):
        words[row["language"]] += told[row["word"]]
    english, ours = words["English"], words["Indonesian"]
    found = {"English": english > ours, "hard-wrapped": unwrapped(text) != text, "damaged": LOST in text}
    return [doubt for doubt in DOUBTS if found[doubt]]


def foresee(paths: list[str], options: Options) -> None:
    """Read the inputs, write nothing, and print what a run would do with them."""
    from pipeline.read import Meter, absent, records, to_article  # noqa: PLC0415 (start-up)
    from pipeline.read.source import STDIN  # noqa: PLC0415

    if STDIN in paths:
        complain("standard input can be read only once; give files to --dry-run")
        raise typer.Exit(UNUSABLE)
    if (missing := absent(tuple(paths))) is not None:
        complain(f"{missing} is not there; check the path")
        raise typer.Exit(UNUSABLE)
    meter, foreseen = Meter(), Foreseen()
    with warnings_as_lines():
        for found in records(*paths, fields=options.fields, date_order=options.date_order or "", meter=meter):
            foreseen.add(to_article(found))
    _say(
        f"{counted(foreseen.articles, 'article')} would be read{_duration(foreseen, options.jobs)}; nothing was written"
    )
    for ending, number in sorted(meter.passed.items()):
        kind = f"{counted(number, f'{ending} file')}" if ending else f"{counted(number, 'file')} without ending"
        _say(f"skipped: {kind}; niaga does not read this kind: save as .txt, .html or another that it reads")
    for error, number in foreseen.skipped.items():
        _say(f"skipped: {counted(number, 'input')} that can't be read ({error})")
        _name(foreseen.examples[error], number)
    for doubt, number in foreseen.doubted.items():
        _say(f"look at: {counted(number, 'article')} {DOUBTS[doubt]}")
        _name(foreseen.examples[doubt], number)


def _name(examples: list[str], number: int) -> None:
    for example in examples:
        _say(f"  {example}")
    if number > len(examples):
        _say(f"  and {number - len(examples):,} more")


def _duration(foreseen: Foreseen, jobs: int) -> str:
    """Return how long it takes, reckoned from a sample."""
    from pipeline.flow import extract  # noqa: PLC0415 (start-up)

    if not foreseen.sample:
        return ""
    first, *others = foreseen.sample
    extract(first)
    begun = perf_counter()
    for article in others or [first]:
        extract(article)
    each = (perf_counter() - begun) / len(others or [first])
    seconds = each * foreseen.articles / jobs
    return f", in about {seconds / 60:.0f} minutes" if seconds >= 120 else f", in about {max(seconds, 1):.0f} s"  # noqa: PLR2004


def _say(line: str) -> None:
    out.print(Text(line), soft_wrap=True)
