"""What the forests see: the features of candidates with the scores of the stages before, and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.candidates import argument, bare, pair, partners, statement, way
from pipeline.relate.features import bare as bare_features
from pipeline.relate.features import company, lone, pair_siblings, third
from pipeline.relate.features.statement import value_of
from pipeline.relate.weighed import KINDS
from pipeline.values import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.candidates.argument import Arguments
    from pipeline.relate.hashing import Floats
    from pipeline.relate.weighed import Statements, Weighed

ENDS = ("origin", "destination")
"""What goods take a province as; the models are named so."""


def goods_rows(weighed: Weighed, goods: Arguments, words: Sequence[Floats]) -> Floats:
    """Return the features of goods and provinces with the scores of their words, one list per linear model."""
    alone = lone.of_goods(goods.anchors, weighed.lone.goods)
    rows = party_rows(weighed, goods, words)
    return np.concatenate([rows, np.repeat(alone, len(goods.provinces), axis=0)], axis=1)


def goods_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*argument.names_of(ENDS), *lone.GOODS)


def party_rows(weighed: Weighed, parties: Arguments, words: Sequence[Floats]) -> Floats:
    """Return the features of statements and provinces with the scores of their words."""
    return argument.with_words(weighed.discourse, parties, words, weighed.lone.places)


def party_words(kind: str) -> tuple[str, str]:
    """Return the linear models that read the words of statements of a kind and provinces: as a party, as the hub."""
    return f"{kind}_party", f"{kind}_hub"


def statement_rows(weighed: Weighed, found: Statements) -> Floats:
    """Return the features of statements with the scores of their words and of the article's."""
    topic = np.full(len(found.anchors), weighed.topic.odds)
    told = np.array([*found.words, topic], dtype=np.float64).T
    figures = weighed.statements["figure"].anchors
    return np.concatenate([statement.values_of(weighed.discourse, found.arguments, figures), told], axis=1)


def statement_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*statement.NAMES, "words.deal", *(f"words.{status}" for status in STATUSES), "words.article")


def figure_rows(weighed: Weighed) -> Floats:
    """Return the features of the pairs of figures with what the other pairs of the article say."""
    found = weighed.statements["figure"]
    if not found.pairs.keys:
        return np.zeros((0, len(FIGURE_NAMES)))
    worth = [value_of(anchor.fact.value) for anchor in found.anchors]
    beside = pair_siblings.values(found.pairs.keys, found.alone, worth, weighed.told_partners)
    return np.concatenate([found.pairs.values, beside], axis=1)


FIGURE_NAMES = (*pair.NAMES, *pair_siblings.NAMES)
"""Names of those features."""


def status_rows(weighed: Weighed, kind: str) -> Floats:
    """Return the features that tell the status of statements: their own, and what is said beside other figures."""
    found, figures = weighed.statements[kind], weighed.statements["figure"]
    words = np.array(figures.words[1:], dtype=np.float64).reshape(len(STATUSES), -1).T
    beside = company.values(found.anchors, figures.anchors, figures.scores, words)
    return np.concatenate([found.rows, beside], axis=1)


def status_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*statement_names(), *company.NAMES)


def bare_rows(weighed: Weighed) -> Floats:
    """Return the features of the partners of `bare.rows_of`: theirs, of their likeliest statement, of a bare deal."""
    found, rows = weighed.partners, bare.rows_of(weighed)
    if not rows:
        return np.zeros((0, len(bare_names())))
    statements = status_rows(weighed, "trigger")[[found.keys[row][0] for row in rows]]
    return np.concatenate([found.values[rows], statements, bare.values_of(weighed, rows)], axis=1)


def bare_names() -> tuple[str, ...]:
    """Return the names of those features."""
    return (*partners.NAMES, *status_names(), *bare_features.NAMES)


def deciding(weighed: Weighed, kind: str, rows: Sequence[int]) -> dict[str, Floats]:
    """Return the forests that decide together about deals of a kind, each with what it sees of some rows."""
    if kind == "figure":
        return {"figure_pair": weighed.figure_rows[rows]}
    asked = {row: number for number, row in enumerate(bare.rows_of(weighed))}
    return {"partners": weighed.partners.values[rows], "bare": weighed.bare_rows[[asked[row] for row in rows]]}


def third_names(kind: str) -> tuple[str, ...]:
    """Return the names of the features of provinces that may join a pair."""
    return (*third.NAMES, *argument.names_of(party_words(kind)))


def forests() -> dict[str, tuple[str, ...]]:
    """Return the forests that score all this, each with the names of its features."""
    names = {**dict.fromkeys(ENDS, goods_names()), "way_alone": way.ALONE, "way": way.NAMES}
    for kind in KINDS:
        parties = argument.names_of(party_words(kind))
        names |= {
            kind: statement_names(),
            f"{kind}_party": parties,
            f"{kind}_hub": parties,
            f"{kind}_alone": pair.WORDED if kind == "trigger" else pair.NAMES,
            f"{kind}_third": third_names(kind),
        }
    names |= {"partners": partners.NAMES, "figure_pair": FIGURE_NAMES} | dict.fromkeys(bare.FORESTS, bare_names())
    return names | {f"status_{status}": status_names() for status in STATUSES}
