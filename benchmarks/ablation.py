"""What each part of the models is worth: figures without it, of articles by hands that the deciding models never saw.

    python benchmarks/ablation.py               writes the table to standard output, its progress to standard error
    python benchmarks/ablation.py --only NAME   one line: `all`, a group of features, `stage two`, `half`, `quarter`
    python benchmarks/ablation.py --list        the names

The scores are the out-of-fold ones that training makes anyway, so each line costs one training. Groups of features are
those that `rule` names; `words` are the scores of the linear models over n-grams. `stage two` weighs a way or a pair by
the product of the scores of its ends alone. Half and a quarter of the hands: each part is trained by itself and judged
on its own hands, so that all lines tell of the same articles. The passages of corpus/snippets teach only where a line
says so, which keeps most lines under three minutes.
"""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any

import quality_page
import unseen

from pipeline.relate.candidates.bare import STATUSES
from pipeline.relate.evidence import GROUPS
from pipeline.relate.rows import bare_rows
from pipeline.relate.weighed import KINDS
from pipeline.train import MOST_TREES, cross_validated, fitted, models_of, stack_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.relate.weighed import Statements
    from pipeline.train.sets import Example
    from pipeline.train.stack import Stack

SHARES = {"half": 2, "quarter": 4}
"""Line -> parts that the hands are dealt into."""

EVEN = (0.0, *(0.5 for _ in STATUSES))
"""Scores of two partners who were asked nothing about a deal without a figure."""

PASSAGES = "passages too"
"""Line that learns from single passages as well."""


def names() -> list[str]:
    """Return the names of all lines."""
    return ["all", *sorted(set(GROUPS.values())), "stage two", *SHARES, PASSAGES]


def measured(name: str, examples: Sequence[Example], rounds: int = MOST_TREES) -> dict[str, Any]:
    """Return the mean figures over hands of one line."""
    if name != PASSAGES:
        examples = [one for one in examples if one.hand not in unseen.passages()]
    found = [pair for part in parts(examples, SHARES.get(name, 1)) for pair in _related(name, part, rounds)]
    hands = unseen.per_hand(found, unseen.TRADE)
    return unseen.mean(hands, unseen.counted(hands))


def parts(examples: Sequence[Example], count: int) -> list[list[Example]]:
    """Return the articles dealt into parts, whole hands each, in turn by name."""
    hands = sorted({one.hand for one in examples})
    return [[one for one in examples if one.hand in hands[number::count]] for number in range(count)]


def _related(name: str, examples: Sequence[Example], rounds: int) -> Iterator[tuple[Example, Any]]:
    """Yield each article with the deals and flows that its out-of-fold scores give."""
    without = frozenset(first for first, group in GROUPS.items() if group == name)
    stack = fitted(stack_of(examples, rounds, without))
    if name == "stage two":
        by_ends(stack)
    yield from cross_validated(stack, models_of(stack))


def by_ends(stack: Stack) -> None:
    """Put the product of the scores of the ends in place of those of ways and pairs."""
    for each in stack.weighed:
        provinces = list(dict.fromkeys(province for _, province in each.goods.arguments.keys))
        both = each.goods.ends().both if provinces else None
        each.way_scores = [
            float(both[number, provinces.index(origin), provinces.index(destination)])
            for number, _, origin, destination in each.ways.keys
        ]
        figures, triggers = (_products(each.statements[kind]) for kind in KINDS)
        each.figure_scores = [score for _, score in figures]
        best: dict[frozenset[str], float] = {}
        for pair, score in triggers:
            best[pair] = max(best.get(pair, 0.0), score)
        each.partner_scores = [best[frozenset(key[1:])] for key in each.partners.keys]
        each.bare = {row: (score, *each.bare.get(row, EVEN)[1:]) for row, score in enumerate(each.partner_scores)}
        each.bare_rows = bare_rows(each)


def _products(told: Statements) -> list[tuple[frozenset[str], float]]:
    """Return each pair of statements with the product of the scores of statement and parties."""
    parties = dict(zip(told.arguments.keys, told.parties, strict=True))
    return [
        (frozenset((first, second)), told.scores[number] * parties[number, first] * parties[number, second])
        for number, first, second in told.pairs.keys
    ]


def main() -> int:
    """Measure and print; return the exit status."""
    known = names()
    if "--list" in sys.argv[1:]:
        print(*known, sep="\n")
        return 0
    asked = sys.argv[sys.argv.index("--only") + 1 :] if "--only" in sys.argv[1:] else known
    if unknown := set(asked) - set(known):
        print(f"unknown: {', '.join(sorted(unknown))}; --list names all", file=sys.stderr)
        return 2
    examples = unseen.all_examples()
    print(f"{len(examples)} articles", file=sys.stderr, flush=True)
    rows = []
    for name in asked:
        begun = perf_counter()
        shown = measured(name, examples)
        label = name if name in {"all", PASSAGES, *SHARES} else f"without {name}"
        rows.append([label, *(quality_page.three(shown.get(kind)) for kind in unseen.TRADE)])
        print(*rows[-1], f"{perf_counter() - begun:.0f} s", sep="; ", file=sys.stderr, flush=True)
    print(quality_page.table(("models", *(f"{kind}: P, R, F1" for kind in unseen.TRADE)), rows), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
