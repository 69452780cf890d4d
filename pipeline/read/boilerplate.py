"""What stands around an article and is none of it: prompts, credits, footers, menus, markup.

The patterns are the `boilerplate` word list. `cue` is a word in small letters without which a pattern cannot match;
`where` is `head` or `tail` for patterns that hold only near the beginning or end of a text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon import load, split
from pipeline.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = 600
"""Characters of the head of a text."""

TAIL = 900
"""Characters of the tail of a text."""


class Rule(NamedTuple):
    """One pattern of the list."""

    name: str
    cues: tuple[str, ...]
    where: str
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the patterns, compiled once per process."""
    return tuple(
        Rule(row["rule"], tuple(split(row["cue"])), row["where"], re.compile(row["pattern"], re.MULTILINE))
        for row in load("boilerplate")
    )


def find(view: str) -> Iterator[Skipped]:
    """Yield what the patterns match, pattern by pattern."""
    lowered = view.lower()
    for rule in rules():
        if any(cue in lowered for cue in rule.cues):
            begin = max(0, len(view) - TAIL) if rule.where == "tail" else 0
            end = HEAD if rule.where == "head" else len(view)
            for match in rule.pattern.finditer(view, begin, end):
                if match.end() > match.start():
                    yield Skipped(match.start(), match.end(), rule.name)


def ordered(found: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """Return stretches in reading order, cut so that none overlaps the one before it."""
    kept: list[Skipped] = []
    for item in sorted(found, key=lambda item: (item.start, -item.stop)):
        start = max(item.start, kept[-1].stop) if kept else item.start
        if start < item.stop:
            kept.append(Skipped(start, item.stop, item.rule))
    return tuple(kept)


def blanked(view: str, skipped: Iterable[Skipped]) -> str:
    """Return a text of the same length with spaces for all that is set apart; line ends stay."""
    pieces, end = [], 0
    for item in skipped:
        pieces += [view[end : item.start], re.sub(r"[^\n]", " ", view[item.start : item.stop])]
        end = item.stop
    return "".join([*pieces, view[end:]])
