"""What the article says of a province as seen from a mention: speaker's home, dateline, headline, what came before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.relate.features import NONE
from pipeline.relate.features.codes import ROLE
from pipeline.relate.features.governing import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.relate.discourse import Discourse
    from pipeline.relate.features.grid import Grid
    from pipeline.relate.hashing import Floats, Integers, Mask

ROLES = ("from", "to", "subject", "at", "with", "for", "official", "aside")
"""Roles of places that are counted."""

ROLE_CODES = [int(ROLE[role]) for role in ROLES]

RUNNING = ("from", "to", "subject")
"""Roles whose last province before the mention is remembered."""

FAR_RANK = 9.0
"""Rank of a province that was not spoken of."""

RIVALS = (("from",), ("to",), ("subject",), ("at", "for"))
"""Roles of rivals that are told apart."""

IN_RIVALS = np.array([[role in roles for role in ROLE] for roles in RIVALS])
"""Whether a role, by its code, is one of each of these."""

NOBODY_WORDS = 99
"""Words to a rival that is not there."""

NAMES = (
    *("province.home", "province.somebody_speaks", "province.next_home", "province.last_home", "province.dateline"),
    *("province.title", "province.mentions", "province.share", "province.rank", "province.first_sentence"),
    "province.recency",
    *(f"province.last_{role}" for role in RUNNING),
    *(f"province.times_{role}" for role in ROLES),
    *("province.times_so_far", "province.times_here"),
    *("rivals.before_nearer", "rivals.before", "rivals.behind_nearer", "rivals.behind"),
    *("rivals.from", "rivals.to", "rivals.subject", "rivals.at", "rivals.words"),
)


class Standing(NamedTuple):
    """What an article says of its provinces, counted as in `discourse.by_mentions`, whatever the mention."""

    mentions: Integers
    dateline: Mask
    title: Mask
    home: Integers
    """By sentence the home of whoever speaks, or `NOWHERE`."""

    def of(self, provinces: Integers, sentences: Integers) -> list[Integers]:
        """Return of some provinces their mentions, whether in dateline and headline, whether home in a sentence."""
        return [*(each[provinces] for each in self[:3]), self.home[sentences] == provinces]


def standing_of(discourse: Discourse) -> Standing:
    """Return what an article says of its provinces, made once."""
    return discourse.kept(_standing_of)


def _standing_of(discourse: Discourse) -> Standing:
    provinces = discourse.by_mentions
    numbers = {province: number for number, province in enumerate(provinces)}
    return Standing(
        np.array([discourse.mentions[province] for province in provinces]),
        np.array([province == discourse.dateline for province in provinces]),
        np.array([province in discourse.titled for province in provinces]),
        np.array([numbers.get(home or "", NOWHERE) for home in discourse.homes]),
    )


def values(discourse: Discourse, grid: Grid) -> Floats:
    """Return the features of each mention and province, one row each."""
    roles = np.bincount(grid.province * len(ROLE) + grid.role, minlength=len(grid.begins) * len(ROLE))
    so_far = grid.place_sentence <= grid.sentence[:, None]
    columns = [
        *_standing(discourse, grid),
        *_running(discourse, grid),
        *roles.reshape(-1, len(ROLE))[: len(grid.provinces), ROLE_CODES].T,
        *grid.count((so_far, grid.same)),
        *_nearer(grid),
        *_others(grid),
    ]
    result = np.empty((len(NAMES), len(grid.anchors), len(grid.provinces)))
    for row, column in zip(result, columns, strict=True):
        row[:] = column
    return result.reshape(len(NAMES), -1).T


def _standing(discourse: Discourse, grid: Grid) -> list[Floats]:
    """Return who speaks, as columns of mentions, and how often and where provinces are named, as rows of these."""
    homes = discourse.homes
    here = [homes[sentence] for sentence in grid.sentences]
    coming = [_first(homes[sentence : sentence + 3]) for sentence in grid.sentences]
    last = [_first(reversed(homes[max(0, sentence - 3) : sentence + 1])) for sentence in grid.sentences]
    standing, size = standing_of(discourse), len(grid.provinces)
    mentions = standing.mentions[:size]
    return [
        _same(grid, here),
        np.array([home is not None for home in here])[grid.told][:, None],
        _same(grid, coming),
        _same(grid, last),
        standing.dateline[:size],
        standing.title[:size],
        mentions,
        mentions / len(discourse.places),
        np.arange(len(grid.provinces)),
        np.array([discourse.places_of[province][0].sentence for province in grid.provinces]),
    ]


def _first(homes: Iterable[str | None]) -> str | None:
    return next((home for home in homes if home), None)


def _same(grid: Grid, named: Sequence[str | None]) -> Floats:
    """Return for each mention which province is named for its sentence, shape (mentions, provinces)."""
    numbers = {province: number for number, province in enumerate(grid.provinces)}
    number = np.array([numbers.get(each or "", NOWHERE) for each in named])
    same: Floats = number[grid.told][:, None] == np.arange(len(numbers))
    return same


def _running(discourse: Discourse, grid: Grid) -> list[Floats]:
    """Return how recently a province was spoken of before a mention, and whether it was the last in some role."""
    before = [discourse.spoken_before(sentence) for sentence in grid.sentences]
    ranks = [{province: float(rank) for rank, province in enumerate(each.recency)} for each in before]
    return [
        np.array([[rank.get(province, FAR_RANK) for province in grid.provinces] for rank in ranks])[grid.told],
        *(_same(grid, [each.last.get(role) for each in before]) for role in RUNNING),
    ]


def _nearer(grid: Grid) -> Iterator[Floats]:
    """Yield how many other provinces of the sentence stand in the same role as the nearest place, nearer and at all.

    Places are sought in sorted keys of sentence, role and word, and taken off again where they are of the province.
    """
    words = max(int(grid.place_behind.max()), int(grid.behind.max())) + 1
    of_role = grid.place_sentence * len(ROLE) + grid.role
    roles = int(of_role.max()) + 1
    of_own = grid.province * roles + of_role
    near, first = grid.nearest.transpose(2, 0, 1)[:2], grid.first[:, None]
    distance, role = np.abs(grid.place_first[near] - first), of_role[near]
    own = role + np.arange(len(grid.provinces)) * roles
    begin, end = np.maximum(first - distance + 1, 0), np.minimum(first + distance, words)
    bounds = np.array([begin, np.maximum(begin, end)])

    def told(places: Integers, sought: Integers) -> Integers:
        """Return how many places have the key that is sought, within bounds and at all."""
        before, behind = np.sort(places * words + grid.place_first).searchsorted(sought * words + bounds)
        return np.array([behind - before, np.bincount(places, minlength=len(grid.begins) * roles)[sought]])

    others = told(of_role, role) - told(of_own, own)
    for each in np.where(near == NOWHERE, NONE, others).swapaxes(0, 1):
        yield from each


def _others(grid: Grid) -> Iterator[Floats]:
    """Yield whether other provinces of the sentence stand in some roles, and how near the nearest of them is."""
    held = grid.same & IN_RIVALS[:, None, grid.role]
    yield from held.sum(axis=2)[:, :, None] > grid.count(held)
    nobody = grid.place_first.max() + grid.first.max() + 1
    distance = np.where(grid.same, np.abs(grid.place_first - grid.first[:, None]), nobody)
    nearest = np.minimum.reduceat(distance[:, grid.by_province], grid.begins, axis=1)
    ranked = np.sort(np.concatenate([nearest, np.full((len(nearest), 1), nobody)], axis=1), axis=1)
    first, second = ranked[:, :1], ranked[:, 1:2]
    rival = np.where(nearest[:, : len(grid.provinces)] == first, second, first)
    yield np.where(rival == nobody, NOBODY_WORDS, rival)
