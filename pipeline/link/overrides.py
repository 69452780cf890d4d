"""A user's own list of who is one person and who is not: `kind,left,right,note`, kind `same_as` or `not_same`."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.link.disjoint_sets import DisjointSets

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("kind", "left", "right")
"""Needed; a fourth column `note` and any others are the user's own."""
KINDS = ("same_as", "not_same")


class OverridesError(Exception):
    """The list can't be used; the message tells the line and the remedy."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Who is one person and who is not, by name_id."""

    same: DisjointSets = field(default_factory=DisjointSets)
    apart: frozenset[frozenset[str]] = frozenset()

    @property
    def ids(self) -> set[str]:
        """All ids that the list speaks of."""
        return self.same.members() | {each for pair in self.apart for each in pair}

    def forbids(self, left: str, right: str) -> bool:
        """Tell whether two ids, or the groups they belong to, must stay apart."""
        pair = frozenset((left, right))
        return pair in self.apart or frozenset(map(self.same.root, pair)) in self.apart


def read_overrides(path: Path | None) -> Overrides:
    """Return the user's list, an empty one for None.

    Raises OverridesError for a list that is not one, contradicts itself or can't be read.
    """
    if path is None:
        return Overrides()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OverridesError(
            f"{path} can't be read ({error}); give a CSV with the columns kind,left,right,note"
        ) from None
    for number, line in enumerate(lines, start=2):
        _check(path, number, line)
    return _overrides(path, lines)


def _check(path: Path, number: int, line: dict[str, str]) -> None:
    if any(not (line.get(column) or "").strip() for column in COLUMNS):
        raise OverridesError(f"{path}, line {number}: kind, left and right are needed, as in same_as,budi-ks,boedi-ks,")
    if line["kind"].strip() not in KINDS:
        raise OverridesError(f"{path}, line {number}: kind is {line['kind']!r}; give same_as or not_same")


def _overrides(path: Path, lines: list[dict[str, str]]) -> Overrides:
    same = DisjointSets()
    pairs = [(line["kind"].strip(), line["left"].strip(), line["right"].strip()) for line in lines]
    for kind, left, right in pairs:
        if kind == "same_as":
            same.join(left, right)
    apart = set()
    for kind, left, right in pairs:
        if kind == "not_same":
            if same.root(left) == same.root(right):
                raise OverridesError(f"{path}: {left} and {right} are both not_same and, by the list, same_as")
            apart |= {frozenset((left, right)), frozenset((same.root(left), same.root(right)))}
    return Overrides(same, frozenset(apart))
