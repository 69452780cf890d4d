"""From gold to the models of relate: labels, folds by hand, fit, thresholds, calibration, a card.

Nothing imports this room but the command `niaga train`, the benchmarks and the tests: it needs the extra `train`.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pipeline import lexicon
from pipeline.evaluate import GoldError
from pipeline.relate import OFF_TOPIC, decided, models, triggers, untold
from pipeline.relate.decode.statements import bare_of, best_figures, figures_of, is_told, surest
from pipeline.relate.discourse import TELLING
from pipeline.relate.weighed import KINDS
from pipeline.train import labels
from pipeline.train.calibrate import LEAST_SCORE, curve, lowest, threshold
from pipeline.train.fit import MOST_TREES
from pipeline.train.sets import ARTICLES, GOLD, examples, folders, ordinary, shipped
from pipeline.train.stages import fitted, stack_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.evaluate.gold import Gold
    from pipeline.model import ArticleFacts
    from pipeline.relate.decode.taken import Taken
    from pipeline.relate.models import Models
    from pipeline.relate.weighed import Weighed
    from pipeline.train.labels import Truth
    from pipeline.train.sets import Example
    from pipeline.train.stack import Stack

    Judged = Sequence[tuple[Truth, Weighed]]
    """Articles with what gold says of them and what was weighed."""

__all__ = [
    "ARTICLES",
    "GOLD",
    "LISTS",
    "MOST_TREES",
    "cross_validated",
    "digest",
    "examples",
    "fitted",
    "folders",
    "models_of",
    "shipped",
    "stack_of",
    "train",
]

FEWEST_HANDS = 2
"""Gold sets that must tell of what is learned, at least."""

PRECISION = {"way": 0.85, "figure": 0.84, "trigger": 0.74}
"""Share of right rows of hands left out below which no threshold goes."""

DOUBT_PRECISION = 0.86
"""The same of articles that may not tell of trade: in ordinary news much that looks like trade is none."""

LOST_SHARE = 0.003
"""Share of the articles with deals or flows that may be taken for others by their words."""

LISTS = {
    "clause_words",
    "date_numbers",
    "regional_firms",
    "trade_stems",
    "trade_words",
    *(triggers.LISTS[name][0] for name in TELLING),
}
"""Word lists whose meanings are features: models know them as they were when these were fitted.

