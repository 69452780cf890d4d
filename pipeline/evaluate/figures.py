"""Verdicts counted: precision, recall and F1 per kind, with how far they may be off."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from pipeline.evaluate.verdicts import HIT, KINDS, MISSED, WRONG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.evaluate.verdicts import Verdict

RESAMPLES = 1000
"""Times that as many articles are drawn, with replacement, to see how the figures vary."""
TAIL_SHARE = 0.025
"""Share of the resamples left out at either end: 95 % intervals."""
SEED = 20210310
"""Any, but always the same: equal input gives equal intervals."""

Counts = tuple[int, int, int]
"""Hit, wrong, missed."""
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Score:
    """How good one kind is; shares of 1, 1.0 where there was nothing to find or nothing found."""

    p: float
    """Precision: share of what was found that is right."""
    r: float
    """Recall: share of gold that was found."""
    f1: float
    """Harmonic mean of the two."""
    tp: int
    fp: int
    fn: int
    p_95: Interval
    """Bootstrap interval over articles."""
    r_95: Interval
    f1_95: Interval
    reading: str
    """`exact` or `lenient`."""

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON types, shares to four digits."""
        plain = asdict(self)
        for name in ("p", "r", "f1"):
            plain[name] = round(plain[name], 4)
            plain[f"{name}_95"] = [round(end, 4) for end in plain[f"{name}_95"]]
        return plain


def figures(verdicts: Iterable[Verdict], articles: Sequence[str]) -> dict[str, Score]:
    """Return the figures by kind over a list of articles (ids, of which some may have no verdicts)."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for verdict in verdicts:
        counts[verdict.kind][verdict.article_id][verdict.outcome] += 1
    draws = _draws(len(articles))
    return {kind: _figure(kind, [_counts(counts[kind][one]) for one in articles], draws) for kind in KINDS}


def shares(tp: int, fp: int, fn: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    p = tp / (tp + fp) if tp + fp else 1.0
    r = tp / (tp + fn) if tp + fn else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _draws(articles: int) -> list[list[tuple[int, int]]]:
    """Return the resamples: (article, times drawn)."""
    random = Random(SEED)  # noqa: S311 (statistics, no secret)
    return [list(Counter(random.choices(range(articles), k=articles)).items()) for _ in range(RESAMPLES)]


def _counts(outcomes: Counter[str]) -> Counts:
    return outcomes[HIT], outcomes[WRONG], outcomes[MISSED]


def _figure(kind: str, per_article: Sequence[Counts], draws: list[list[tuple[int, int]]]) -> Score:
    tp, fp, fn = _total(per_article, [(index, 1) for index in range(len(per_article))])
    resampled = zip(*(shares(*_total(per_article, draw)) for draw in draws), strict=True)
    p_95, r_95, f1_95 = (_interval(sorted(values)) for values in resampled)
    p, r, f1 = shares(tp, fp, fn)
    return Score(p, r, f1, tp, fp, fn, p_95, r_95, f1_95, KINDS[kind].reading)


def _total(per_article: Sequence[Counts], draw: list[tuple[int, int]]) -> Counts:
    tp = fp = fn = 0
    for index, times in draw:
        hit, wrong, missed = per_article[index]
        tp += hit * times
        fp += wrong * times
        fn += missed * times
    return tp, fp, fn


def _interval(values: Sequence[float]) -> Interval:
    cut = int(TAIL_SHARE * len(values))
    return values[cut], values[-1 - cut]
