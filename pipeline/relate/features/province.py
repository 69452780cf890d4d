"""What the article says of a province as seen from a mention: speaker's home, dateline, headline, what came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.relate.features import NONE
from pipeline.relate.features.place import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

ROLES = ("from", "to", "subject", "at", "with", "for", "official", "aside")
"""Roles of places that are counted."""

RUNNING = ("from", "to", "subject")
"""Roles whose last province before the mention is remembered."""

FAR = 9.0
"""Rank of a province that was not spoken of, words to a rival that is not there, at most."""

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


def values(discourse: Discourse, anchor: Anchor, province: str) -> list[float]:
    """Return the features of a mention and a province."""
    places = discourse.places_of[province]
    return [
        *_standing(discourse, anchor.sentence, province),
        *_running(discourse, anchor.sentence, province),
        *(float(discourse.roles[province][role]) for role in ROLES),
        float(sum(place.sentence <= anchor.sentence for place in places)),
        float(sum(place.sentence == anchor.sentence for place in places)),
        *_rivals(discourse, anchor, province, places),
    ]


def _standing(discourse: Discourse, sentence: int, province: str) -> list[float]:
    homes = discourse.homes
    coming = next((home for home in homes[sentence : sentence + 3] if home), None)
    last = next((home for home in reversed(homes[max(0, sentence - 3) : sentence + 1]) if home), None)
    return [
        float(homes[sentence] == province),
        float(homes[sentence] is not None),
        float(coming == province),
        float(last == province),
        float(discourse.dateline == province),
        float(province in discourse.titled),
        float(discourse.mentions[province]),
        discourse.mentions[province] / len(discourse.places),
        float(discourse.by_mentions.index(province)),
        float(discourse.places_of[province][0].sentence),
    ]


def _running(discourse: Discourse, sentence: int, province: str) -> list[float]:
    """Return how recently a province was spoken of before a sentence, and whether it was the last in some role."""
    recency, last = discourse.spoken_before(sentence)
    return [
        float(recency.index(province)) if province in recency else FAR,
        *(float(last.get(role) == province) for role in RUNNING),
    ]


def _rivals(discourse: Discourse, anchor: Anchor, province: str, places: Sequence[Anchor]) -> list[float]:
    """Return how many other provinces of the sentence stand in the same role, nearer or at all, and in which roles."""
    others = [place for place in discourse.places_in.get(anchor.sentence, ()) if place.key != province]
    result: list[float] = []
    for place in nearest(anchor, places)[:2]:
        same = [other for other in others if place and other.role == place.role]
        distance = abs(place.first - anchor.first) if place else 0
        nearer = sum(abs(other.first - anchor.first) < distance for other in same)
        result += [float(nearer), float(len(same))] if place else [NONE, NONE]
    roles = {place.role for place in others}
    return [
        *result,
        *(float(role in roles) for role in ("from", "to", "subject")),
        float(bool(roles & {"at", "for"})),
        float(min((abs(place.first - anchor.first) for place in others), default=99)),
    ]