The lists of goods are not among them though goods are known by name: a new one only counts for nothing until the next
training.
"""


def train(stack: Stack, corpus: str = "") -> Models:
    """Return models fitted on some articles, with their card; `corpus` is the digest of the folders they come from.

    Raises GoldError where the gold is too little to learn from.
    """
    _refuse_too_little(stack.examples)
    return models_of(fitted(stack), corpus)


def cross_validated(stack: Stack, deciding: Models) -> Iterator[tuple[Example, ArticleFacts]]:
    """Yield each article with what is found in it by scores of models that never saw its hand.

    Thresholds and confidences are those of `deciding`, which all hands had a part in.
    """
    unseen = {part: models.Models(stack.unseen_scorer(part), deciding.card) for part in set(stack.parts)}
    for example, part, weighed in zip(stack.examples, stack.parts, stack.weighed, strict=True):
        told = weighed.topic.odds >= deciding.threshold("article")
        yield example, (decided(weighed, unseen[part]) if told else untold(weighed.discourse, OFF_TOPIC)).facts


def models_of(stack: Stack, corpus: str = "") -> Models:
    """Return the models of a stack with the thresholds and confidences that unseen scores of whole articles give.

    Passages of ordinary news join them for the thresholds of articles that may not tell of trade.
    """
    draft = models.Models(stack.scorer, {"thresholds": {}, "calibration": {}})
    quiet = ordinary(stack.examples)
    judged = list(zip(stack.examples, stack.truths, stack.weighed, strict=True))
    told = [(truth, weighed) for example, truth, weighed in judged if example.whole]
    doubtful = [
        (truth, weighed)
        for example, truth, weighed in judged
        if (example.whole or example.hand in quiet) and weighed.in_doubt
    ]
    thresholds = draft.card["thresholds"]
    thresholds["article"] = lowest([each.topic.odds for truth, each in told if truth.ways or truth.deals], LOST_SHARE)
    calibration = {}
    for name, least in PRECISION.items():
        thresholds[name] = threshold(list(_scored(told, draft, name)), _wanted(told, name), least)
        in_doubt = threshold(list(_scored(doubtful, draft, name)), _wanted(doubtful, name), DOUBT_PRECISION)
        thresholds[f"{name}_{models.DOUBT}"] = max(thresholds[name], in_doubt)
        calibration[name] = curve(list(_scored(told, draft, name, with_status=True)))
    card = {
        "corpus": corpus,
        "lists": {name: lexicon.digest(name) for name in sorted(LISTS)},
        "articles": len(stack.examples),
        "hands": dict(sorted(Counter(each.hand for each in stack.examples).items())),
        "versions": {name: version(name) for name in ("niaga", "lightgbm", "numpy", "scipy")},
        "thresholds": thresholds,
        "calibration": calibration,
    }
    return models.Models(stack.scorer, card)


def _refuse_too_little(found: Sequence[Example]) -> None:
    """Raise GoldError unless two hands or more tell of each: what one of them shows is tried on the others."""
    told: dict[str, Callable[[Gold], Any]] = {
        "flows": lambda gold: gold.get("flows"),
        "deals with a figure": lambda gold: any(deal.get("amount_idr") for deal in gold.get("deals") or ()),
        "deals without one": lambda gold: any(not deal.get("amount_idr") for deal in gold.get("deals") or ()),
    }
    for name, tells in told.items():
        hands = {each.hand for each in found if tells(each.gold)}
        if len(hands) < FEWEST_HANDS:
            raise GoldError(
                f"{name} in {len(hands)} gold sets: at least {FEWEST_HANDS} sets of different hands must tell of some; "
                "give more folders, or add the corpus that comes with niaga: --corpus all"
            )


def digest(roots: Sequence[Path]) -> str:
    """Return the SHA-256 of all gold sets at or below some folders, by name: gold and articles."""
    total = sha256()
    for folder in folders(roots):
        articles = sorted(path for path in (folder / ARTICLES).rglob("*") if path.is_file())
        for path in (folder / GOLD, *articles):
            total.update(f"{folder.name}/{path.name}\n".encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _scored(told: Judged, draft: Models, name: str, *, with_status: bool = False) -> Iterator[tuple[float, int]]:
    """Yield score and label of the ways, or of the statements of one kind."""
    if name in KINDS:
        yield from _statements(told, draft, name, with_status=with_status)
        return
    for truth, each in told:
        for key, score in zip(each.ways.keys, each.way_scores, strict=True):
            if (label := labels.way(truth, key[1:])) != labels.UNKNOWN:
                yield score, label


def _wanted(told: Judged, name: str) -> int:
    """Return how many ways, or deals with or without a figure, gold has."""
    if name in KINDS:
        return sum((deal.amount is None) == (name == "trigger") for truth, _ in told for deal in truth.deals)
    return sum(len(truth.ways) for truth, _ in told)


def _statements(told: Judged, draft: Models, kind: str, *, with_status: bool) -> Iterator[tuple[float, int]]:
    """Yield score and label of the likeliest deals of one kind, each figure of an article once."""
    for truth, weighed in told:
        for each in surest(best_figures(weighed, draft)).values() if kind == "figure" else _bare(weighed, draft):
            label = _label(truth, each, with_status=with_status)
            if label != labels.UNKNOWN:
                yield each.certainty if with_status else each.score, label


def _bare(weighed: Weighed, draft: Models) -> Iterable[Taken]:
    """Return the likeliest deals without a figure; beside a figure that is taken partners are right by that alone."""
    figures = figures_of(weighed, draft)
    return [each for each in bare_of(weighed, draft, figures, LEAST_SCORE) if not is_told(each, figures)]


def _label(truth: Truth, taken: Taken, *, with_status: bool) -> int:
    """Label a statement with its parties; one without a figure is right beside any deal of theirs."""

    def same(deal: labels.Deal) -> bool:
        return deal.parties == set(taken.parties) and (not with_status or deal.status == taken.status)

    told = labels.told(truth, taken.anchor) if taken.kind == "figure" else (truth.deals, truth.deals_maybe)
    sure, maybe = told
    if any(map(same, sure)):
        return 1
    return labels.UNKNOWN if any(map(same, maybe)) else 0
