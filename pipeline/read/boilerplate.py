"""What stands around an article and is none of it: prompts, credits, footers, menus, markup.

The patterns are the `boilerplate` word list. `cue` is a word in small letters without which a pattern cannot match;
`where` is `head` or `tail` for patterns that hold only near the beginning or end of a text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load, split
from pipeline.model import Boilerplate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Span

HEAD_CHARS = 600
"""Characters of the head of a text."""

TAIL_CHARS = 900
"""Characters of the tail of a text."""


class Rule(NamedTuple):
    """One pattern of the list."""

    name: str
    where: str
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the patterns, compiled once per process."""
    return tuple(
        Rule(row["rule"], row["where"], re.compile(row["pattern"], re.MULTILINE)) for row in load("boilerplate")
    )


@cache
def cues() -> dict[str, frozenset[int]]:
    """Return every cue with the indexes of its patterns."""
    found: dict[str, set[int]] = defaultdict(set)
    for index, row in enumerate(load("boilerplate")):
        for cue in split(row["cue"]):
            found[cue].add(index)
    return {cue: frozenset(indexes) for cue, indexes in found.items()}


def find(view: str) -> Iterator[Boilerplate]:
    """Yield what the patterns match, pattern by pattern."""
    lowered = view.lower()
    cued = frozenset[int]().union(*(indexes for cue, indexes in cues().items() if cue in lowered))
    for rule in map(rules().__getitem__, sorted(cued)):
        for match in rule.pattern.finditer(view, *_reach(view, rule.where)):
            yield Boilerplate(match.start(), match.end(), rule.name)


def _reach(view: str, where: str) -> Span:
    """Return the stretch a pattern is looked for in; the head ends with a line."""
    if where == "head":
        end = view.find("\n", HEAD_CHARS)
        return 0, end if end >= 0 else len(view)
    return max(0, len(view) - TAIL_CHARS) if where == "tail" else 0, len(view)


def ordered(found: Iterable[Boilerplate]) -> tuple[Boilerplate, ...]:
    """Return stretches in reading order, cut so that none overlaps the one before it."""
    kept: list[Boilerplate] = []
    for item in sorted(found, key=lambda item: (item.start, -item.stop)):
        start = max(item.start, kept[-1].stop) if kept else item.start
        if start < item.stop:
            kept.append(Boilerplate(start, item.stop, item.rule))
    return tuple(kept)


def blanked(view: str, skipped: Iterable[Boilerplate]) -> str:
    """Return a text of the same length with spaces for all that is set apart; line ends stay."""
    pieces, end = [], 0
    for item in skipped:
        pieces += [view[end : item.start], re.sub(r"[^\n]", " ", view[item.start : item.stop])]
        end = item.stop
    return "".join([*pieces, view[end:]])
