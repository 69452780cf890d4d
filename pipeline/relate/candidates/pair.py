"""Pairs: two provinces that a statement may join as parties of a deal."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.relate.features import pair
from pipeline.relate.features.pair import Scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.discourse import Discourse

NAMES = pair.NAMES

LIKELIEST = 6
"""Provinces of a statement of which pairs are made."""


@dataclass(slots=True)
class Pairs:
    """Pairs of provinces of one kind of statement, with their features."""

    keys: list[tuple[int, str, str]] = field(default_factory=list)
    """Number of the statement, the likelier province, the other."""
    values: list[list[float]] = field(default_factory=list)


def pairs_of(
    discourse: Discourse,
    arguments: Arguments,
    parties: Sequence[float],
    statements: Sequence[float],
    goods: Mapping[tuple[str, str], float],
) -> Pairs:
    """Return the pairs of the likeliest provinces of each statement."""
    found = Pairs()
    by_statement: dict[int, dict[str, int]] = {}
    for row, (number, province) in enumerate(arguments.keys):
        by_statement.setdefault(number, {})[province] = row
    for number, rows in by_statement.items():
        mine = statements[number]
        scores = Scores(
            {province: parties[row] for province, row in rows.items()},
            goods,
            mine,
            float(sum(each > mine for each in statements)),
            {province: arguments.values[row] for province, row in rows.items()},
        )
        likeliest = sorted(rows, key=lambda province: -scores.parties[province])[:LIKELIEST]
        for first, second in combinations(likeliest, 2):
            found.keys.append((number, first, second))
            found.values.append(pair.values(discourse, arguments.anchors[number], scores, first, second))
    return found
