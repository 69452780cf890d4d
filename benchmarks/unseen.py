"""Figures of unseen text: every hand of corpus/ judged by models that never saw it, and how far confidence is right."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import calibration

from pipeline.evaluate import figures, from_facts, judge
from pipeline.evaluate.verdicts import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import ArticleFacts
    from pipeline.train.sets import Example

CORPUS = Path(__file__).parents[1] / "corpus"
ORDINARY = "ng"
"""Hand that wrote ordinary news: nothing to find there, so it stands apart."""
TRADE = (
    *("deals: dyads", "deals: parties+amount", "deals: parties+amount+status", "deals: parties+status"),
    *("flows", "flows: quantity"),
)
KEPT = ("reading", "p", "r", "f1", "f1_95", "tp", "fp", "fn")
"""What is kept of a figure."""

Figures = dict[str, dict[str, Any]]


def passages() -> set[str]:
    """Return the hands that wrote single passages: they teach the models and count in no mean."""
    return {folder.name for folder in (CORPUS / "snippets").iterdir()}


def counted(hands: Iterable[str]) -> list[str]:
    """Return the hands that count in the mean of deals and flows."""
    return [hand for hand in hands if hand not in passages() | {ORDINARY}]


def all_examples() -> list[Example]:
    """Return the articles of all hands with their gold."""
    from pipeline import train

    return list(train.examples(train.folders([CORPUS])))


def cross_validated(examples: Sequence[Example], rounds: int | None = None) -> dict[str, Any]:
    """Return the figures of deals and flows, plain JSON: per hand, their mean, and calibration."""
    from pipeline import train

    stack = train.fitted(train.stack_of(examples, *([rounds] if rounds else [])))
    found = list(train.cross_validated(stack, train.models_of(stack)))
    hands = per_hand(found, TRADE)
    rows = calibration_rows(pair for pair in found if pair[0].hand not in passages())
    return {
        "corpus": train.digest([CORPUS]),
        "hands": hands,
        "mean": mean(hands, counted(hands)),
        "calibration": {table: calibration.summary(mine) for table, mine in rows.items()},
    }


def per_hand(found: Iterable[tuple[Example, ArticleFacts]], kinds: Sequence[str]) -> dict[str, Any]:
    """Return articles and figures of some kinds by hand; kinds that nobody judged there are left out."""
    by_hand: dict[str, list[tuple[Example, ArticleFacts]]] = defaultdict(list)
    for example, facts in found:
        by_hand[example.hand].append((example, facts))
    hands = {}
    for hand, mine in sorted(by_hand.items()):
        gold = [example.gold for example, _ in mine]
        shown = kept(gold, from_facts(facts for _, facts in mine), kinds)
        hands[hand] = {"articles": len(mine), "figures": shown}
    return hands


def kept(gold: Sequence[dict[str, Any]], found: Any, kinds: Sequence[str] = tuple(KINDS)) -> Figures:
    """Return the figures of some kinds, plain JSON, without those where gold has nothing and nothing was found."""
    shown = figures(judge(gold, found), [one["id"] for one in gold])
    plain = {kind: {name: shown[kind].as_json()[name] for name in KEPT} for kind in kinds}
    return {kind: one for kind, one in plain.items() if one["tp"] + one["fp"] + one["fn"]}


def mean(hands: dict[str, Any], counted: Sequence[str]) -> Figures:
    """Return the mean of precision, recall and F1 over hands, by kind, with the lowest and highest F1 of a hand."""
    shown: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        mine = [hands[hand]["figures"][kind] for hand in counted if kind in hands[hand]["figures"]]
        if mine:
            shares = {name: round(sum(one[name] for one in mine) / len(mine), 4) for name in ("p", "r", "f1")}
            ends = [one["f1"] for one in mine]
            shown[kind] = {**shares, "hands": len(mine), "lowest": min(ends), "highest": max(ends)}
    return shown


def calibration_rows(found: Iterable[tuple[Example, ArticleFacts]]) -> dict[str, list[calibration.Judged]]:
    """Return the rows of deals and flows with their confidence and whether they are right."""
    rows: dict[str, list[calibration.Judged]] = {"deals": [], "flows": []}
    for example, facts in found:
        (one,) = from_facts([facts]).values()
        for table, judged in rows.items():
            judged.extend(calibration.judged(example.gold, one, table))
    return rows
