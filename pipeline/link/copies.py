"""Wire copies and near-verbatim re-runs: which article repeats the text of which earlier one.

Texts that share sampled shingles are candidates, each with the first and the last text before it that has the shingle:
so a story run by a thousand papers costs a thousand comparisons, not a million. Candidates are then compared in full.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.disjoint_sets import DisjointSets
from pipeline.link.shingles import Fingerprint, fingerprint, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

    Texts = Callable[[], Iterable[tuple[str, str]]]

SHARED_SAMPLES_SHARE = 0.3
"""Part of the smaller sample that two texts must share to be compared in full."""
SHORTEST_SHINGLES = 30
"""Shingles of a text that can be a copy: what is shorter is a teaser or an empty page."""
REPEATED_SHARE = 0.66
"""Part of the shorter text's shingles that a copy repeats; an own report of one event repeats a tenth."""
ALIKE_SHARE = 0.3
"""Shingles shared, of all that either has: a round-up that holds a whole story is more than that story."""
SAME_OPENING_SHARE = 0.4
"""Part of each opening found in the other text: stories share their background, copies begin alike."""
SAME_FIGURES_SHARE = 0.75
"""Part of the figures: the daily price report repeats its wording, not its figures."""
NUMBER_BITS = 32
"""Bits of a text's number, packed behind a shingle or another number: arrays of integers are small, quick to sort."""
LOWER = (1 << NUMBER_BITS) - 1
MOST_DAYS = 7
"""Between the two publications, where both are known to the day."""


def repeated(texts: Texts, published: Mapping[str, str]) -> dict[str, str]:
    """Return the id of the earliest article of its group for each article that repeats one.

    `texts` is called twice and yields (article_id, text) in reading order; `published` holds a partial ISO date, or an
    empty one, for every article. The earliest is the one published first, by what is known for sure; then read first.
    """
    order = {article_id: number for number, article_id in enumerate(published)}
    earlier: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, str] = {}
    for one, other in _candidates(texts, list(published), order):
        if _near(published[one], published[other]):
            earlier[other].append(one)
            last[one] = other
    groups = DisjointSets()
    for one, other in _copies(texts, earlier, last):
        groups.join(one, other)
    return _earliest(groups, published, order)


def _copies(texts: Texts, earlier: Mapping[str, list[str]], last: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that are copies; `earlier` holds whom a text is compared with, `last` the last time for each.

    What is kept of a text is dropped then, so that memory holds few at a time.
    """
    kept: dict[str, Fingerprint] = {}
    for article_id, text in texts():
        if article_id in earlier or article_id in last:
            own = kept[article_id] = fingerprint(text)
            for one in earlier.get(article_id, ()):
                if is_copy(kept[one], own):
                    yield one, article_id
                if last[one] == article_id:
                    del kept[one]
            if article_id not in last:
                del kept[article_id]


def is_copy(left: Fingerprint, right: Fingerprint) -> bool:
    """Tell whether one text is a re-run of the other, edited or cut."""
    short, full = sorted((left, right), key=lambda each: len(each.shingles))
    own, other = set(short.shingles), set(full.shingles)
    shared = len(own & other)
    return (
        len(own) >= SHORTEST_SHINGLES
        and shared >= REPEATED_SHARE * len(own)
        and shared >= ALIKE_SHARE * len(own | other)
        and len(short.opening & other) >= SAME_OPENING_SHARE * len(short.opening)
        and len(full.opening & own) >= SAME_OPENING_SHARE * len(full.opening)
        and len(short.figures & full.figures) >= SAME_FIGURES_SHARE * len(short.figures)
    )


def _candidates(texts: Texts, ids: list[str], order: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield pairs of articles that share enough sampled shingles, in reading order."""
    sizes = array("I", [0]) * len(ids)
    postings = array("Q")
    for article_id, text in texts():
        number, found = order[article_id], sample(text)
        sizes[number] = len(found)
        postings.extend(each << NUMBER_BITS | number for each in found)
    for met, times in zip(*np.unique(_met(np.array(postings)), return_counts=True), strict=True):
        one, other = int(met) >> NUMBER_BITS, int(met) & LOWER
        if times >= max(2, SHARED_SAMPLES_SHARE * min(sizes[one], sizes[other])):
            yield ids[one], ids[other]


def _met(postings: Numbers) -> Numbers:
    """Return each text with the first and the last text before it of the same shingle, two numbers in one."""
    postings.sort()
    shingles, texts = postings >> NUMBER_BITS, postings & LOWER
    again = np.flatnonzero(shingles[1:] == shingles[:-1]) + 1
    first, last = texts[np.searchsorted(shingles, shingles[again])], texts[again - 1]
    return np.concatenate([last << NUMBER_BITS | texts[again], (first << NUMBER_BITS | texts[again])[first != last]])


def _near(left: str, right: str) -> bool:
    """Tell whether two publications may be of one story; partial dates leave it open."""
    if len(left) == len(right) == len("2021-03-09"):
        return abs(date.fromisoformat(left) - date.fromisoformat(right)).days <= MOST_DAYS
    shared = min(len(left), len(right))
    return left[:shared] == right[:shared]


def _earliest(groups: DisjointSets, published: Mapping[str, str], order: Mapping[str, int]) -> dict[str, str]:
    members: dict[str, list[str]] = {}
    for article_id in sorted(groups.members(), key=order.__getitem__):
        members.setdefault(groups.root(article_id), []).append(article_id)
    result = {}
    for group in members.values():
        # a year alone may mean its last day: it is no proof of having been first
        first = min(group, key=lambda each: (published[each] or "9999").ljust(10, "~"))
        result.update({each: first for each in group if each != first})
    return result
