"""What is weighed of one article: its candidates with the scores that they have so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.anchors import grouped
from pipeline.relate.candidates import pair, partners, way
from pipeline.relate.features.lone import NOTHING, Lone
from pipeline.relate.features.way import Ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.candidates.pair import Pairs
    from pipeline.relate.candidates.partners import Partners
    from pipeline.relate.candidates.sentence import Sentences
    from pipeline.relate.candidates.way import Ways
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.hashing import Floats, Integers

KINDS = ("figure", "trigger")
"""Kinds of statements: with a figure, and without."""

CLEAR_LOG_ODDS, TELLING_WORDS = 4.6, 60
"""Log-odds and words from which an article leaves little doubt whether it tells of trade between provinces."""


LEAST_SENTENCE = -2.0
"""Log-odds that no sentence falls below as the clearest of an article."""


class Topic(NamedTuple):
    """What the words of an article say of its subject."""

    subject: float
    """Log-odds that its words as a whole are those of trade between provinces."""
    sentences: Mapping[int, float]
    """Log-odds of each sentence that names goods and a province: whether it tells of goods on their way."""

    @property
    def odds(self) -> float:
        """Log-odds that the article tells of such trade: one clear sentence counts as much as all its words.

        Without a sentence that could tell of goods the words stand alone: a deal needs none.
        """
        return self.subject + max(LEAST_SENTENCE, *self.sentences.values()) if self.sentences else self.subject


NO_TOPIC = Topic(0.0, {})
"""Of an article whose words are not yet weighed."""


NO_ROWS = np.zeros((0, 0))
"""Of what is not yet weighed."""


@dataclass(slots=True)
class Goods:
    """Goods with the provinces at their ends."""

    arguments: Arguments
    rows: Floats = field(default_factory=lambda: NO_ROWS)
    """Features of each argument with the scores of its words."""
    origin: Sequence[float] = ()
    destination: Sequence[float] = ()

    def ends(self) -> Ends:
        """Return the scores by mention and province."""
        mentions = len(self.arguments.anchors)
        size = (mentions, len(self.origin) // max(mentions, 1))
        return Ends(*(np.array(each, dtype=np.float64).reshape(size) for each in (self.origin, self.destination)))


@dataclass(slots=True)
class Statements:
    """Statements of one kind with the provinces that may be their parties."""

    anchors: list[Anchor]
    arguments: Arguments
    grams: Integers
    """Codes of the n-grams of each statement."""
    words: list[Floats] = field(default_factory=list)
    """Scores of the words of each: a deal or not, then each status; one list per linear model."""
    rows: Floats = field(default_factory=lambda: NO_ROWS)
    """Features of each statement with the scores of its words."""
    scores: Sequence[float] = ()
    statuses: Sequence[tuple[float, ...]] = ()
    """Of figures the scores of each as `STATUSES`, where training gives them; else the models are asked about what is
    taken alone."""
    party_rows: Floats = field(default_factory=lambda: NO_ROWS)
    parties: Sequence[float] = ()
    """Score of each argument as a party."""
    pairs: Pairs = field(default_factory=pair.Pairs)
    alone: Sequence[float] = ()
    """Score of each pair by itself."""
    thirds: Mapping[tuple[int, str], float] | None = None
    """Score of each province that may join a pair, by row and province, where training gives them; else the models
    are asked about what is taken alone."""


@dataclass(slots=True)
class Weighed:
    """An article's candidates and their scores."""

    discourse: Discourse
    goods: Goods
    statements: dict[str, Statements]
    """By kind."""
    lone_grams: Sequence[Integers]
    """Codes of the n-grams of places and of goods by themselves, as `lone_mentions`."""
    grams: Integers
    """Codes of the n-grams of the article, one row."""
    sentences: Sentences
    """Those that name goods and a province."""
    topic: Topic = NO_TOPIC
    lone: Lone = NOTHING
    ways: Ways = field(default_factory=way.Ways)
    way_rows: Floats = field(default_factory=lambda: NO_ROWS)
    way_scores: Sequence[float] = ()
    partners: Partners = field(default_factory=partners.Partners)
    partner_scores: Sequence[float] = ()
    bare_rows: Floats = field(default_factory=lambda: NO_ROWS)
    """Features of the partners that may have a deal without a figure."""
    bare: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    """The scores of `bare.FORESTS` by row of the partners, where training gives them; else the models are asked."""
    figure_rows: Floats = field(default_factory=lambda: NO_ROWS)
    """Features of the pairs of figures beside all others of the article."""
    figure_scores: Sequence[float] = ()

    @property
    def in_doubt(self) -> bool:
        """Whether the article may not tell of trade; a passage is too short to say so by its words."""
        return self.topic.odds < CLEAR_LOG_ODDS and len(self.discourse.words) >= TELLING_WORDS

    @property
    def told_partners(self) -> dict[frozenset[str], float]:
        """The score of each two provinces as partners."""
        return {frozenset(key[1:]): score for key, score in zip(self.partners.keys, self.partner_scores, strict=True)}

    @property
    def lone_mentions(self) -> tuple[Sequence[Anchor], Sequence[Anchor]]:
        """Places and goods, as `Lone` has their scores."""
        return self.discourse.places, self.goods.arguments.anchors

    def keys_of(self, kind: str) -> Sequence[tuple[int, str, str]]:
        """Return the pairs that are decided about, each with its statement: those of figures, or the partners."""
        return self.statements["figure"].pairs.keys if kind == "figure" else self.partners.keys

    def best_figures(self) -> dict[int, int]:
        """Return the row of the likeliest pair of each figure."""
        rows = grouped(range(len(self.figure_scores)), lambda row: self.keys_of("figure")[row][0])
        return {number: max(mine, key=lambda row: (self.figure_scores[row], -row)) for number, mine in rows.items()}

    def scores_of(self, kind: str) -> Sequence[float]:
        """Return the scores that decide about deals of a kind: of the pairs of figures, or of the partners."""
        return self.figure_scores if kind == "figure" else self.partner_scores
