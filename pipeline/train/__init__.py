"""From gold to the models of relate: labels, folds by hand, fit, thresholds, calibration, a card.

Nothing imports this room but the command `niaga train`, the benchmarks and the tests: it needs the extra `train`.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pipeline.evaluate import GoldError
from pipeline.relate import decided, models, off_topic
from pipeline.relate.decode.statements import best_of
from pipeline.relate.features.statement import value_of
from pipeline.relate.weighing import KINDS
from pipeline.train import labels
from pipeline.train.calibrate import curve, lowest, threshold
from pipeline.train.fit import ROUNDS
from pipeline.train.sets import ARTICLES, GOLD, examples, folders, shipped
from pipeline.train.stack import fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pipeline.evaluate.gold import Gold
    from pipeline.model import ArticleFacts
    from pipeline.relate.decode.statements import Taken
    from pipeline.relate.models import Models
    from pipeline.relate.weighing import Weighed
    from pipeline.train.labels import Truth
    from pipeline.train.sets import Example
    from pipeline.train.stack import Stack

__all__ = [
    "ARTICLES",
    "GOLD",
    "ROUNDS",
    "cross_validated",
    "digest",
    "examples",
    "fitted",
    "folders",
    "models_of",
    "shipped",
    "train",
]

HANDS = 2
"""Gold sets that must tell of what is learned, at least."""

PRECISION = {"way": 0.81, "figure": 0.85, "trigger": 0.88}
"""Share of right rows of hands left out below which no threshold goes."""

LOST_SHARE = 0.002
"""Share of the articles with deals or flows that may be taken for others by their words."""

THIRD_SCORE = 0.6
"""Score from which a pair joins a third province to a deal."""


def train(found: Sequence[Example], corpus: str = "", rounds: int = ROUNDS) -> Models:
    """Return models fitted on some articles, with their card; `corpus` is the digest of the folders they come from.

    Raises GoldError where the gold is too little to learn from.
    """
    _refuse_too_little(found)
    return models_of(fitted(found, rounds), corpus)


def cross_validated(stack: Stack, deciding: Models) -> Iterator[tuple[Example, ArticleFacts]]:
    """Yield each article with what is found in it by scores of models that never saw its hand.

    Thresholds, confidences and the choice of hubs are those of `deciding`, which all hands had a part in.
    """
    for example, weighed in zip(stack.examples, stack.weighed, strict=True):
        told = weighed.topic >= deciding.threshold("article")
        yield example, (decided(weighed, deciding) if told else off_topic(weighed.discourse)).facts


def models_of(stack: Stack, corpus: str = "") -> Models:
    """Return the models of a stack with the thresholds and confidences that unseen scores of whole articles give."""
    draft = models.Models(stack.scorer, {"thresholds": {"third": THIRD_SCORE}, "calibration": {}})
    whole = [each for each in zip(stack.examples, stack.truths, stack.weighed, strict=True) if each[0].whole]
    told = [(truth, weighed) for _, truth, weighed in whole]
    ways = [
        (score, label)
        for truth, each in told
        for key, score in zip(each.ways.keys, each.way_scores, strict=True)
        if (label := labels.way(truth, key[1:])) != labels.UNKNOWN
    ]
    thresholds = {
        "article": lowest([each.topic for truth, each in told if truth.ways or truth.deals], LOST_SHARE),
        "third": THIRD_SCORE,
        "way": threshold(ways, sum(len(truth.ways) for truth, _ in told), PRECISION["way"]),
    }
    calibration = {"way": curve(ways)}
    for kind in KINDS:
        pairs = list(_statements(told, draft, kind, with_status=False))
        wanted = sum((deal.amount is None) == (kind == "trigger") for truth, _ in told for deal in truth.deals)
        thresholds[kind] = threshold(pairs, wanted, PRECISION[kind])
        calibration[kind] = curve(list(_statements(told, draft, kind, with_status=True)))
    card = {
        "corpus": corpus,
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
        if len(hands) < HANDS:
            raise GoldError(
                f"{name} in {len(hands)} gold sets: at least {HANDS} sets of different hands must tell of some; "
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


def _statements(
    told: Sequence[tuple[Truth, Weighed]], draft: Models, kind: str, *, with_status: bool
) -> Iterator[tuple[float, int]]:
    """Yield score and label of the likeliest parties of each statement, each figure of an article once."""
    for truth, weighed in told:
        best: dict[Any, Taken] = {}
        for each in best_of(weighed, draft, kind):
            key = value_of(each.anchor.fact.value) if kind == "figure" else frozenset(each.parties)
            if key not in best or each.score > best[key].score:
                best[key] = each
        for each in best.values():
            label = _label(truth, each, with_status=with_status)
            if label != labels.UNKNOWN:
                yield each.certainty if with_status else each.score, label


def _label(truth: Truth, taken: Taken, *, with_status: bool) -> int:
    """Label a statement with its parties; one without a figure is right beside any deal of theirs."""

    def same(deal: labels.Deal) -> bool:
        return deal.parties == set(taken.parties) and (not with_status or deal.status == taken.status)

    told = labels.told(truth, taken.anchor) if taken.kind == "figure" else (truth.deals, truth.deals_maybe)
    sure, maybe = told
    if any(map(same, sure)):
        return 1
    return labels.UNKNOWN if any(map(same, maybe)) else 0
