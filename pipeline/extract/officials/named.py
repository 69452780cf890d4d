"""Own names of companies and associations as a document gives them behind `PT`, `Koperasi` and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.officials.names import part_of_name
from pipeline.extract.officials.organisations import named_organisations

if TYPE_CHECKING:
    from pipeline.extract.officials.words import TokenSequence

RUN_WORDS = 9
"""Words of an unknown body, at most."""


def named_length(words: TokenSequence, first: int) -> int:
    """Return how many words begin a company's or association's name elsewhere in the document, 0 unless two or more."""
    elsewhere = (run for begin, run in _beginning(words, words[first]) if begin != first)
    best = max((_same(words, first, run) for run in elsewhere), default=0)
    return best if best > 1 and part_of_name(words[first + best]) else 0


def _beginning(words: TokenSequence, word: str) -> list[tuple[int, list[str]]]:
    """Return the own names that begin with a word, with where they begin."""
    if words.beginning is None:
        words.beginning = {}
        for body in filter(words.positions, named_organisations()):
            for begin, run in named(words, body).items():
                words.beginning.setdefault(run[0], []).append((begin, run))
    return words.beginning.get(word, [])


def _same(words: TokenSequence, first: int, run: list[str]) -> int:
    """Return how many words of a run stand from `first` on."""
    return next((n for n, word in enumerate(run) if words[first + n] != word), len(run))


def named(words: TokenSequence, body: str) -> dict[int, list[str]]:
    """Return the capitalised words behind the first places of a body's word, by where they begin."""
    if body not in words.named:
        begins = [place + 1 for place in words.positions(body)]
        runs = {first: _capitalised(words, first) for first in begins}
        words.named[body] = {first: run for first, run in runs.items() if run}
    return words.named[body]


def _capitalised(words: TokenSequence, first: int) -> list[str]:
    """Return the capitalised words in a row from `first` on."""
    run: list[str] = []
    while len(run) < RUN_WORDS and part_of_name(words[first + len(run)]) and words.near(first + len(run)):
        run.append(words[first + len(run)])
    return run
