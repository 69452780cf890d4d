"""How the mentions of a province stand to a mention: the nearest on either side, before and later in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.relate.features import NONE, sentence
from pipeline.relate.features.governing import NOWHERE, governing

if TYPE_CHECKING:
    from pipeline.relate.discourse import Discourse
    from pipeline.relate.features.grid import Grid
    from pipeline.relate.hashing import Floats, Integers

SIDES = ("before", "behind", "earlier", "later")
"""Same sentence before and behind the mention, the last of earlier sentences, the first of later ones."""

EACH = (
    *("sentences", "words", "role", "places_between", "goods_between", "breaks_between", "commas_between"),
    *("numbers_between", "trigger_before", "trigger_before_words", "trigger_behind", "trigger_behind_words"),
    *("goods_beside", "places_beside", "paragraphs", "deal_words", "verb_before", "verb_before_words", "verb_behind"),
    *("verb_behind_words", "head", "word_before", "word_behind"),
)
NAMES = tuple(f"{side}.{name}" for side in SIDES for name in EACH)


BEFORE_PARAGRAPHS = EACH.index("paragraphs") - EACH.index("trigger_before")
"""Features of a place alone that stand before the paragraphs between it and a mention."""

OF_SENTENCE = [sentence.NAMES.index(name) for name in ("goods", "places", "deal_words")]
"""What is told of the sentence of a place."""


def values(discourse: Discourse, grid: Grid) -> Floats:
    """Return the features of each mention and the places of each province, one row each."""
    near = grid.nearest.reshape(-1)
    result = np.full((len(near), len(EACH)), NONE)
    there = np.flatnonzero(near != NOWHERE)
    result[there] = _relations(discourse, grid, there // (len(grid.provinces) * len(SIDES)), near[there])
    return result.reshape(-1, len(NAMES))


def _relations(discourse: Discourse, grid: Grid, mentions: Integers, places: Integers) -> Floats:
    """Return the features of mentions and places, as `EACH`."""
    first, behind = grid.between(mentions, places)
    paragraphs = np.array(discourse.paragraphs)
    role, *of_place = _places(discourse, grid).take(places, axis=1)
    columns = [
        grid.place_sentence[places] - grid.sentence[mentions],
        behind - first,
        role,
        *discourse.all_counted(first, behind),
        *of_place[:BEFORE_PARAGRAPHS],
        paragraphs[grid.place_sentence[places]] - paragraphs[grid.sentence[mentions]],
        *of_place[BEFORE_PARAGRAPHS:],
    ]
    return np.array(columns).T


def _places(discourse: Discourse, grid: Grid) -> Floats:
    """Return what stands beside each place, whatever mention it is seen from."""
    told = governing(discourse)
    codes = told.codes[grid.place_first].T
    return np.array(
        [
            grid.role,
            *codes[:4],
            *sentence.values(discourse)[grid.place_sentence][:, OF_SENTENCE].T,
            *codes[4:],
            told.beside[grid.place_first - 1],
            told.beside[grid.place_behind],
        ]
    )
