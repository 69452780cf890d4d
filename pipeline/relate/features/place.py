"""How the mentions of a province stand to a mention: the nearest on either side, before and later in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.relate.features import NONE
from pipeline.relate.features.codes import ROLE, beside, head_code, triggers_beside, verbs_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.relate.anchors import Anchor
    from pipeline.relate.discourse import Discourse

SIDES = ("before", "behind", "earlier", "later")
"""Same sentence before and behind the mention, the last of earlier sentences, the first of later ones."""

EACH = (
    *("sentences", "words", "role", "places_between", "goods_between", "breaks_between", "commas_between"),
    *("numbers_between", "trigger_before", "trigger_before_words", "trigger_behind", "trigger_behind_words"),
    *("goods_beside", "places_beside", "paragraphs", "deal_words", "verb_before", "verb_before_words", "verb_behind"),
    *("verb_behind_words", "head", "word_before", "word_behind"),
)
NAMES = tuple(f"{side}.{name}" for side in SIDES for name in EACH)


def values(discourse: Discourse, anchor: Anchor, places: Sequence[Anchor]) -> list[float]:
    """Return the features of a mention and the places of one province."""
    return [
        value
        for place in nearest(anchor, places)
        for value in (_relation(discourse, anchor, place) if place else [NONE] * len(EACH))
    ]


def nearest(anchor: Anchor, places: Sequence[Anchor]) -> list[Anchor | None]:
    """Return the place of each side, None where there is none."""
    same = [place for place in places if place.sentence == anchor.sentence]
    before = [place for place in same if place.first < anchor.first]
    behind = [place for place in same if place.first >= anchor.first]
    earlier = [place for place in places if place.sentence < anchor.sentence]
    later = [place for place in places if place.sentence > anchor.sentence]
    ends = (before[-1:], behind[:1], earlier[-1:], later[:1])
    return [end[0] if end else None for end in ends]


def span_between(anchor: Anchor, place: Anchor) -> tuple[int, int]:
    """Return the words between a mention and a place."""
    first, last = (anchor, place) if anchor.first < place.first else (place, anchor)
    return first.behind, max(first.behind, last.first)


def _relation(discourse: Discourse, anchor: Anchor, place: Anchor) -> list[float]:
    first, behind = span_between(anchor, place)
    counts = (discourse.count(name, first, behind) for name in ("places", "goods", "breaks", "commas", "numbers"))
    return [
        float(place.sentence - anchor.sentence),
        float(behind - first),
        ROLE[place.role],
        *map(float, counts),
        *triggers_beside(discourse, place, "flow"),
        float(len(discourse.goods_in.get(place.sentence, ()))),
        float(len(discourse.places_in.get(place.sentence, ()))),
        float(discourse.paragraphs[place.sentence] - discourse.paragraphs[anchor.sentence]),
        float(bool(discourse.triggers[place.sentence, "deal"])),
        *verbs_beside(discourse, place),
        head_code(discourse, place),
        beside(discourse, place.first - 1),
        beside(discourse, place.behind),
    ]
